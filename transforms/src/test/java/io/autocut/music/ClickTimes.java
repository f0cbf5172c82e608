package io.autocut.music;

import com.google.common.math.Quantiles;
import io.autocut.schemas.BeatTimeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the clicks of {@link TestWav} lie in a piece of PCM, by the shape of a click alone. */
final class ClickTimes {
  private static final double REACH_SECONDS = 0.06;
  private static final double LENGTH_SECONDS = 0.01;

  private final double[] seconds;

  private ClickTimes(double[] seconds) {
    this.seconds = seconds;
  }

  /** Looks for each click up to 60 ms around where it was put, by correlation with a click. */
  static ClickTimes in(Path wav, double[] put) throws Exception {
    PcmAudio audio = PcmAudio.open(wav).audible();
    float[] samples = samples(audio);
    float[] click = click(audio.sampleRate());
    return new ClickTimes(
        Arrays.stream(put).map(at -> find(samples, click, audio.sampleRate(), at)).toArray());
  }

  private static float[] samples(PcmAudio audio) throws Exception {
    float[] samples = new float[(int) audio.samples()];
    int[] at = {0};
    audio.forEachBlock(
        (mono, length) -> {
          System.arraycopy(mono, 0, samples, at[0], length);
          at[0] += length;
        });
    return samples;
  }

  private static float[] click(int sampleRate) {
    float[] click = new float[(int) (LENGTH_SECONDS * sampleRate)];
    for (int i = 0; i < click.length; i++) {
      double t = i / (double) sampleRate;
      click[i] = (float) (Math.exp(-t / 0.02) * Math.cos(2 * Math.PI * 1_800 * t));
    }
    return click;
  }

  private static double find(float[] samples, float[] click, int sampleRate, double near) {
    int from = Math.max(0, (int) ((near - REACH_SECONDS) * sampleRate));
    int to = Math.min(samples.length - click.length, (int) ((near + REACH_SECONDS) * sampleRate));
    int best = from;
    double most = 0;
    for (int at = from; at <= to; at++) {
      double likeness = 0;
      for (int i = 0; i < click.length; i++) {
        likeness += samples[at + i] * click[i];
      }
      // Upside down it is the same click.
      if (Math.abs(likeness) > most) {
        most = Math.abs(likeness);
        best = at;
      }
    }
    return best / (double) sampleRate;
  }

  /** Median of how much later they lie than they were put; unit: ms. */
  double medianDelayMillis(double[] put) {
    double[] delays = new double[put.length];
    for (int i = 0; i < put.length; i++) {
      delays[i] = 1000 * (seconds[i] - put[i]);
    }
    return Quantiles.median().compute(delays);
  }

  /** How late each beat is after its click, for the beats that have one within 60 ms; unit: ms. */
  List<Double> errorsMillis(BeatTimeline timeline) {
    List<Double> errors = new ArrayList<>();
    timeline
        .getBeats()
        .forEach(
            beat -> {
              double at = beat.getSample() / (double) timeline.getSampleRate();
              Arrays.stream(seconds)
                  .map(click -> at - click)
                  .filter(late -> Math.abs(late) < REACH_SECONDS)
                  .findFirst()
                  .ifPresent(late -> errors.add(1000 * late));
            });
    return errors;
  }
}
