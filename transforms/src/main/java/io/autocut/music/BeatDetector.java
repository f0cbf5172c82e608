package io.autocut.music;

import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;

import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Optional;

/** Finds the beats, the bars and how sure they are in what the front end heard. */
final class BeatDetector {
  private static final int[] METRES = {4, 3};

  /**
   * Bars of three have fewer places to explain the same music with, and are rarer; unit: of the
   * logarithm of the likelihood.
   */
  private static final double HEAD_START_OF_FOUR = 4;

  /** Tempi for which a beat is mistaken most often, as parts of it. */
  private static final double[] MISTAKEN = {0.5, 2, 2 / 3.0, 1.5};

  /** With this much more evidence a beat, a tempo is two thirds certain. */
  private static final double CLEARLY_BETTER = 1;

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
    BarTracker.Bars bars = best(evidence, range);
    double[] expected = new double[bars.frames().length()];
    for (int beat = 0; beat < expected.length; beat++) {
      expected[beat] = peak(fromFrame + bars.frames().get(beat));
    }
    return covered(BeatRefiner.refine(expected, features), bars, tempoConfidence(evidence, bars));
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

  /** How much better these bars explain the music than any at a tempo that is mistaken for it. */
  private static double tempoConfidence(BarEvidence evidence, BarTracker.Bars bars) {
    int beats = bars.frames().length();
    if (beats < 2) {
      return 0;
    }
    double[] seconds =
        bars.frames().stream().mapToDouble(frame -> frame / (double) FRAMES_PER_SECOND).toArray();
    double bpm = 60 / BeatExtension.medianInterval(seconds, 0, beats - 1);
    double least = Double.POSITIVE_INFINITY;
    for (double part : MISTAKEN) {
      TempoRange other = TempoRange.near(bpm * part);
      if (TempoRange.any().overlaps(other) && BarTracker.fits(evidence, other)) {
        double score = BarTracker.track(evidence, bars.metre(), other).score();
        least = Math.min(least, (bars.score() - score) / beats);
      }
    }
    return 1 - StrictMath.exp(-Math.max(0, least) / CLEARLY_BETTER);
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
      BeatRefiner.Refined refined, BarTracker.Bars bars, double tempoConfidence) {
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
            tempoConfidence,
            confidence.ofDownbeats(placed.toArray(), metre),
            confidence.regions(from, to)));
  }
}
