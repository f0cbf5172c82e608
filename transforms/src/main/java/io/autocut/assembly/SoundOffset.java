package io.autocut.assembly;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * Finds by how much one recording lags another, by cross-correlation.
 *
 * <p>The peak is refined between samples by a parabola; at 44.1 kHz a whole sample is 23 µs.
 */
final class SoundOffset {
  /** Below this level (−60 dBFS) there is nothing to compare. */
  private static final double QUIET = 0.001;

  /** Least correlation, of 1 for the same sound: the music is then some 10 dB below the other. */
  private static final double LEAST_LIKENESS = 0.3;

  private final int sampleRate;
  private final int mostSamples;

  /**
   * @param mostSamples the largest lag looked for, either way
   */
  SoundOffset(int sampleRate, int mostSamples) {
    checkArgument(sampleRate > 0, "sample rate must be positive: %s", sampleRate);
    this.sampleRate = sampleRate;
    this.mostSamples = mostSamples;
  }

  /** How much {@code heard} lags {@code original}, in microseconds; empty when either is silent. */
  Optional<Long> micros(float[] original, float[] heard) {
    if (isSilent(original) || isSilent(heard)) {
      return Optional.empty();
    }
    float[] correlation = correlation(original, heard);
    int best = best(correlation);
    return Optional.of(refined(correlation, best));
  }

  /**
   * Whether {@code original} can be heard in {@code heard}, at whatever lag, clearly enough for the
   * lag to be believed: chance does not correlate so much.
   */
  boolean isAlike(float[] original, float[] heard) {
    if (isSilent(original) || isSilent(heard)) {
      return false;
    }
    float[] correlation = correlation(original, heard);
    double most = at(correlation, best(correlation));
    double length = Math.max(original.length, heard.length);
    return most > LEAST_LIKENESS * length * level(original) * level(heard);
  }

  /** By lag; negative lags from the end of the array on. */
  private static float[] correlation(float[] original, float[] heard) {
    int size = Integer.highestOneBit(2 * Math.max(original.length, heard.length)) * 2;
    FloatFFT_1D fft = new FloatFFT_1D(size);
    float[] a = spectrum(fft, original, size);
    float[] b = spectrum(fft, heard, size);
    for (int i = 0; i < 2 * size; i += 2) {
      float re = b[i] * a[i] + b[i + 1] * a[i + 1];
      float im = b[i + 1] * a[i] - b[i] * a[i + 1];
      a[i] = re;
      a[i + 1] = im;
    }
    fft.complexInverse(a, true);
    return a;
  }

  private static float[] spectrum(FloatFFT_1D fft, float[] samples, int size) {
    float[] values = new float[2 * size];
    for (int i = 0; i < samples.length; i++) {
      values[2 * i] = samples[i];
    }
    fft.complexForward(values);
    return values;
  }

  private int best(float[] correlation) {
    int best = 0;
    for (int lag = -mostSamples; lag <= mostSamples; lag++) {
      if (at(correlation, lag) > at(correlation, best)) {
        best = lag;
      }
    }
    return best;
  }

  private long refined(float[] correlation, int best) {
    double before = at(correlation, best - 1);
    double middle = at(correlation, best);
    double after = at(correlation, best + 1);
    double curvature = before - 2 * middle + after;
    double fraction = curvature == 0 ? 0 : 0.5 * (before - after) / curvature;
    return Math.round((best + fraction) * 1_000_000 / sampleRate);
  }

  private static float at(float[] correlation, int lag) {
    return correlation[2 * Math.floorMod(lag, correlation.length / 2)];
  }

  /** Whether there is nothing in {@code samples} to compare. */
  static boolean isSilent(float[] samples) {
    return level(samples) < QUIET;
  }

  /** Whether nobody would take {@code samples} for silence, whatever an encoder does to them. */
  static boolean isAudible(float[] samples) {
    return level(samples) > 10 * QUIET;
  }

  private static double level(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / Math.max(1, samples.length));
  }
}
