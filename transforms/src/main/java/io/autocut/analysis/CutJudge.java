package io.autocut.analysis;

import java.util.Arrays;

/**
 * Tells whether a shot begins with a frame at once.
 *
 * <p>The step to it must be a large one, far above the steps around it (in a whipped pan they are
 * all large), and no frame soon after it may look like one shortly before it (after a flash, the
 * earlier picture returns).
 */
final class CutJudge {
  private static final double LEAST_STEP = 0.6;
  private static final double TIMES_MEDIAN = 3;
  private static final double TIMES_NEXT = 1.8;
  private static final double LEAST_ACROSS = 0.5;
  private static final int NEIGHBOURS = 8;
  private static final int NEAR = 3;
  private static final int[] BEFORE = {1, 2, 3, 5, 7};
  private static final int[] AFTER = {0, 1, 2, 4, 6};

  private CutJudge() {}

  static boolean begins(FrameRun run, int index) {
    if (index <= run.begin() || run.step(index) < LEAST_STEP) {
      return false;
    }
    return standsOut(run, index) && nothingReturns(run, index);
  }

  private static boolean standsOut(FrameRun run, int index) {
    double[] around = new double[2 * NEIGHBOURS];
    int count = 0;
    double largestNear = 0;
    int last = Math.min(run.end() - 1, index + NEIGHBOURS);
    for (int i = Math.max(run.begin() + 1, index - NEIGHBOURS); i <= last; i++) {
      if (i != index) {
        around[count++] = run.step(i);
        if (Math.abs(i - index) <= NEAR) {
          largestNear = Math.max(largestNear, run.step(i));
        }
      }
    }
    Arrays.sort(around, 0, count);
    double median = count == 0 ? 0 : around[count / 2];
    double step = run.step(index);
    return step >= TIMES_MEDIAN * median && step >= TIMES_NEXT * largestNear;
  }

  private static boolean nothingReturns(FrameRun run, int index) {
    for (int before : BEFORE) {
      for (int after : AFTER) {
        boolean known = index - before >= run.begin() && index + after < run.end();
        if (known
            && SceneDistance.between(run.picture(index - before), run.picture(index + after))
                < LEAST_ACROSS) {
          return false;
        }
      }
    }
    return true;
  }
}
