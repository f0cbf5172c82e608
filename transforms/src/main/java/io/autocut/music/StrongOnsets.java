package io.autocut.music;

import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds the moments at which something clearly begins to sound, with a beat or without one.
 *
 * <p>A peak of the flux counts when it stands out from the two seconds around it, so that loud and
 * quiet passages have their onsets and noise, held tones and vibrato have none. After S. Böck, F.
 * Krebs and M. Schedl, "Evaluating the online capabilities of onset detection methods" (moving
 * maximum and moving mean), ISMIR 2012, and S. Dixon, "Onset detection revisited", DAFx 2006. Of
 * onsets that lie too near to one another the strongest stays.
 */
final class StrongOnsets {
  /** No two onsets lie nearer; faster ones are one gesture to an eye that waits for a cut. */
  static final double LEAST_SECONDS_APART = 0.3;

  private static final double LOW_WEIGHT = 0.4;
  private static final double MID_WEIGHT = 0.4;
  private static final double HIGH_WEIGHT = 0.3;

  private static final int PEAK_REACH = 3;
  private static final int MEAN_REACH = FRAMES_PER_SECOND;

  /** Of the peaks of noise 97 of 100 stay below 3.4 times the mean, of vibrato below 2.3. */
  private static final double ABOVE_MEAN = 4;

  /** A part of the largest flux of all; below it, peaks of the rounding would be heard. */
  private static final double LEAST_FLUX = 0.05;

  /** Frames that reach beyond the last sample hear a click where a sound is cut off. */
  private static final int CUT_OFF = FRAMES_PER_SECOND / 20;

  private static final double STRENGTH_REACH_SECONDS = 4;
  private static final double LEAST_STRENGTH = 0.2;

  private final double[] flux;
  private final double[] sums;
  private final AttackFinder attacks;

  private StrongOnsets(OnsetFeatures features) {
    flux = new double[features.frames()];
    sums = new double[flux.length + 1];
    for (int i = 0; i < flux.length; i++) {
      flux[i] =
          LOW_WEIGHT * features.low()[i]
              + MID_WEIGHT * features.mid()[i]
              + HIGH_WEIGHT * features.high()[i];
      sums[i + 1] = sums[i] + flux[i];
    }
    attacks = new AttackFinder(features);
  }

  /**
   * A moment at which something clearly begins to sound.
   *
   * @param seconds counted from the first sample
   * @param strength 0 to 1 (the strongest of the four seconds on either side)
   */
  record StrongOnset(double seconds, double strength) {
    private static final Comparator<StrongOnset> STRONGEST_FIRST =
        Comparator.comparingDouble(StrongOnset::strength)
            .reversed()
            .thenComparingDouble(StrongOnset::seconds);
  }

  /**
   * The strong onsets of the whole music, rising; none in its last 50 ms, where a cut would be of
   * no use.
   */
  static ImmutableList<StrongOnset> find(OnsetFeatures features) {
    StrongOnsets onsets = new StrongOnsets(features);
    return relative(apart(onsets.peaks()));
  }

  /** Every peak that stands out, on its attack; as strong as it is above its surroundings. */
  private List<StrongOnset> peaks() {
    double largest = 0;
    for (double value : flux) {
      largest = Math.max(largest, value);
    }
    List<StrongOnset> peaks = new ArrayList<>();
    for (int frame = 0; frame < flux.length - CUT_OFF; frame++) {
      double mean = mean(frame);
      if (flux[frame] > LEAST_FLUX * largest && flux[frame] > ABOVE_MEAN * mean && isPeak(frame)) {
        double seconds = Math.max(0, attacks.ofFlux(frame).seconds());
        peaks.add(new StrongOnset(seconds, flux[frame] - mean));
      }
    }
    return peaks;
  }

  /** Of a plateau the first frame is the peak. */
  private boolean isPeak(int frame) {
    for (int other = Math.max(0, frame - PEAK_REACH); other < frame; other++) {
      if (flux[other] >= flux[frame]) {
        return false;
      }
    }
    for (int other = frame + 1; other <= Math.min(flux.length - 1, frame + PEAK_REACH); other++) {
      if (flux[other] > flux[frame]) {
        return false;
      }
    }
    return true;
  }

  private double mean(int frame) {
    int from = Math.max(0, frame - MEAN_REACH);
    int to = Math.min(flux.length, frame + MEAN_REACH + 1);
    return (sums[to] - sums[from]) / (to - from);
  }

  private static List<StrongOnset> apart(List<StrongOnset> onsets) {
    TreeMap<Double, StrongOnset> kept = new TreeMap<>();
    List<StrongOnset> strongestFirst = new ArrayList<>(onsets);
    strongestFirst.sort(StrongOnset.STRONGEST_FIRST);
    for (StrongOnset onset : strongestFirst) {
      Double before = kept.floorKey(onset.seconds());
      Double after = kept.ceilingKey(onset.seconds());
      if ((before == null || onset.seconds() - before >= LEAST_SECONDS_APART)
          && (after == null || after - onset.seconds() >= LEAST_SECONDS_APART)) {
        kept.put(onset.seconds(), onset);
      }
    }
    return List.copyOf(kept.values());
  }

  /** With strengths relative to the strongest near each; those that are weak beside it are left. */
  private static ImmutableList<StrongOnset> relative(List<StrongOnset> onsets) {
    ImmutableList.Builder<StrongOnset> relative = ImmutableList.builder();
    int from = 0;
    for (StrongOnset onset : onsets) {
      while (onsets.get(from).seconds() < onset.seconds() - STRENGTH_REACH_SECONDS) {
        from++;
      }
      double strongest = 0;
      for (int i = from;
          i < onsets.size() && onsets.get(i).seconds() <= onset.seconds() + STRENGTH_REACH_SECONDS;
          i++) {
        strongest = Math.max(strongest, onsets.get(i).strength());
      }
      double strength = onset.strength() / strongest;
      if (strength >= LEAST_STRENGTH) {
        relative.add(new StrongOnset(onset.seconds(), strength));
      }
    }
    return relative.build();
  }
}
