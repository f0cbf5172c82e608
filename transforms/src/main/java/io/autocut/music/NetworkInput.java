package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * What the beat network is told of each frame: the level of {@value #BANDS} bands of pitch, how
 * much each of them rose in 20 ms, and the shares of the pitch classes.
 *
 * <p>The bands are triangular filters, five an octave from 30 Hz; they lie at the same pitches
 * whatever the sample rate. Not for use by several threads at once.
 */
final class NetworkInput {
  static final int BANDS = 46;

  /** Values a frame. */
  static final int SIZE = 2 * BANDS + OnsetFeatures.PITCH_CLASSES;

  private static final double LOWEST_HZ = 30;
  private static final double PER_OCTAVE = 5;
  private static final float COMPRESSION = 1000;
  private static final int LAG = 2;
  private static final float QUIET = 1e-3f;

  private final int[] first = new int[BANDS];
  private final float[][] weights = new float[BANDS][];
  private final float[][] levels = new float[LAG + 1][BANDS];
  private final float[] values = new float[SIZE];
  private int frame;

  NetworkInput(int sampleRate, int fftSize) {
    double binHz = sampleRate / (double) fftSize;
    for (int band = 0; band < BANDS; band++) {
      double centre = centreHz(band);
      double left = Math.max(binHz, centre - centreHz(band - 1));
      double right = Math.max(binHz, centreHz(band + 1) - centre);
      first[band] = (int) Math.floor((centre - left) / binHz) + 1;
      int end = Math.min(fftSize / 2, (int) Math.ceil((centre + right) / binHz));
      weights[band] = new float[Math.max(0, end - first[band])];
      for (int i = 0; i < weights[band].length; i++) {
        double distance = (first[band] + i) * binHz - centre;
        weights[band][i] = (float) (1 - (distance < 0 ? -distance / left : distance / right));
      }
    }
  }

  private static double centreHz(int band) {
    return LOWEST_HZ * StrictMath.pow(2, band / PER_OCTAVE);
  }

  /**
   * The values of the next frame; the array is used again for the one after.
   *
   * @param magnitudes of its spectrum
   * @param chroma holds the strengths of its pitch classes
   * @param from where they begin in {@code chroma}
   */
  float[] next(float[] magnitudes, float[] chroma, int from) {
    checkArgument(from + OnsetFeatures.PITCH_CLASSES <= chroma.length, "no chroma at %s", from);
    float[] now = levels[frame % (LAG + 1)];
    for (int band = 0; band < BANDS; band++) {
      float sum = 0;
      float[] weight = weights[band];
      for (int i = 0; i < weight.length; i++) {
        sum += magnitudes[first[band] + i] * weight[i];
      }
      now[band] = (float) StrictMath.log(1 + COMPRESSION * sum);
    }
    float[] before = levels[(frame + 1) % (LAG + 1)];
    for (int band = 0; band < BANDS; band++) {
      values[band] = now[band];
      values[BANDS + band] = Math.max(0, now[band] - before[band]);
    }
    float all = QUIET;
    for (int pitch = 0; pitch < OnsetFeatures.PITCH_CLASSES; pitch++) {
      all += chroma[from + pitch];
    }
    for (int pitch = 0; pitch < OnsetFeatures.PITCH_CLASSES; pitch++) {
      values[2 * BANDS + pitch] = chroma[from + pitch] / all;
    }
    frame++;
    return values;
  }
}
