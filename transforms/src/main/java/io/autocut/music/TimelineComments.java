package io.autocut.music;

import io.autocut.schemas.BeatRegion;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EnergyTurn;
import io.autocut.schemas.Section;
import io.autocut.schemas.TurnKind;
import io.autocut.time.RationalTime;
import java.math.BigDecimal;

/** What a timeline knows beside its beats, as comment lines of a {@link BeatsFile}. */
final class TimelineComments {
  /** Below, a person had better listen. */
  private static final double LOW_CONFIDENCE = 0.3;

  private final BeatTimeline timeline;
  private final StringBuilder text = new StringBuilder();

  private TimelineComments(BeatTimeline timeline) {
    this.timeline = timeline;
  }

  /** Lines that begin with #, each with its end. */
  static String of(BeatTimeline timeline) {
    return new TimelineComments(timeline).whole().structure().text.toString();
  }

  private TimelineComments whole() {
    line("tempo: " + decimal(timeline.getMilliBpm(), 3) + " beats per minute");
    line("metre: " + timeline.getBeatsPerBar() + " beats in a bar");
    line(
        "confidence: beats %s, tempo %s, downbeats %s"
            .formatted(
                share(timeline.getConfidence()),
                share(timeline.getTempoConfidence()),
                share(timeline.getDownbeatConfidence())));
    if (!timeline.getCorrection().isEmpty()) {
      line(timeline.getCorrection());
    }
    if (!timeline.getNote().isEmpty()) {
      line("note: " + timeline.getNote());
    }
    return this;
  }

  private TimelineComments structure() {
    line("start: " + seconds(timeline.getMusicalStart()));
    for (Section section : timeline.getSections()) {
      String range = range(section.getInSample(), section.getOutSample());
      line(
          "section: %s %s, energy %s"
              .formatted(range, section.getLabel(), share(section.getEnergy())));
    }
    for (EnergyTurn turn : timeline.getTurns()) {
      String louder = ", " + decimal(turn.getCentiLu(), 2) + " LU louder";
      line(
          turn.getKind() == TurnKind.BUILD
              ? "build: " + range(turn.getInSample(), turn.getOutSample()) + louder
              : "drop: " + seconds(turn.getInSample()) + louder);
    }
    line("ending: " + seconds(timeline.getEnding()));
    for (BeatRegion region : timeline.getRegions()) {
      if (!region.getTrusted() || region.getConfidence() < LOW_CONFIDENCE) {
        String range = range(region.getInSample(), region.getOutSample());
        line("uncertain: %s, confidence %s".formatted(range, share(region.getConfidence())));
      }
    }
    return this;
  }

  private void line(String comment) {
    text.append("# ").append(comment.replaceAll("\\R", " ")).append('\n');
  }

  private String range(long in, long out) {
    return seconds(in) + " to " + seconds(out);
  }

  private String seconds(long sample) {
    return RationalTime.of(sample, timeline.getSampleRate()).toDecimalSeconds();
  }

  private static String share(double value) {
    return decimal(Math.round(value * 1000), 3);
  }

  private static String decimal(long value, int places) {
    return BigDecimal.valueOf(value, places).toPlainString();
  }
}
