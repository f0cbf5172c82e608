package io.autocut.runners.benchmark;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A column of the table: what it is called, how wide it is and where its figure comes from. */
enum Figure {
  F("F", "%.3f", 6, scored -> OptionalDouble.of(scored.score().f())),
  CMLT("CMLt", "%.3f", 6, scored -> OptionalDouble.of(scored.score().cmlT())),
  AMLT("AMLt", "%.3f", 6, scored -> OptionalDouble.of(scored.score().amlT())),
  DOWNBEAT_F("down", "%.3f", 6, ScoredBeats::downbeatF),
  MEDIAN("med ms", "%+.1f", 7, scored -> scored.score().medianErrorMillis()),
  NINETIETH("p90 ms", "%.1f", 7, scored -> scored.score().ninetiethPercentileErrorMillis()),
  CONFIDENCE("conf", "%.3f", 6, scored -> scored.found().confidence()),
  BPM("bpm", "%.1f", 6, scored -> scored.found().bpm());

  private static final String UNKNOWN = "-";

  private final String heading;
  private final String format;
  private final int width;
  private final Function<ScoredBeats, OptionalDouble> source;

  Figure(String heading, String format, int width, Function<ScoredBeats, OptionalDouble> source) {
    this.heading = heading;
    this.format = format;
    this.width = width;
    this.source = source;
  }

  /** Characters, with a blank before. */
  int width() {
    return width;
  }

  String heading() {
    return padded(heading);
  }

  OptionalDouble of(ScoredBeats scored) {
    return source.apply(scored);
  }

  /** Of those that have this figure; a mean tempo would mean nothing. */
  OptionalDouble mean(List<ScoredBeats> scored) {
    return this == BPM
        ? OptionalDouble.empty()
        : scored.stream()
            .map(source)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .average();
  }

  String cell(OptionalDouble value) {
    return padded(value.isPresent() ? format.formatted(value.getAsDouble()) : UNKNOWN);
  }

  private String padded(String text) {
    return " ".repeat(Math.max(1, width - text.length())) + text;
  }
}
