package io.autocut.analysis;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.FfmpegException;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How loud a clip is, in steps of a tenth of a second. Immutable; 4 bytes a step.
 *
 * <p>Of the sound all channels are mixed at 8 kHz: what people hear as loud lies below 4 kHz.
 */
final class ClipSound {
  /** A clip without sound. */
  static final ClipSound SILENCE = new ClipSound(RationalTime.ZERO, new float[0]);

  private static final int RATE = 8000;
  private static final int STEPS_A_SECOND = 10;
  private static final int STEP = RATE / STEPS_A_SECOND;
  private static final Duration DEADLINE = Duration.ofHours(1);

  /** More than half a day of steps. */
  private static final int MOST_STEPS = 500_000;

  private static final double SILENT_DECIBELS = -60;
  private static final double LOUD_DECIBELS = -10;

  private final RationalTime start;
  private final float[] powers;

  private ClipSound(RationalTime start, float[] powers) {
    this.start = start;
    this.powers = powers;
  }

  /**
   * Decodes the first sound stream of {@code file}; a damaged one tells what it holds before the
   * damage.
   *
   * @param containerStart the time of the file's first packet
   * @throws IOException when the child could not be run or was ended from outside
   */
  static ClipSound read(Ffmpeg ffmpeg, Path file, RationalTime containerStart)
      throws IOException, InterruptedException {
    List<Float> powers = new ArrayList<>();
    try {
      ffmpeg.run(command(file), stdout -> readAll(stdout, powers));
    } catch (FfmpegException e) {
      if (e.endedFromOutside()) {
        throw e;
      }
    }
    float[] all = new float[powers.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = powers.get(i);
    }
    return new ClipSound(containerStart, all);
  }

  private static FfmpegCommand command(Path file) {
    return FfmpegCommand.ffmpeg()
        .within(DEADLINE)
        .option("-threads", 1)
        .input(file)
        .option("-map", "0:a:0")
        .flag("-vn")
        // Sound that begins later than the file is preceded by silence: times stay those of the
        // file.
        .option("-af", "aresample=%d:async=1:first_pts=0".formatted(RATE))
        .option("-ac", 1)
        .option("-t", MOST_STEPS * (long) STEP / RATE)
        .outputToPipe("s16le");
  }

  private static void readAll(InputStream stdout, List<Float> powers) throws IOException {
    byte[] step = new byte[2 * STEP];
    for (int read = stdout.readNBytes(step, 0, step.length);
        read > 1 && powers.size() < MOST_STEPS;
        read = stdout.readNBytes(step, 0, step.length)) {
      powers.add(power(step, read / 2));
    }
  }

  /** Mean square of the samples, of which the largest is 1. */
  private static float power(byte[] bytes, int samples) {
    long sum = 0;
    for (int i = 0; i < samples; i++) {
      int sample = (bytes[2 * i + 1] << 8) | (bytes[2 * i] & 0xff);
      sum += (long) sample * sample;
    }
    return (float) (sum / (32768.0 * 32768.0 * samples));
  }

  /**
   * The loudness from {@code in} to {@code out}, in the time of the file: 0 at -60 dB of full scale
   * and below, 1 at -10 dB and above.
   */
  double between(RationalTime in, RationalTime out) {
    long from = Math.max(0, step(in));
    long to = Math.min(powers.length, Math.max(from + 1, step(out)));
    double sum = 0;
    for (long i = from; i < to; i++) {
      sum += powers[(int) i];
    }
    if (sum <= 0) {
      return 0;
    }
    double decibels = 10 * StrictMath.log10(sum / (to - from));
    double share = (decibels - SILENT_DECIBELS) / (LOUD_DECIBELS - SILENT_DECIBELS);
    return Math.max(0, Math.min(1, share));
  }

  private long step(RationalTime at) {
    return at.minus(start).toTicks(1, STEPS_A_SECOND);
  }
}
