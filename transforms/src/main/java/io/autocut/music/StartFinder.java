package io.autocut.music;

/**
 * Finds where the music has set in after a weak introduction.
 *
 * <p>That is the first downbeat from which four bars are about as loud as the whole, if all before
 * it is clearly weaker. Music that is loud at once, or that takes long to become so, starts with
 * its first sound.
 */
final class StartFinder {
  private static final int BARS = 4;
  private static final double BELOW_THE_WHOLE_LU = 4;
  private static final double LEAST_RISE_LU = 2;
  private static final double LONGEST_PART = 1.0 / 3;
  private static final double LONGEST_SECONDS = 60;

  private StartFinder() {}

  /** A downbeat, or {@code from}, the first sound, of music that ends at {@code to}. */
  static double find(BeatSpans beats, LoudnessCurve loudness, double from, double to) {
    double least = loudness.integrated() - BELOW_THE_WHOLE_LU;
    double latest = from + Math.min(LONGEST_SECONDS, LONGEST_PART * (to - from));
    for (int bar = 0; bar < beats.bars() && beats.barFrom(bar) <= latest; bar++) {
      double at = beats.barFrom(bar);
      double first = loudness.between(at, beats.barTo(bar));
      double four = loudness.between(at, beats.barTo(Math.min(beats.bars(), bar + BARS) - 1));
      if (Math.min(first, four) >= least) {
        boolean weak =
            bar > 0 && loudness.between(from, at) <= Math.min(least, first - LEAST_RISE_LU);
        return weak ? at : from;
      }
    }
    return from;
  }
}
