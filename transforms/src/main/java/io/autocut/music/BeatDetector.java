package io.autocut.music;

import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;

import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.Optional;

/** Finds the beats, the bars and how sure they are in what the front end heard. */
final class BeatDetector {
  private static final int[] METRES = {4, 3};

  /**
   * Bars of three have fewer places to explain the same music with, and are rarer; unit: of the
   * logarithm of the likelihood.
   */
  private static final double HEAD_START_OF_FOUR = 4;

  /** Of two beats, one is heard less than a quarter as well as the other. */
  private static final double UNHEARD = 0.75;

  /** Next to nothing sets in at every other beat. */
  private static final double SILENT = 0.97;

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
    BarTracker.Bars bars = best(evidence, range);
    double[] expected = peaks(bars, fromFrame);
    Optional<TempoRange> heard = tempoHeard(expected, range);
    if (heard.isPresent() && BarTracker.fits(evidence, heard.get())) {
      bars = best(evidence, heard.get());
      expected = peaks(bars, fromFrame);
    }
    return covered(
        BeatRefiner.refine(expected, features), bars, TempoRivals.clearBy(evidence, bars));
  }

  private static BarTracker.Bars best(BarEvidence evidence, TempoRange range) {
    BarTracker.Bars best = null;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int metre : METRES) {
      BarTracker.Bars bars = BarTracker.track(evidence, metre, range);
      double score = bars.score() + (metre == 4 ? HEAD_START_OF_FOUR : 0);
      if (score > bestScore) {
        best = bars;
        bestScore = score;
      }
    }
    return best;
  }

  /** Half the tempo, where hardly more than every other beat is heard at all. */
  private Optional<TempoRange> tempoHeard(double[] beats, TempoRange range) {
    if (beats.length < 2
        || (new BeatConfidence(features.activations(), beats).alternation() < UNHEARD
            && Alternation.of(rises(beats)) < SILENT)) {
      return Optional.empty();
    }
    double bpm = 60 / BeatExtension.medianInterval(beats, 0, beats.length - 1);
    TempoRange half = TempoRange.near(bpm / 2);
    return range.overlaps(half) ? Optional.of(half) : Optional.empty();
  }

  private double[] rises(double[] beats) {
    AttackFinder attacks = new AttackFinder(features);
    return Arrays.stream(beats).map(beat -> attacks.near(beat).rise()).toArray();
  }

  private double[] peaks(BarTracker.Bars bars, int fromFrame) {
    return bars.frames().stream().mapToDouble(frame -> peak(fromFrame + frame)).toArray();
  }

  /** When the answer is highest within the zone in which a beat is heard. */
  private double peak(int begin) {
    float[] beats = features.activations().beats();
    double scale = FRAMES_PER_SECOND / (double) BeatNetwork.ANSWERS_PER_SECOND;
    int first = Math.min(beats.length - 1, (int) (begin / scale));
    int last = Math.min(beats.length - 1, (int) Math.ceil((begin + BarTracker.ZONE - 1) / scale));
    int best = first;
    for (int i = first; i <= last; i++) {
      best = beats[i] > beats[best] ? i : best;
    }
    double before = best > 0 ? beats[best - 1] : 0;
    double after = best + 1 < beats.length ? beats[best + 1] : 0;
    double shift = ParabolicPeak.shift(before, beats[best], after);
    return (best + shift) / BeatNetwork.ANSWERS_PER_SECOND;
  }

  private Optional<TrackedBeats> covered(
      BeatRefiner.Refined refined, BarTracker.Bars bars, double clearTempo) {
    ImmutableIntArray places = bars.places();
    int metre = bars.metre();
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
    BeatConfidence confidence = new BeatConfidence(features.activations(), beats);
    ImmutableIntArray placed = covering.build();
    return Optional.of(
        new TrackedBeats(
            ImmutableDoubleArray.copyOf(beats),
            placed,
            metre,
            confidence.ofBeats(),
            clearTempo * (1 - confidence.alternation()),
            confidence.ofDownbeats(placed.toArray(), metre),
            confidence.regions(from, to)));
  }
}
