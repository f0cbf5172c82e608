package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;
import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;

/**
 * How loud the music is from each beat to the next, 0 (silent) to 1 (the loudest of this music).
 */
final class BeatEnergy {
  // Perceived loudness grows with the power of the sound to the 0.3 (S. S. Stevens, 1955).
  private static final double LOUDNESS_EXPONENT = 0.3;

  private BeatEnergy() {}

  /** One value a beat, in steps of 1/1000; the last beat is as long as the one before. */
  static double[] of(double[] beats, OnsetFeatures features) {
    checkArgument(beats.length >= 2, "loudness needs two beats: %s", beats.length);
    double end = 2 * beats[beats.length - 1] - beats[beats.length - 2];
    double[] power = new double[beats.length];
    double loudest = 0;
    for (int i = 0; i < beats.length; i++) {
      power[i] = meanPower(features, beats[i], i + 1 < beats.length ? beats[i + 1] : end);
      loudest = Math.max(loudest, power[i]);
    }
    double[] energy = new double[beats.length];
    for (int i = 0; i < beats.length && loudest > 0; i++) {
      energy[i] = Math.round(1000 * StrictMath.pow(power[i] / loudest, LOUDNESS_EXPONENT)) / 1000.0;
    }
    return energy;
  }

  private static double meanPower(OnsetFeatures features, double from, double to) {
    int first = Math.min(features.frames() - 1, (int) (from * FRAMES_PER_SECOND));
    int last = Math.min(features.frames(), Math.max(first + 1, (int) (to * FRAMES_PER_SECOND)));
    double power = 0;
    for (int frame = first; frame < last; frame++) {
      power += (double) features.rms()[frame] * features.rms()[frame];
    }
    return power / (last - first);
  }
}
