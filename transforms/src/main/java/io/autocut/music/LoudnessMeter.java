package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * Measures the loudness of samples as they come: weights the blocks and sums them slot by slot,
 * always in the same order, so that the same samples give the same loudness however they are cut
 * into blocks. For one thread.
 */
public final class LoudnessMeter {
  private static final int FIRST_SLOTS = 60 * LoudnessCurve.SLOTS_PER_SECOND;

  private final int sampleRate;
  private final KWeighting[] weightings;
  private float[] power = new float[FIRST_SLOTS];
  private int slot;
  private long position;
  private double sum;

  public LoudnessMeter(int sampleRate, int channels) {
    checkArgument(channels == 1 || channels == 2, "channels must be 1 or 2: %s", channels);
    this.sampleRate = sampleRate;
    this.weightings = new KWeighting[channels];
    Arrays.setAll(weightings, channel -> new KWeighting(sampleRate));
  }

  /** Takes the samples from {@code from} to {@code end}, exclusive, of each channel. */
  public void add(float[][] channels, int from, int end) {
    int begin = from;
    while (begin < end) {
      int to = (int) Math.min(end, begin + slotStart(slot + 1) - position);
      for (int channel = 0; channel < weightings.length; channel++) {
        sum += weightings[channel].power(channels[channel], begin, to);
      }
      position += to - begin;
      begin = to;
      if (position == slotStart(slot + 1)) {
        close();
      }
    }
  }

  /** The loudness of all samples so far; nothing can be added afterwards. */
  public LoudnessCurve curve() {
    if (position > slotStart(slot)) {
      close();
    }
    return new LoudnessCurve(Arrays.copyOf(power, slot));
  }

  private void close() {
    if (slot == power.length) {
      power = Arrays.copyOf(power, 2 * power.length);
    }
    power[slot] = (float) (sum / (position - slotStart(slot)));
    slot++;
    sum = 0;
  }

  private long slotStart(int index) {
    return (long) index * sampleRate / LoudnessCurve.SLOTS_PER_SECOND;
  }
}
