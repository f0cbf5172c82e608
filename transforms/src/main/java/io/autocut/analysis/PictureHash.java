package io.autocut.analysis;

import java.util.Arrays;

/**
 * A perceptual hash of 64 bits: the picture squeezed to 32x32, its discrete cosine transform, and
 * of the 64 lowest frequencies but the mean whether each lies above their median (Zauner, 2010).
 *
 * <p>Changes of size, of the code's quality and of brightness leave it as it is but for a few bits.
 */
final class PictureHash {
  private static final int SIDE = 32;
  private static final int BITS = 64;

  /** Frequencies across plus frequencies down are at most so many. */
  private static final int HIGHEST = 10;

  private static final double[][] COSINES = cosines();

  private PictureHash() {}

  /** The hash of {@code upright}. */
  static long of(Plane upright) {
    double[][] rows = acrossRows(upright.squeezedTo(SIDE, SIDE));
    double[] found = new double[BITS];
    int count = 0;
    for (int sum = 1; sum <= HIGHEST && count < BITS; sum++) {
      for (int across = 0; across <= sum && count < BITS; across++) {
        double value = 0;
        for (int y = 0; y < SIDE; y++) {
          value += COSINES[sum - across][y] * rows[y][across];
        }
        found[count++] = value;
      }
    }
    double[] sorted = found.clone();
    Arrays.sort(sorted);
    double median = (sorted[BITS / 2 - 1] + sorted[BITS / 2]) / 2;
    long bits = 0;
    for (double value : found) {
      bits = bits << 1 | (value > median ? 1 : 0);
    }
    return bits;
  }

  /** As records carry it. */
  static String hexadecimal(long hash) {
    return String.format("%016x", hash);
  }

  private static double[][] acrossRows(Plane square) {
    double[][] rows = new double[SIDE][HIGHEST + 1];
    for (int y = 0; y < SIDE; y++) {
      for (int across = 0; across <= HIGHEST; across++) {
        double value = 0;
        for (int x = 0; x < SIDE; x++) {
          value += COSINES[across][x] * square.at(x, y);
        }
        rows[y][across] = value;
      }
    }
    return rows;
  }

  private static double[][] cosines() {
    double[][] cosines = new double[HIGHEST + 1][SIDE];
    for (int k = 0; k <= HIGHEST; k++) {
      for (int i = 0; i < SIDE; i++) {
        cosines[k][i] = StrictMath.cos(Math.PI * k * (2 * i + 1) / (2.0 * SIDE));
      }
    }
    return cosines;
  }
}
