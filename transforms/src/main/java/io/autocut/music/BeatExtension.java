package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/** Continues beats evenly where the music goes on but the tracker had nothing to hold on to. */
final class BeatExtension {
  private static final int NEIGHBOURS = 8;

  private BeatExtension() {}

  /**
   * Beats from {@code start}, inclusive, to {@code end}, exclusive; unit: seconds. Those outside
   * are dropped, those missing at either end follow the median interval of the eight nearest.
   */
  static double[] cover(double[] beats, double start, double end) {
    double[] inside = Arrays.stream(beats).filter(beat -> beat >= start && beat < end).toArray();
    if (inside.length < 2) {
      return inside;
    }
    int most = Math.min(NEIGHBOURS, inside.length - 1);
    double first = medianInterval(inside, 0, most);
    double last = medianInterval(inside, inside.length - 1 - most, inside.length - 1);
    int before = (int) Math.max(0, Math.floor((inside[0] - start) / first));
    int after = (int) Math.max(0, Math.ceil((end - inside[inside.length - 1]) / last) - 1);
    double[] covering = new double[before + inside.length + after];
    for (int i = 0; i < before; i++) {
      covering[i] = inside[0] - (before - i) * first;
    }
    System.arraycopy(inside, 0, covering, before, inside.length);
    for (int i = 1; i <= after; i++) {
      covering[before + inside.length + i - 1] = inside[inside.length - 1] + i * last;
    }
    return covering;
  }

  /** Median of the intervals between beat {@code from} and beat {@code to}. */
  static double medianInterval(double[] beats, int from, int to) {
    checkArgument(from < to && to < beats.length, "no interval from beat %s to beat %s", from, to);
    double[] intervals = new double[to - from];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = beats[from + i + 1] - beats[from + i];
    }
    Arrays.sort(intervals);
    return intervals[intervals.length / 2];
  }
}
