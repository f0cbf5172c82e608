package io.autocut.planning;

import com.google.common.hash.Hashing;
import io.autocut.schemas.MomentScores;
import io.autocut.time.FrameRate;
import io.autocut.time.TimeRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the best unused range for a slot among all clips. */
final class ChoiceRanker {
  private static final double QUALITY = 0.65;
  private static final double ENERGY_MATCH = 0.35;
  private static final double SHARPNESS = 0.4;
  private static final double EXPOSURE = 0.3;
  private static final double CONTRAST = 0.3;

  /**
   * A clip that was shown just now is rather not shown again; the penalty fades over three events.
   */
  private static final double[] SHOWN_RECENTLY = {0.5, 0.25, 0.12};

  private static final double EACH_USE = 0.12;

  /** Decoding from a keyframe costs a quarter less (measured), which is worth this much. */
  private static final double ON_KEYFRAME = 0.02;

  private static final double AMONG_EQUALS = 0.01;

  private final List<Footage> footage;
  private final FrameRate rate;
  private final long seed;
  private final List<Footage> shown = new ArrayList<>();

  ChoiceRanker(List<Footage> footage, FrameRate rate, long seed) {
    this.footage = footage;
    this.rate = rate;
    this.seed = seed;
  }

  /** The best choice for {@code slot}; empty when no unused range is long enough. */
  Optional<Choice> best(Slot slot) {
    Choice best = null;
    for (Footage candidate : footage) {
      for (var start : candidate.starts()) {
        TimeRange source = TimeRange.lasting(start, rate.timeOf(slot.frames()));
        Optional<MomentScores> scores = candidate.scoresOf(source);
        if (scores.isPresent()) {
          Choice choice = choice(candidate, source, scores.get(), slot);
          best = best == null || Choice.BEST_FIRST.compare(choice, best) < 0 ? choice : best;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  void take(Choice choice) {
    choice.footage().use(choice.source());
    shown.add(choice.footage());
  }

  private Choice choice(Footage candidate, TimeRange source, MomentScores scores, Slot slot) {
    double quality =
        SHARPNESS * scores.getSharpness()
            + EXPOSURE * scores.getExposure()
            + CONTRAST * scores.getContrast();
    double match = 1 - Math.abs(scores.getMotion() - slot.energy());
    double score = QUALITY * quality + ENERGY_MATCH * match;
    double rank =
        score
            - recency(candidate)
            - EACH_USE * candidate.timesUsed()
            + (candidate.isKeyframe(source.in()) ? ON_KEYFRAME : 0)
            + AMONG_EQUALS * whim(candidate, source);
    return new Choice(candidate, source, scores, Math.round(1000 * score) / 1000.0, rank);
  }

  private double recency(Footage candidate) {
    for (int ago = 0; ago < SHOWN_RECENTLY.length && ago < shown.size(); ago++) {
      if (shown.get(shown.size() - 1 - ago) == candidate) {
        return SHOWN_RECENTLY[ago];
      }
    }
    return 0;
  }

  /** A number from 0 to 1 that only the seed, the content and the in-point decide. */
  private double whim(Footage candidate, TimeRange source) {
    int hash =
        Hashing.murmur3_32_fixed()
            .newHasher()
            .putLong(seed)
            .putString(candidate.clip().fingerprint(), StandardCharsets.UTF_8)
            .putLong(source.in().numerator())
            .putLong(source.in().denominator())
            .hash()
            .asInt();
    return (hash >>> 1) / (double) Integer.MAX_VALUE;
  }
}
