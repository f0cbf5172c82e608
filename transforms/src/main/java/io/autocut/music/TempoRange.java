package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The tempi that a beat may have.
 *
 * @param slowest beats per minute
 * @param fastest beats per minute, at least {@code slowest}
 */
record TempoRange(double slowest, double fastest) {
  private static final double SLOWEST = 50;
  private static final double FASTEST = 215;
  private static final double REACH = 0.08;

  TempoRange {
    checkArgument(
        slowest > 0 && fastest >= slowest, "no range of tempi: %s to %s", slowest, fastest);
  }

  /** All that music is counted in. */
  static TempoRange any() {
    return new TempoRange(SLOWEST, FASTEST);
  }

  /** Up to eight hundredths slower or faster. */
  static TempoRange near(double bpm) {
    checkArgument(bpm > 0, "tempo must be positive: %s", bpm);
    return new TempoRange(bpm * (1 - REACH), bpm * (1 + REACH));
  }

  boolean overlaps(TempoRange other) {
    return slowest <= other.fastest && other.slowest <= fastest;
  }
}
