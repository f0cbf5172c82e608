package io.autocut.analysis;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.schemas.MomentScores;
import java.util.List;

/** A value from 0 to 1 for each {@link Score}. Immutable. */
final class ScoreCard {
  private static final int COUNT = Score.values().length;

  private final double[] values;

  private ScoreCard(double[] values) {
    this.values = values;
  }

  /** In the order of {@link Score}; what lies beyond 0 and 1 is moved there. */
  static ScoreCard of(double... values) {
    checkArgument(values.length == COUNT, "%s scores instead of %s", values.length, COUNT);
    double[] limited = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      limited[i] = Math.max(0, Math.min(1, values[i]));
    }
    return new ScoreCard(limited);
  }

  static ScoreCard mean(List<ScoreCard> cards) {
    checkArgument(!cards.isEmpty(), "no cards");
    double[] sums = new double[COUNT];
    for (ScoreCard card : cards) {
      for (int i = 0; i < COUNT; i++) {
        sums[i] += card.values[i] / cards.size();
      }
    }
    return of(sums);
  }

  double get(Score score) {
    return values[score.ordinal()];
  }

  ScoreCard with(Score score, double value) {
    double[] changed = values.clone();
    changed[score.ordinal()] = value;
    return of(changed);
  }

  /** Between this and {@code other}: {@code share} 0 is this, 1 the other. */
  ScoreCard towards(ScoreCard other, double share) {
    double[] mixed = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      mixed[i] = values[i] + share * (other.values[i] - values[i]);
    }
    return of(mixed);
  }

  /**
   * All in one: a weighted geometric mean, so that one grave fault is not made up for by all the
   * rest, and a little for faces and for what moves.
   */
  double quality() {
    double sum =
        0.30 * log(get(Score.SHARPNESS), 0.02)
            + 0.22 * log(get(Score.EXPOSURE), 0.02)
            + 0.22 * log(get(Score.STEADINESS), 0.02)
            + 0.24 * log(get(Score.CLEANNESS), 0.02)
            + 0.10 * log(get(Score.CONTRAST), 0.10)
            + 0.05 * log(get(Score.COLOUR), 0.50);
    double interest =
        1 - (1 - get(Score.FACES)) * (1 - 0.5 * get(Score.SUBJECT_MOTION) * get(Score.STEADINESS));
    return StrictMath.exp(sum) * (0.92 + 0.08 * interest);
  }

  /** A fault weighs no more than {@code least} would. */
  private static double log(double value, double least) {
    return StrictMath.log(least + (1 - least) * value);
  }

  /** How different two cards look: the sum of the squared differences. */
  double distance(ScoreCard other) {
    double sum = 0;
    for (int i = 0; i < COUNT; i++) {
      sum += (values[i] - other.values[i]) * (values[i] - other.values[i]);
    }
    return sum;
  }

  /** In thousandths; quality is 0 where {@code vetoed} has an entry. */
  MomentScores toRecord(double sound, List<?> vetoed) {
    return MomentScores.newBuilder()
        .setSharpness(thousandths(get(Score.SHARPNESS)))
        .setExposure(thousandths(get(Score.EXPOSURE)))
        .setMotion(thousandths(get(Score.MOTION)))
        .setContrast(thousandths(get(Score.CONTRAST)))
        .setQuality(vetoed.isEmpty() ? thousandths(quality()) : 0)
        .setColour(thousandths(get(Score.COLOUR)))
        .setCleanness(thousandths(get(Score.CLEANNESS)))
        .setSteadiness(thousandths(get(Score.STEADINESS)))
        .setSubjectMotion(thousandths(get(Score.SUBJECT_MOTION)))
        .setFaces(thousandths(get(Score.FACES)))
        .setSound(thousandths(sound))
        .build();
  }

  private static double thousandths(double value) {
    return Math.round(1000 * value) / 1000.0;
  }
}
