package io.autocut.planning;

import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EnergyTurn;
import io.autocut.schemas.TurnKind;
import java.util.Arrays;

/**
 * How energetic the music is around each pulse, compared with the rest of the same music: 0 in its
 * quietest parts to 1 in its loudest.
 *
 * <p>The rank of the mean energy of two bars around the pulse, so that pace follows the phrase and
 * not each drum; the bars after a drop count among the loudest.
 */
final class EnergyCurve {
  private static final int PULSES_AROUND = 4;
  private static final int PULSES_OF_A_DROP = 16;
  private static final double LEAST_AFTER_A_DROP = 0.9;

  private final double[] ranks;
  private final double[] ownRanks;

  private EnergyCurve(double[] ranks, double[] ownRanks) {
    this.ranks = ranks;
    this.ownRanks = ownRanks;
  }

  static EnergyCurve of(BeatClock clock, BeatTimeline timeline) {
    double[] smooth = new double[clock.pulses()];
    double[] own = new double[clock.pulses()];
    for (int i = 0; i < smooth.length; i++) {
      int to = Math.min(smooth.length, i + PULSES_AROUND + 1);
      smooth[i] = clock.energy(i - PULSES_AROUND, to);
      own[i] = clock.energy(i, i + 1);
    }
    double[] ranks = ranks(smooth);
    for (EnergyTurn turn : timeline.getTurns()) {
      if (turn.getKind() == TurnKind.DROP) {
        int from = clock.pulseAt(turn.getInSample());
        for (int i = from; i < Math.min(ranks.length, from + PULSES_OF_A_DROP); i++) {
          ranks[i] = Math.max(ranks[i], LEAST_AFTER_A_DROP);
        }
      }
    }
    return new EnergyCurve(ranks, ranks(own));
  }

  /** Equals share the middle of their places; a single value stands in the middle. */
  private static double[] ranks(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int below = firstAtLeast(sorted, values[i]);
      int upTo = firstAtLeast(sorted, Math.nextUp(values[i]));
      ranks[i] = (below + upTo) / (2.0 * values.length);
    }
    return ranks;
  }

  private static int firstAtLeast(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  double at(int pulse) {
    return at(ranks, pulse);
  }

  /** Half of that, and half the rank of the pulse's own energy: for what is shown just then. */
  double during(int pulse) {
    return (at(ranks, pulse) + at(ownRanks, pulse)) / 2;
  }

  private static double at(double[] ranks, int pulse) {
    return ranks.length == 0 ? 0.5 : ranks[Math.max(0, Math.min(ranks.length - 1, pulse))];
  }
}
