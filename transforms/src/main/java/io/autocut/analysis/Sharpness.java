package io.autocut.analysis;

import java.util.Arrays;

/**
 * Measures the detail of a picture of 320 pixels in its most detailed blocks, the noise's share
 * taken away.
 *
 * <p>Squared gradients, as in the focus measure of Tenenbaum (Krotkov, IJCV 1988), against the
 * block's variance: a contrast does not count as detail, the narrowness of its edges does.
 *
 * @param energy mean squared difference of neighbours in the most detailed blocks, noise taken away
 * @param narrowness the same in relation to the blocks' variance: 1 for a pattern of single pixels,
 *     towards 0 the wider edges are
 */
record Sharpness(double energy, double narrowness) {
  private static final int SIDE = 16;

  /** One block in so many is among the most detailed. */
  private static final int SHARPEST = 5;

  /** Noise is measured where there is least of it, and counted where there is most. */
  private static final double UNDERESTIMATE = 1.6;

  /** Variance below which a block shows nothing. */
  private static final double NOTHING = 4;

  static Sharpness of(Plane plane, double noise) {
    int columns = Math.max(1, (plane.width() - 1) / SIDE);
    int rows = Math.max(1, (plane.height() - 1) / SIDE);
    long[] order = new long[columns * rows];
    double[] energies = new double[order.length];
    double[] variances = new double[order.length];
    for (int i = 0; i < order.length; i++) {
      measure(plane, i % columns * SIDE, i / columns * SIDE, i, energies, variances);
      // Sorted by energy, blocks of the same energy by place.
      order[i] = ((long) (energies[i] * 16) << 20) | i;
    }
    Arrays.sort(order);
    int sharpest = Math.max(1, order.length / SHARPEST);
    double energy = 0;
    double variance = 0;
    for (int i = order.length - sharpest; i < order.length; i++) {
      int block = (int) (order[i] & 0xfffff);
      energy += energies[block];
      variance += variances[block];
    }
    double floor = UNDERESTIMATE * noise * noise;
    double detail = Math.max(0, energy / sharpest - 4 * floor);
    double spread = Math.max(0, variance / sharpest - floor);
    return new Sharpness(detail, Math.min(1, detail / (2 * spread + NOTHING)));
  }

  private static void measure(
      Plane plane, int left, int top, int block, double[] energies, double[] variances) {
    int right = Math.min(plane.width() - 1, left + SIDE);
    int bottom = Math.min(plane.height() - 1, top + SIDE);
    float energy = 0;
    double sum = 0;
    double squares = 0;
    int pixels = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        float level = plane.at(x, y);
        float across = plane.at(x + 1, y) - level;
        float along = plane.at(x, y + 1) - level;
        energy += across * across + along * along;
        sum += level;
        squares += level * level;
        pixels++;
      }
    }
    if (pixels > 0) {
      double mean = sum / pixels;
      energies[block] = energy / pixels;
      variances[block] = Math.max(0, squares / pixels - mean * mean);
    }
  }
}
