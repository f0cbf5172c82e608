package io.autocut.music;

/** Finds where between samples a curve is highest, from a parabola through three of them. */
final class ParabolicPeak {
  private ParabolicPeak() {}

  /** How far after the middle sample the top lies, -0.5 to 0.5; 0 when the middle is no top. */
  static double shift(double before, double at, double after) {
    double bend = before - 2 * at + after;
    double shift = bend < 0 ? 0.5 * (before - after) / bend : 0;
    return Math.max(-0.5, Math.min(0.5, shift));
  }
}
