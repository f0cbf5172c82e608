package io.autocut.runners.benchmark;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The figures as CSV: one line an excerpt and tracker; what is not known is left empty. */
final class BenchmarkCsv {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader(
              "excerpt",
              "tracker",
              "f",
              "cmlc",
              "cmlt",
              "amlc",
              "amlt",
              "downbeat_f",
              "median_error_ms",
              "p90_error_ms",
              "confidence",
              "bpm",
              "audio_seconds",
              "cpu_seconds")
          .setRecordSeparator('\n')
          .build();

  private BenchmarkCsv() {}

  static void write(Path file, Iterable<BeatsBenchmark.Measured> rows) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        CSVPrinter csv = FORMAT.print(writer)) {
      for (BeatsBenchmark.Measured row : rows) {
        ScoredBeats scored = row.scored();
        BeatScore score = scored.score();
        csv.printRecord(
            row.excerpt(),
            row.tracker(),
            decimals(OptionalDouble.of(score.f())),
            decimals(OptionalDouble.of(score.cmlC())),
            decimals(OptionalDouble.of(score.cmlT())),
            decimals(OptionalDouble.of(score.amlC())),
            decimals(OptionalDouble.of(score.amlT())),
            decimals(scored.downbeatF()),
            decimals(score.medianErrorMillis()),
            decimals(score.ninetiethPercentileErrorMillis()),
            decimals(scored.found().confidence()),
            decimals(scored.found().bpm()),
            decimals(OptionalDouble.of(row.audioSeconds())),
            decimals(scored.found().cost().total()));
      }
    }
  }

  private static String decimals(OptionalDouble value) {
    return value.isPresent() ? "%.4f".formatted(value.getAsDouble()) : "";
  }
}
