package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The tempi that beats may have; unit: beats per minute.
 *
 * @param slowest still allowed
 * @param fastest still allowed
 */
record TempoRange(double slowest, double fastest) {
  /** Nobody keeps to the tempo exactly, and nobody means one that is further off. */
  private static final double NEARNESS = 0.08;

  TempoRange {
    checkArgument(
        slowest >= 0 && slowest <= fastest, "not a range of tempi: %s to %s", slowest, fastest);
  }

  static TempoRange any() {
    return new TempoRange(0, Double.POSITIVE_INFINITY);
  }

  /** Within 8 % of a tempo. */
  static TempoRange near(double bpm) {
    checkArgument(bpm > 0, "not a tempo: %s", bpm);
    return new TempoRange(bpm * (1 - NEARNESS), bpm * (1 + NEARNESS));
  }

  boolean contains(double bpm) {
    return bpm >= slowest && bpm <= fastest;
  }
}
