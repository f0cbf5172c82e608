package io.autocut.analysis;

/**
 * How unlike two pictures of a clip are: whether they can show the same scene.
 *
 * <p>Two halves are added. Colours: the share of the picture whose luma and colour, in a histogram
 * with soft bins, are not found in the other. Layout: the mean difference of luma when one is moved
 * over the other to where they fit best, against the mean deviation of each from its own mean. A
 * camera that pans keeps the first small and, up to a third of the picture, the second; pictures of
 * two places seldom have both small. Pairs out of the real takes that the threshold was set on, a
 * second apart, were nearly all below 1, those out of two takes above 1.2.
 */
final class SceneDistance {
  private static final int LUMA_BINS = 12;
  private static final int COLOUR_BINS = 10;
  private static final int LUMA_FIRST = 16 * Thumbnail.FINENESS;
  private static final int LUMA_WIDTH = 20 * Thumbnail.FINENESS;
  private static final int COLOUR_FIRST = 78 * Thumbnail.FINENESS;
  private static final int COLOUR_WIDTH = 11 * Thumbnail.FINENESS;

  /** Deviation that noise alone may have; keeps flat pictures alike. */
  private static final double NOISE = 2;

  private SceneDistance() {}

  /** 0 for equal pictures, above 1 for two scenes, at most about 3. */
  static double between(Thumbnail one, Thumbnail other) {
    return colours(one, other) + layout(one, other);
  }

  /** From 0 to 1. */
  static double colours(Thumbnail one, Thumbnail other) {
    double[] mine = histogram(one);
    double[] others = histogram(other);
    double sum = 0;
    for (int bin = 0; bin < mine.length; bin++) {
      sum += Math.abs(mine[bin] - others[bin]);
    }
    return sum / 2 / one.luma().length;
  }

  private static double[] histogram(Thumbnail picture) {
    double[] bins = new double[LUMA_BINS * COLOUR_BINS * COLOUR_BINS];
    for (int cell = 0; cell < picture.luma().length; cell++) {
      double luma = place(picture.luma()[cell], LUMA_FIRST, LUMA_WIDTH, LUMA_BINS);
      double blue = place(picture.blue()[cell], COLOUR_FIRST, COLOUR_WIDTH, COLOUR_BINS);
      double red = place(picture.red()[cell], COLOUR_FIRST, COLOUR_WIDTH, COLOUR_BINS);
      for (int corner = 0; corner < 8; corner++) {
        int l = (int) luma + (corner & 1);
        int b = (int) blue + (corner >> 1 & 1);
        int r = (int) red + (corner >> 2);
        double share =
            (1 - Math.abs(luma - l)) * (1 - Math.abs(blue - b)) * (1 - Math.abs(red - r));
        if (share > 0) {
          bins[(l * COLOUR_BINS + b) * COLOUR_BINS + r] += share;
        }
      }
    }
    return bins;
  }

  private static double place(int value, int first, int width, int bins) {
    return Math.max(0, Math.min(bins - 1, (double) (value - first) / width));
  }

  /** From 0 to 2. */
  static double layout(Thumbnail one, Thumbnail other) {
    int reachX = one.columns() * 3 / 10;
    int reachY = one.rows() * 3 / 10;
    double best = Double.MAX_VALUE;
    int bestX = 0;
    int bestY = 0;
    for (int y = -reachY; y <= reachY; y += 2) {
      for (int x = -reachX; x <= reachX; x += 2) {
        double fit = misfit(one, other, x, y, 2);
        if (fit < best) {
          best = fit;
          bestX = x;
          bestY = y;
        }
      }
    }
    double fine = Double.MAX_VALUE;
    for (int y = bestY - 1; y <= bestY + 1; y++) {
      for (int x = bestX - 1; x <= bestX + 1; x++) {
        fine = Math.min(fine, misfit(one, other, x, y, 1));
      }
    }
    return fine;
  }

  /** Compares every {@code step}th cell of where they overlap when one is moved. */
  private static double misfit(Thumbnail one, Thumbnail other, int moveX, int moveY, int step) {
    int columns = one.columns();
    int top = Math.max(0, moveY);
    int bottom = Math.min(one.rows(), one.rows() + moveY);
    int left = Math.max(0, moveX);
    int right = Math.min(columns, columns + moveX);
    int[] mine = one.luma();
    int[] others = other.luma();
    long sumMine = 0;
    long sumOthers = 0;
    int count = 0;
    for (int y = top; y < bottom; y += step) {
      for (int x = left; x < right; x += step) {
        sumMine += mine[y * columns + x];
        sumOthers += others[(y - moveY) * columns + x - moveX];
        count++;
      }
    }
    if (count == 0) {
      return 2;
    }
    int meanMine = (int) (sumMine / count);
    int meanOthers = (int) (sumOthers / count);
    long difference = 0;
    long deviation = 0;
    for (int y = top; y < bottom; y += step) {
      for (int x = left; x < right; x += step) {
        int own = mine[y * columns + x] - meanMine;
        int their = others[(y - moveY) * columns + x - moveX] - meanOthers;
        difference += Math.abs(own - their);
        deviation += Math.abs(own) + Math.abs(their);
      }
    }
    return difference / (deviation / 2.0 + NOISE * Thumbnail.FINENESS * count);
  }
}
