package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;

/**
 * How loud the music is from moment to moment and as a whole, as EBU R128 and ITU-R BS.1770-4 say.
 *
 * <p>Keeps the K-weighted power of every {@value #SLOTS_PER_SECOND}th of a second, summed over the
 * channels (mono counts once); all loudness is a mean of these. Unit: LUFS, loudness units below
 * full scale; a difference of 1 is a loudness unit (LU). What cannot be heard at all is {@value
 * #SILENT_LUFS} LUFS. 24 kB a minute of music.
 */
public final class LoudnessCurve {
  static final int SLOTS_PER_SECOND = 100;

  /** The loudness of silence; the standard's absolute gate. */
  public static final double SILENT_LUFS = -70;

  private static final double OFFSET = -0.691;
  private static final int WINDOW = SLOTS_PER_SECOND * 4 / 10;
  private static final int STEP = SLOTS_PER_SECOND / 10;
  private static final double RELATIVE_GATE = -10;

  private final float[] power;

  LoudnessCurve(float[] power) {
    this.power = power;
  }

  /** Reads the music once. */
  static LoudnessCurve measure(PcmAudio audio) throws IOException {
    LoudnessMeter meter = new LoudnessMeter(audio.sampleRate(), audio.channels());
    audio.forEachChannelBlock((channels, length) -> meter.add(channels, 0, length));
    return meter.curve();
  }

  /** Number of momentary values: one each 100 ms, as long as its window lies within the music. */
  int moments() {
    return Math.max(0, (power.length - WINDOW) / STEP + 1);
  }

  /** Momentary loudness: that of the 400 ms from {@code moment} tenths of a second on. */
  double momentary(int moment) {
    checkArgument(moment >= 0 && moment < moments(), "no moment %s of %s", moment, moments());
    return lufs(mean(moment * STEP, moment * STEP + WINDOW));
  }

  /** Loudness of a range, as of a momentary window of that length; unit: LUFS. */
  double between(double from, double to) {
    return lufs(power(from, to));
  }

  /**
   * Mean K-weighted power of a range; unit: full scale squared. Whole slots, the one in which it
   * begins and not the one in which it ends: the attack that opens a beat belongs to that beat.
   */
  double power(double from, double to) {
    int first = Math.max(0, (int) (from * SLOTS_PER_SECOND));
    int end = Math.min(power.length, Math.max(first + 1, (int) (to * SLOTS_PER_SECOND)));
    return first < end ? mean(first, end) : 0;
  }

  /** Loudness of a mean power; {@value #SILENT_LUFS} for all that is below. */
  static double lufs(double power) {
    return power > 0 ? Math.max(SILENT_LUFS, OFFSET + 10 * StrictMath.log10(power)) : SILENT_LUFS;
  }

  /**
   * Integrated loudness: the mean of the momentary windows above -70 LUFS and no more than 10 LU
   * below the mean of those. Of music shorter than a window, that of the whole.
   */
  public double integrated() {
    if (moments() == 0) {
      return lufs(power.length == 0 ? 0 : mean(0, power.length));
    }
    double gate = meanAbove(SILENT_LUFS) + RELATIVE_GATE;
    return meanAbove(Math.max(SILENT_LUFS, gate));
  }

  private double meanAbove(double gate) {
    double sum = 0;
    int count = 0;
    for (int moment = 0; moment < moments(); moment++) {
      double window = mean(moment * STEP, moment * STEP + WINDOW);
      if (lufs(window) > gate) {
        sum += window;
        count++;
      }
    }
    return count == 0 ? SILENT_LUFS : lufs(sum / count);
  }

  private double mean(int first, int end) {
    double sum = 0;
    for (int slot = first; slot < end; slot++) {
      sum += power[slot];
    }
    return sum / (end - first);
  }
}
