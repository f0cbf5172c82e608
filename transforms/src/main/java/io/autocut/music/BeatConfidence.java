package io.autocut.music;

/**
 * How sure the beats are: 0 (as if thrown at random) to 1 (every beat and nothing else is an
 * onset).
 *
 * <p>Compares the activation at the beats with that in between, and counts how even the beats are.
 * Blind to the octave and to the off-beat: a march tracked on its off-beats is steady too.
 */
final class BeatConfidence {
  private static final int REACH = 2;

  /** Decoded beats of noise reach this: the decoder looks for peaks and finds some. */
  private static final double CHANCE_CONTRAST = 0.08;

  private static final double CLEAR_CONTRAST = 0.6;
  private static final double UNEVEN = 0.25;

  private BeatConfidence() {}

  /** For beats on these frames of the activation. */
  static double of(int[] beats, float[] activation) {
    if (beats.length < 4) {
      return 0;
    }
    double at = 0;
    double between = 0;
    double bends = 0;
    for (int i = 0; i + 1 < beats.length; i++) {
      int interval = beats[i + 1] - beats[i];
      at += strongest(activation, beats[i]);
      between += strongest(activation, beats[i] + interval / 4);
      between += strongest(activation, beats[i] + interval * 3 / 4);
      bends += i == 0 ? 0 : Math.abs(beats[i + 1] - 2.0 * beats[i] + beats[i - 1]) / interval;
    }
    int intervals = beats.length - 1;
    double contrast = (at - between / 2) / intervals;
    double clear = (contrast - CHANCE_CONTRAST) / (CLEAR_CONTRAST - CHANCE_CONTRAST);
    double even = 1 - bends / (intervals - 1) / UNEVEN;
    return Math.max(0, Math.min(1, clear)) * Math.max(0, Math.min(1, even));
  }

  private static double strongest(float[] activation, int frame) {
    float strongest = 0;
    for (int i = Math.max(0, frame - REACH);
        i <= Math.min(activation.length - 1, frame + REACH);
        i++) {
      strongest = Math.max(strongest, activation[i]);
    }
    return strongest;
  }
}
