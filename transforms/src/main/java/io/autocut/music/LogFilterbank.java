package io.autocut.music;

import java.util.Arrays;

/**
 * Triangular filters, equally spaced in pitch: 24 an octave from 30 Hz to 17 kHz.
 *
 * <p>Where a filter would be narrower than a bin of the spectrum, bins stand for filters, so that
 * no two filters hear the same.
 */
final class LogFilterbank {
  private static final double LOWEST_HZ = 30;
  private static final double HIGHEST_HZ = 17_000;
  private static final int PER_OCTAVE = 24;

  private final int[] first;
  private final float[][] weights;
  private final double[] centreHz;

  LogFilterbank(int sampleRate, int fftSize) {
    int[] edges = edges(sampleRate, fftSize);
    int bands = edges.length - 2;
    first = new int[bands];
    weights = new float[bands][];
    centreHz = new double[bands];
    for (int band = 0; band < bands; band++) {
      int left = edges[band];
      int centre = edges[band + 1];
      int right = edges[band + 2];
      first[band] = left + 1;
      weights[band] = new float[right - left - 1];
      for (int bin = left + 1; bin < right; bin++) {
        weights[band][bin - left - 1] =
            bin <= centre
                ? (bin - left) / (float) (centre - left)
                : (right - bin) / (float) (right - centre);
      }
      centreHz[band] = centre * (double) sampleRate / fftSize;
    }
  }

  private static int[] edges(int sampleRate, int fftSize) {
    double binHz = sampleRate / (double) fftSize;
    int last = fftSize / 2 - 1;
    int[] edges = new int[PER_OCTAVE * 12];
    int count = 0;
    edges[count++] = 0;
    double step = StrictMath.pow(2, 1.0 / PER_OCTAVE);
    for (double hz = LOWEST_HZ; hz <= HIGHEST_HZ; hz *= step) {
      int bin = (int) StrictMath.rint(hz / binHz);
      if (bin > edges[count - 1] && bin <= last) {
        edges[count++] = bin;
      }
    }
    return Arrays.copyOf(edges, count);
  }

  int bands() {
    return first.length;
  }

  double centreHz(int band) {
    return centreHz[band];
  }

  void apply(float[] magnitudes, float[] target) {
    for (int band = 0; band < first.length; band++) {
      float sum = 0;
      float[] weight = weights[band];
      for (int i = 0; i < weight.length; i++) {
        sum += magnitudes[first[band] + i] * weight[i];
      }
      target[band] = sum;
    }
  }
}
