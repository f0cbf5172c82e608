package io.autocut.music;

import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;

/**
 * How much each frame looks like a beat, 0.03 to 0.98: the flux of the three bands, whitened and
 * added.
 *
 * <p>Each band is freed of its mean over 0.4 s and divided by its running maximum over 8 s, so that
 * a quiet verse counts as much as a loud chorus. It never reaches 0 or 1: impossible frames break
 * the decoder.
 */
final class BeatActivation {
  private static final int MEAN_REACH = FRAMES_PER_SECOND / 5;
  private static final int MAX_REACH = 4 * FRAMES_PER_SECOND;
  private static final float LEAST = 0.03f;
  private static final float MOST = 0.98f;
  private static final float LOW_WEIGHT = 0.4f;
  private static final float MID_WEIGHT = 0.4f;
  private static final float HIGH_WEIGHT = 0.3f;
  private static final float QUIETEST_MAX = 0.05f;

  private BeatActivation() {}

  static float[] of(OnsetFeatures features) {
    float[] low = whitened(features.low());
    float[] mid = whitened(features.mid());
    float[] high = whitened(features.high());
    float[] activation = new float[features.frames()];
    for (int i = 0; i < activation.length; i++) {
      float sum = LOW_WEIGHT * low[i] + MID_WEIGHT * mid[i] + HIGH_WEIGHT * high[i];
      activation[i] = Math.min(MOST, Math.max(LEAST, sum));
    }
    return activation;
  }

  /** Flux without its local mean, relative to its running maximum. */
  static float[] whitened(float[] flux) {
    int length = flux.length;
    float[] clean = new float[length];
    double sum = 0;
    int from = 0;
    int to = 0;
    float largest = 0;
    for (int i = 0; i < length; i++) {
      for (; to < Math.min(length, i + MEAN_REACH + 1); to++) {
        sum += flux[to];
      }
      for (; from < i - MEAN_REACH; from++) {
        sum -= flux[from];
      }
      clean[i] = (float) Math.max(0, flux[i] - sum / (to - from));
      largest = Math.max(largest, clean[i]);
    }
    float[] maximum = runningMaximum(clean, MAX_REACH);
    // Below a part of the loudest of all there is no beat to be heard, only noise to be blown up.
    float floor = Math.max(largest * QUIETEST_MAX, Float.MIN_NORMAL);
    for (int i = 0; i < length; i++) {
      clean[i] /= Math.max(maximum[i], floor);
    }
    return clean;
  }

  /**
   * Largest value within {@code reach} on either side; a queue of falling candidates makes it
   * linear.
   */
  private static float[] runningMaximum(float[] values, int reach) {
    float[] maximum = new float[values.length];
    int[] queue = new int[values.length];
    int head = 0;
    int tail = 0;
    for (int i = 0; i < values.length + reach; i++) {
      if (i < values.length) {
        while (tail > head && values[queue[tail - 1]] <= values[i]) {
          tail--;
        }
        queue[tail++] = i;
      }
      int centre = i - reach;
      if (centre >= 0) {
        while (queue[head] < centre - reach) {
          head++;
        }
        maximum[centre] = values[queue[head]];
      }
    }
    return maximum;
  }
}
