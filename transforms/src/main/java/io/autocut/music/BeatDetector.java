package io.autocut.music;

import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Map;
import java.util.Optional;

/** Finds the beats, the bars and how sure they are in what the front end heard. */
final class BeatDetector {
  /** Beats in a bar, and how much more likely than others for a minute of music. */
  private static final ImmutableMap<Integer, Double> METRES =
      ImmutableMap.of(4, 0.0, 3, -4.0, 5, -12.0, 7, -12.0);

  private static final int ZONE = FRAMES_PER_SECOND / 20;

  private final OnsetFeatures features;
  private final double from;
  private final double to;

  private BeatDetector(OnsetFeatures features, double from, double to) {
    this.features = features;
    this.from = from;
    this.to = to;
  }

  /**
   * Beats between two times; empty when there is no room for any.
   *
   * @param from where the sound begins; unit: seconds
   * @param to where it ends; unit: seconds
   */
  static Optional<TrackedBeats> detect(
      OnsetFeatures features, double from, double to, TempoRange range) {
    return new BeatDetector(features, from, to).detect(range);
  }

  private Optional<TrackedBeats> detect(TempoRange range) {
    int fromFrame = (int) (from * FRAMES_PER_SECOND);
    int toFrame = Math.min(features.frames(), (int) (to * FRAMES_PER_SECOND) + 1);
    BarEvidence evidence = new BarEvidence(features.activations(), fromFrame, toFrame);
    if (!BarTracker.fits(evidence, range)) {
      return Optional.empty();
    }
    double best = Double.NEGATIVE_INFINITY;
    BarTracker.Bars bars = null;
    int metre = 0;
    for (Map.Entry<Integer, Double> candidate : METRES.entrySet()) {
      BarTracker.Bars decoded = BarTracker.track(evidence, candidate.getKey(), range);
      double score = decoded.score() + candidate.getValue();
      if (score > best) {
        best = score;
        bars = decoded;
        metre = candidate.getKey();
      }
    }
    double[] expected = new double[bars.frames().length()];
    for (int beat = 0; beat < expected.length; beat++) {
      expected[beat] = peak(fromFrame + bars.frames().get(beat));
    }
    return covered(BeatRefiner.refine(expected, features), bars.places(), metre);
  }

  /** When the answer is highest within the zone in which a beat is heard. */
  private double peak(int begin) {
    float[] beats = features.activations().beats();
    double scale = FRAMES_PER_SECOND / (double) BeatNetwork.ANSWERS_PER_SECOND;
    int first = Math.min(beats.length - 1, (int) (begin / scale));
    int last = Math.min(beats.length - 1, (int) Math.ceil((begin + ZONE - 1) / scale));
    int best = first;
    for (int i = first; i <= last; i++) {
      best = beats[i] > beats[best] ? i : best;
    }
    double before = best > 0 ? beats[best - 1] : 0;
    double after = best + 1 < beats.length ? beats[best + 1] : 0;
    double bend = before - 2 * beats[best] + after;
    double shift = bend < 0 ? Math.max(-0.5, Math.min(0.5, 0.5 * (before - after) / bend)) : 0;
    return (best + shift) / BeatNetwork.ANSWERS_PER_SECOND;
  }

  private Optional<TrackedBeats> covered(
      BeatRefiner.Refined refined, ImmutableIntArray places, int metre) {
    double start = Math.max(0, from - BeatRefiner.REACH_SECONDS);
    double[] beats = BeatExtension.cover(refined.seconds(), start, to);
    if (beats.length < 2) {
      return Optional.empty();
    }
    int known = 0;
    while (refined.seconds()[known] < start) {
      known++;
    }
    int before = 0;
    while (beats[before] < refined.seconds()[known]) {
      before++;
    }
    ImmutableIntArray.Builder covering = ImmutableIntArray.builder(beats.length);
    for (int beat = 0; beat < beats.length; beat++) {
      int index = refined.first() + known + beat - before;
      int inside = Math.max(0, Math.min(places.length() - 1, index));
      covering.add(Math.floorMod(places.get(inside) - 1 + index - inside, metre) + 1);
    }
    double confidence = confidence(beats);
    return Optional.of(
        new TrackedBeats(
            ImmutableDoubleArray.copyOf(beats),
            covering.build(),
            metre,
            confidence,
            confidence,
            confidence,
            ImmutableList.of(new TrackedBeats.Region(from, to, confidence))));
  }

  private double confidence(double[] beats) {
    double sum = 0;
    for (double beat : beats) {
      sum +=
          BarEvidence.at(
              features.activations().beats(), (int) Math.round(beat * FRAMES_PER_SECOND));
    }
    return sum / beats.length;
  }
}
