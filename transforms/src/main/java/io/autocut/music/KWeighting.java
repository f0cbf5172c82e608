package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The K-weighting of one channel: hears as the ear does, a little more of the treble and nothing
 * below the bass.
 *
 * <p>A high shelf (the head) and a high pass, as in ITU-R BS.1770-4, annex 1. The standard gives
 * coefficients for 48 kHz only; those for other rates are made from the same analogue prototypes by
 * the bilinear transform. Corner, gain and quality of the prototypes: B. De Man, "Evaluation of
 * implementations of the EBU R128 loudness measurement", AES 145, 2018. Remembers the samples
 * before; one for each channel.
 */
final class KWeighting {
  private static final double SHELF_HZ = 1681.974450955533;
  private static final double SHELF_DECIBELS = 3.999843853973347;
  private static final double SHELF_QUALITY = 0.7071752369554196;
  private static final double SHELF_BAND_EXPONENT = 0.4996667741545416;
  private static final double PASS_HZ = 38.13547087602444;
  private static final double PASS_QUALITY = 0.5003270373238773;
  private static final double INAUDIBLE = 1e-30;

  private final double[] shelf;
  private final double[] pass;
  private double shelf1;
  private double shelf2;
  private double pass1;
  private double pass2;

  KWeighting(int sampleRate) {
    checkArgument(sampleRate > 0, "sample rate must be positive: %s", sampleRate);
    shelf = shelf(sampleRate);
    pass = highPass(sampleRate);
  }

  /** Coefficients of the high shelf: b0, b1, b2, a1, a2. */
  static double[] shelf(int sampleRate) {
    double k = StrictMath.tan(StrictMath.PI * SHELF_HZ / sampleRate);
    double high = StrictMath.pow(10, SHELF_DECIBELS / 20);
    double band = StrictMath.pow(high, SHELF_BAND_EXPONENT);
    double slope = k / SHELF_QUALITY;
    double a0 = 1 + slope + k * k;
    return new double[] {
      (high + band * slope + k * k) / a0,
      2 * (k * k - high) / a0,
      (high - band * slope + k * k) / a0,
      2 * (k * k - 1) / a0,
      (1 - slope + k * k) / a0
    };
  }

  /** Coefficients of the high pass: b0, b1, b2, a1, a2. */
  static double[] highPass(int sampleRate) {
    double k = StrictMath.tan(StrictMath.PI * PASS_HZ / sampleRate);
    double slope = k / PASS_QUALITY;
    double a0 = 1 + slope + k * k;
    return new double[] {1, -2, 1, 2 * (k * k - 1) / a0, (1 - slope + k * k) / a0};
  }

  /** Sum of the squares of the next samples after weighting. */
  double power(float[] samples, int from, int to) {
    double s1 = shelf1;
    double s2 = shelf2;
    double p1 = pass1;
    double p2 = pass2;
    double sum = 0;
    for (int i = from; i < to; i++) {
      double x = samples[i];
      double shelved = shelf[0] * x + s1;
      s1 = shelf[1] * x - shelf[3] * shelved + s2;
      s2 = shelf[2] * x - shelf[4] * shelved;
      double weighted = shelved + p1;
      p1 = -2 * shelved - pass[3] * weighted + p2;
      p2 = shelved - pass[4] * weighted;
      sum += weighted * weighted;
    }
    shelf1 = audible(s1);
    shelf2 = audible(s2);
    pass1 = audible(p1);
    pass2 = audible(p2);
    return sum;
  }

  /** In silence the memory decays to numbers so small that computing with them is slow. */
  private static double audible(double state) {
    return Math.abs(state) < INAUDIBLE ? 0 : state;
  }
}
