package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Magnitudes of the spectrum of a Hann-windowed frame, the same to the last bit on every machine.
 *
 * <p>Radix-2 transform of the real frame packed into half as many complex points. Written here
 * because the tables of the FFT libraries come from {@code Math.sin}, whose last bit is up to the
 * machine; these come from {@code StrictMath}. Not for use by several threads at once.
 */
final class MagnitudeSpectrum {
  private final int size;
  private final float[] window;
  private final float[] cos;
  private final float[] sin;
  private final int[] reversed;
  private final float[] re;
  private final float[] im;

  MagnitudeSpectrum(int size) {
    checkArgument(
        size >= 4 && Integer.bitCount(size) == 1, "size must be a power of two from 4: %s", size);
    this.size = size;
    int half = size / 2;
    window = new float[size];
    cos = new float[half];
    sin = new float[half];
    for (int i = 0; i < size; i++) {
      window[i] = (float) (0.5 - 0.5 * StrictMath.cos(2 * StrictMath.PI * i / size));
    }
    for (int i = 0; i < half; i++) {
      cos[i] = (float) StrictMath.cos(2 * StrictMath.PI * i / size);
      sin[i] = (float) StrictMath.sin(2 * StrictMath.PI * i / size);
    }
    reversed = new int[half];
    int shift = Integer.numberOfLeadingZeros(half) + 1;
    for (int i = 0; i < half; i++) {
      reversed[i] = Integer.reverse(i) >>> shift;
    }
    re = new float[half];
    im = new float[half];
  }

  /**
   * Writes the magnitudes of bins 0 to {@code size/2 - 1} of the frame that begins at {@code from};
   * a sine of amplitude 1 gives about 1.
   */
  void magnitudes(float[] samples, int from, float[] target) {
    int half = size / 2;
    for (int i = 0; i < half; i++) {
      int j = reversed[i];
      re[j] = samples[from + 2 * i] * window[2 * i];
      im[j] = samples[from + 2 * i + 1] * window[2 * i + 1];
    }
    butterflies();
    float scale = 4f / size;
    target[0] = Math.abs(re[0] + im[0]) * scale;
    for (int k = 1; k < half; k++) {
      int m = half - k;
      float evenRe = (re[k] + re[m]) * 0.5f;
      float evenIm = (im[k] - im[m]) * 0.5f;
      float oddRe = (im[k] + im[m]) * 0.5f;
      float oddIm = (re[m] - re[k]) * 0.5f;
      float x = evenRe + oddRe * cos[k] + oddIm * sin[k];
      float y = evenIm + oddIm * cos[k] - oddRe * sin[k];
      target[k] = (float) Math.sqrt(x * x + y * y) * scale;
    }
  }

  private void butterflies() {
    int half = size / 2;
    for (int span = 1; span < half; span *= 2) {
      int stride = half / span;
      for (int offset = 0; offset < span; offset++) {
        float wr = cos[offset * stride];
        float wi = -sin[offset * stride];
        for (int i = offset; i < half; i += 2 * span) {
          int j = i + span;
          float tr = re[j] * wr - im[j] * wi;
          float ti = re[j] * wi + im[j] * wr;
          re[j] = re[i] - tr;
          im[j] = im[i] - ti;
          re[i] += tr;
          im[i] += ti;
        }
      }
    }
  }
}
