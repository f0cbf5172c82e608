package io.autocut.planning;

import java.util.List;

/**
 * How much a moment moves compared with the rest of the footage: 0 the stillest, 1 the liveliest,
 * by share of its time. So that lively parts of the music get what is lively among the clips at
 * hand, whatever these are.
 */
final class MotionRanks {
  private static final int LEVELS = 1001;

  private final double[] rankOf = new double[LEVELS];

  private MotionRanks(double[] timeAt) {
    double total = 0;
    for (double time : timeAt) {
      total += time;
    }
    double below = 0;
    for (int level = 0; level < LEVELS; level++) {
      rankOf[level] = total == 0 ? 0.5 : (below + timeAt[level] / 2) / total;
      below += timeAt[level];
    }
  }

  static MotionRanks of(List<Footage> library) {
    double[] timeAt = new double[LEVELS];
    for (Footage footage : library) {
      for (int i = 0; i < footage.cells(); i++) {
        Footage.Cell cell = footage.cell(i);
        timeAt[cell.motion()] += Flicks.seconds(cell.out() - cell.in());
      }
    }
    return new MotionRanks(timeAt);
  }

  /**
   * @param motion in thousandths
   */
  double of(int motion) {
    return rankOf[motion];
  }
}
