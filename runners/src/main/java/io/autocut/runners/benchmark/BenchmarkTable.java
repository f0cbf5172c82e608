package io.autocut.runners.benchmark;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Prints the figures of trackers side by side, each line as soon as it is known. */
final class BenchmarkTable {
  private static final String BAR = "  |";
  private static final int GROUP =
      Arrays.stream(Figure.values()).mapToInt(Figure::width).sum() + BAR.length();
  private static final int NARROWEST_NAME = "mean of 1000".length();

  private final PrintWriter out;
  private final int nameWidth;
  private final ImmutableList<String> trackers;

  BenchmarkTable(PrintWriter out, List<AnnotatedExcerpt> excerpts, List<String> trackers) {
    this.out = out;
    this.trackers = ImmutableList.copyOf(trackers);
    this.nameWidth =
        excerpts.stream()
            .mapToInt(excerpt -> excerpt.name().length())
            .reduce(NARROWEST_NAME, Math::max);
  }

  void printHeading() {
    line(
        "",
        trackers.stream()
            .map(name -> Strings.padEnd("  " + name, GROUP, ' '))
            .collect(Collectors.joining()));
    String headings =
        Arrays.stream(Figure.values()).map(Figure::heading).collect(Collectors.joining());
    line("excerpt", trackers.stream().map(name -> headings).collect(Collectors.joining(BAR)));
  }

  /** The rows of one excerpt; the cells of a tracker without one hold a dash. */
  void print(AnnotatedExcerpt excerpt, List<BeatsBenchmark.Measured> rows) {
    line(
        excerpt.name(),
        groups(
            rows,
            (figure, scored) ->
                scored.isEmpty() ? OptionalDouble.empty() : figure.of(scored.get(0))));
  }

  /** The means over all rows, tracker by tracker. */
  void printMeans(List<BeatsBenchmark.Measured> rows) {
    long excerpts = rows.stream().map(BeatsBenchmark.Measured::excerpt).distinct().count();
    line("mean of " + excerpts, groups(rows, Figure::mean));
  }

  /** What went wrong with an excerpt. */
  void printFailure(AnnotatedExcerpt excerpt, String reason) {
    line(excerpt.name(), "  " + reason);
  }

  private String groups(
      List<BeatsBenchmark.Measured> rows,
      BiFunction<Figure, List<ScoredBeats>, OptionalDouble> value) {
    return trackers.stream()
        .map(
            tracker -> {
              List<ScoredBeats> scored =
                  rows.stream()
                      .filter(row -> row.tracker().equals(tracker))
                      .map(BeatsBenchmark.Measured::scored)
                      .toList();
              return Arrays.stream(Figure.values())
                  .map(figure -> figure.cell(value.apply(figure, scored)))
                  .collect(Collectors.joining());
            })
        .collect(Collectors.joining(BAR));
  }

  private void line(String name, String rest) {
    out.println((Strings.padEnd(name, nameWidth, ' ') + rest).stripTrailing());
    out.flush();
  }
}
