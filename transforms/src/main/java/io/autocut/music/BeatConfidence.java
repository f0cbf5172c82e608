package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;
import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;

import com.google.common.collect.ImmutableList;

/**
 * How sure the network is of beats that were decoded.
 *
 * <p>Its answers are probabilities, so their mean at the beats is the share of them that it would
 * stand by; of free playing, speech and noise it stands by few.
 */
final class BeatConfidence {
  /** A regional confidence is the mean over so many beats. */
  private static final int BEATS_OF_A_REGION = 8;

  /** An answer belongs to a beat as near as this; unit: frames. */
  private static final int REACH = 3;

  private final BeatActivations activations;
  private final double[] beats;
  private final double[] certainty;

  /**
   * @param beats rising; unit: seconds
   */
  BeatConfidence(BeatActivations activations, double[] beats) {
    checkArgument(beats.length > 0, "confidence needs a beat, there are %s", beats.length);
    this.activations = activations;
    this.beats = beats;
    certainty = new double[beats.length];
    for (int beat = 0; beat < beats.length; beat++) {
      certainty[beat] = strongest(activations.beats(), beats[beat]);
    }
  }

  private static double strongest(float[] answers, double seconds) {
    int centre = (int) Math.round(seconds * FRAMES_PER_SECOND);
    double strongest = 0;
    for (int frame = Math.max(0, centre - REACH); frame <= centre + REACH; frame++) {
      strongest = Math.max(strongest, BarEvidence.at(answers, frame));
    }
    return strongest;
  }

  /** That there is a beat and that it is where the beats say, 0 to 1. */
  double ofBeats() {
    return mean(0, beats.length);
  }

  private double mean(int from, int to) {
    double sum = 0;
    for (int beat = from; beat < to; beat++) {
      sum += certainty[beat];
    }
    return sum / (to - from);
  }

  /**
   * How much worse every other beat is heard than those between: 0 (as well) to 1 (not at all).
   * Such beats may be twice as many as a listener would tap.
   */
  double alternation() {
    return Alternation.of(certainty);
  }

  /**
   * The same from place to place, in regions that adjoin and reach from {@code from} to {@code to}.
   */
  ImmutableList<TrackedBeats.Region> regions(double from, double to) {
    ImmutableList.Builder<TrackedBeats.Region> regions = ImmutableList.builder();
    double begin = from;
    for (int first = 0; first < beats.length; first += BEATS_OF_A_REGION) {
      int next = first + BEATS_OF_A_REGION;
      double end = next < beats.length ? beats[next] : to;
      regions.add(new TrackedBeats.Region(begin, end, mean(first, Math.min(beats.length, next))));
      begin = end;
    }
    return regions.build();
  }

  /**
   * That the downbeats are the downbeats, 0 to 1: by how much they are heard as such more than the
   * next best place in the bar.
   *
   * @param places of the beats, from 1 to {@code beatsPerBar}
   */
  double ofDownbeats(int[] places, int beatsPerBar) {
    double[] sums = new double[beatsPerBar];
    int[] counts = new int[beatsPerBar];
    for (int beat = 0; beat < beats.length; beat++) {
      sums[places[beat] - 1] += strongest(activations.downbeats(), beats[beat]);
      counts[places[beat] - 1]++;
    }
    double downbeats = sums[0] / Math.max(1, counts[0]);
    double others = 0;
    for (int place = 1; place < beatsPerBar; place++) {
      others = Math.max(others, sums[place] / Math.max(1, counts[place]));
    }
    return downbeats > others ? (downbeats - others) / (downbeats + others) : 0;
  }
}
