package io.autocut.analysis;

import java.util.List;

/**
 * Fits the motion of the camera to the motion of the blocks: weighted least squares in which blocks
 * that go their own way count less and less (graduated non-convexity with the error norm of Geman
 * and McClure; Black and Rangarajan, IJCV 1996).
 */
final class CameraFit {
  /** Distances at which a block counts a quarter, in picture widths: from wide to strict. */
  private static final double[] TOLERANCES = {0.1, 0.04, 0.015, 0.006, 0.003, 0.003};

  private static final int UNKNOWNS = 4;

  private CameraFit() {}

  static CameraShift of(List<Block> blocks) {
    CameraShift shift = null;
    for (double tolerance : TOLERANCES) {
      shift = solve(blocks, shift, tolerance);
    }
    return shift;
  }

  /** How much of a block's motion is the camera's: 1 for all. */
  static double belonging(Block block, CameraShift shift, double tolerance) {
    double dx = block.right() - shift.rightAt(block.x(), block.y());
    double dy = block.down() - shift.downAt(block.x(), block.y());
    double share = 1 / (1 + (dx * dx + dy * dy) / (tolerance * tolerance));
    return share * share;
  }

  private static CameraShift solve(List<Block> blocks, CameraShift last, double tolerance) {
    double[][] sums = new double[UNKNOWNS][UNKNOWNS + 1];
    for (Block block : blocks) {
      double weight = last == null ? 1 : belonging(block, last, tolerance);
      add(sums, block, weight);
    }
    // A hint at stillness keeps what the picture does not tell at zero.
    double[] ridge = {1e-3, 1e-3, 2e-2, 2e-2};
    for (int i = 0; i < UNKNOWNS; i++) {
      sums[i][i] += ridge[i];
    }
    double[] found = solved(sums);
    return new CameraShift(found[0], found[1], found[2], found[3]);
  }

  private static void add(double[][] sums, Block block, double weight) {
    double xx = weight * block.weightAcross();
    double xy = weight * block.weightBoth();
    double yy = weight * block.weightAlong();
    double[] across = {1, 0, block.x(), -block.y()};
    double[] along = {0, 1, block.y(), block.x()};
    for (int i = 0; i < UNKNOWNS; i++) {
      double a = across[i] * xx + along[i] * xy;
      double b = across[i] * xy + along[i] * yy;
      for (int j = 0; j < UNKNOWNS; j++) {
        sums[i][j] += a * across[j] + b * along[j];
      }
      sums[i][UNKNOWNS] += a * block.right() + b * block.down();
    }
  }

  /** Gauss-Jordan; the matrix is positive definite, so that no pivot vanishes. */
  private static double[] solved(double[][] rows) {
    for (int i = 0; i < UNKNOWNS; i++) {
      for (int j = 0; j < UNKNOWNS; j++) {
        if (j != i) {
          double factor = rows[j][i] / rows[i][i];
          for (int k = i; k <= UNKNOWNS; k++) {
            rows[j][k] -= factor * rows[i][k];
          }
        }
      }
    }
    double[] found = new double[UNKNOWNS];
    for (int i = 0; i < UNKNOWNS; i++) {
      found[i] = rows[i][UNKNOWNS] / rows[i][i];
    }
    return found;
  }
}
