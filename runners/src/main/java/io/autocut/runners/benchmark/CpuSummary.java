package io.autocut.runners.benchmark;

import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a tracker has cost over all excerpts.
 *
 * @param tracker its name
 * @param audioSeconds length of all music that it tracked
 * @param cost of all of it
 */
record CpuSummary(String tracker, double audioSeconds, CpuCost cost) {

  static CpuSummary of(String tracker, List<BeatsBenchmark.Measured> rows) {
    double audioSeconds = 0;
    CpuCost cost = new CpuCost(0, OptionalDouble.of(0));
    for (BeatsBenchmark.Measured row : rows) {
      if (row.tracker().equals(tracker)) {
        audioSeconds += row.audioSeconds();
        cost = cost.plus(row.scored().found().cost());
      }
    }
    return new CpuSummary(tracker, audioSeconds, cost);
  }

  /** One line. */
  void print(PrintWriter out) {
    double minutes = audioSeconds / 60;
    if (minutes == 0 || cost.total().isEmpty()) {
      out.printf("%s: CPU time not known.%n", tracker);
      return;
    }
    out.printf(
        "%s: %.2f CPU seconds a minute of audio (own thread %.2f, child processes %.2f), %.1f"
            + " minutes in all.%n",
        tracker,
        cost.total().getAsDouble() / minutes,
        cost.thread() / minutes,
        cost.children().getAsDouble() / minutes,
        minutes);
  }
}
