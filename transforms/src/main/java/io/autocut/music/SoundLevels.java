package io.autocut.music;

import java.io.IOException;

/**
 * How loud a piece of music is over all: offset, peak and mean level, full scale 1.
 *
 * @param offset mean of all samples, which no one hears
 * @param peak largest distance from the offset
 * @param rms root mean square of the distance from the offset
 */
record SoundLevels(float offset, float peak, float rms) {
  private static final float SILENCE = 0.001f;
  private static final float SILENCE_BELOW_PEAK = 0.03f;
  private static final float SMALLEST_PEAK = 2.5f / 32768;

  static SoundLevels measure(PcmAudio audio) throws IOException {
    Sums sums = new Sums();
    audio.forEachBlock(sums::add);
    if (audio.samples() == 0) {
      return new SoundLevels(0, 0, 0);
    }
    double mean = sums.sum / audio.samples();
    double power = Math.max(0, sums.squares / audio.samples() - mean * mean);
    double peak = Math.max(sums.max - mean, mean - sums.min);
    return new SoundLevels((float) mean, (float) peak, (float) Math.sqrt(power));
  }

  /** True when there is nothing but silence and the noise of the last bit. */
  boolean silent() {
    return peak < SMALLEST_PEAK;
  }

  /**
   * What is no farther from the offset is silence: -60 dBFS, for very quiet music 30 dB below its
   * peak.
   */
  float silenceThreshold() {
    return Math.min(SILENCE, peak * SILENCE_BELOW_PEAK);
  }

  /** Sums in the order of the samples, so that they are the same everywhere. */
  private static final class Sums {
    private double sum;
    private double squares;
    private float min = Float.POSITIVE_INFINITY;
    private float max = Float.NEGATIVE_INFINITY;

    void add(float[] mono, int length) {
      for (int i = 0; i < length; i++) {
        float x = mono[i];
        sum += x;
        squares += (double) x * x;
        min = Math.min(min, x);
        max = Math.max(max, x);
      }
    }
  }
}
