package io.autocut.analysis;

/**
 * A square of a picture that is looked for in the next one by least squares over its gradients
 * (Lucas and Kanade 1981; the gradients are those of the first picture, so that they are summed
 * once: Baker and Matthews, IJCV 2004).
 *
 * <p>What the gradients do not tell, along an edge or in an even area, stays as it was guessed.
 */
final class Block {
  static final int SIDE = 16;

  /** Sum of squared gradients that a block of pure noise of a grey level and a half may show. */
  private static final double NOISE = 300;

  /** Pixels of the block that must lie in the other picture. */
  private static final int ENOUGH = SIDE * SIDE / 2;

  private final Plane before;
  private final int left;
  private final int top;
  private final double x;
  private final double y;
  private final double across;
  private final double along;
  private final double both;
  private final float[] gradientsX = new float[SIDE * SIDE];
  private final float[] gradientsY = new float[SIDE * SIDE];
  private double right;
  private double down;

  Block(Plane before, int left, int top) {
    this.before = before;
    this.left = left;
    this.top = top;
    this.x = (left + (SIDE - before.width()) / 2.0) / before.width();
    this.y = (top + (SIDE - before.height()) / 2.0) / before.width();
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int row = top; row < top + SIDE; row++) {
      for (int column = left; column < left + SIDE; column++) {
        float gx = gradientX(column, row);
        float gy = gradientY(column, row);
        int at = (row - top) * SIDE + column - left;
        gradientsX[at] = gx;
        gradientsY[at] = gy;
        xx += gx * gx;
        xy += gx * gy;
        yy += gy * gy;
      }
    }
    this.across = xx;
    this.both = xy;
    this.along = yy;
  }

  private float gradientX(int column, int row) {
    int from = Math.max(0, column - 1);
    int to = Math.min(before.width() - 1, column + 1);
    return (before.at(to, row) - before.at(from, row)) / 2;
  }

  private float gradientY(int column, int row) {
    int from = Math.max(0, row - 1);
    int to = Math.min(before.height() - 1, row + 1);
    return (before.at(column, to) - before.at(column, from)) / 2;
  }

  /** Guesses that the block moves by so many pixels. */
  void guess(double newRight, double newDown) {
    right = newRight;
    down = newDown;
  }

  /** Improves the guess by one step; false when too little of the block lies in {@code after}. */
  boolean refine(Plane after) {
    int shiftX = (int) StrictMath.floor(right);
    int shiftY = (int) StrictMath.floor(down);
    float fx = (float) (right - shiftX);
    float fy = (float) (down - shiftY);
    int firstRow = Math.max(top, -shiftY);
    int lastRow = Math.min(top + SIDE, after.height() - 1 - shiftY);
    int firstColumn = Math.max(left, -shiftX);
    int lastColumn = Math.min(left + SIDE, after.width() - 1 - shiftX);
    if (lastRow <= firstRow
        || lastColumn <= firstColumn
        || (lastRow - firstRow) * (lastColumn - firstColumn) < ENOUGH) {
      return false;
    }
    float[] next = after.levels();
    float[] own = before.levels();
    float bx = 0;
    float by = 0;
    for (int row = firstRow; row < lastRow; row++) {
      int at = (row + shiftY) * after.width() + shiftX;
      int ownRow = row * before.width();
      int gradientRow = (row - top) * SIDE - left;
      for (int column = firstColumn; column < lastColumn; column++) {
        int i = at + column;
        float upper = next[i] + fx * (next[i + 1] - next[i]);
        int j = i + after.width();
        float lower = next[j] + fx * (next[j + 1] - next[j]);
        float moved = upper + fy * (lower - upper);
        float off = own[ownRow + column] - moved;
        bx += gradientsX[gradientRow + column] * off;
        by += gradientsY[gradientRow + column] * off;
      }
    }
    double xx = across + NOISE;
    double yy = along + NOISE;
    double determinant = xx * yy - both * both;
    right += limited((yy * bx - both * by) / determinant);
    down += limited((xx * by - both * bx) / determinant);
    return true;
  }

  private static double limited(double step) {
    return Math.max(-2, Math.min(2, step));
  }

  int left() {
    return left;
  }

  int top() {
    return top;
  }

  /** Its middle, seen from the middle of the picture, in picture widths. */
  double x() {
    return x;
  }

  double y() {
    return y;
  }

  /** How far it moves, in picture widths. */
  double right() {
    return right / before.width();
  }

  double down() {
    return down / before.width();
  }

  /** The gradients' scatter, of which the larger diagonal is at most 1; near 0 in an even area. */
  double weightAcross() {
    return across / scale();
  }

  double weightAlong() {
    return along / scale();
  }

  double weightBoth() {
    return both / scale();
  }

  private double scale() {
    return across + along + NOISE;
  }

  /**
   * 0 where nothing can be followed in both directions, to 1: the lesser gradient against noise.
   */
  double confidence() {
    double half = (across + along) / 2;
    double root = Math.sqrt(Math.max(0, (across - along) * (across - along) / 4 + both * both));
    double least = Math.max(0, half - root);
    return least / (least + 2 * NOISE);
  }
}
