package io.autocut.music;

/** How unequal the beats are that follow one another, as they are when a tempo is doubled. */
final class Alternation {
  private Alternation() {}

  /**
   * How much less every other value is, on the whole, than those between: 0 (as much) to 1
   * (nothing).
   *
   * @param values one for each beat, not negative
   */
  static double of(double[] values) {
    double[] sums = new double[2];
    for (int beat = 0; beat < values.length; beat++) {
      sums[beat % 2] += values[beat];
    }
    double more = Math.max(sums[0], sums[1]);
    return more > 0 ? 1 - Math.min(sums[0], sums[1]) / more : 0;
  }
}
