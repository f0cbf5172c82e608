package io.autocut.analysis;

/**
 * What a picture shows, roughly: mean luma and colour of some 900 cells. Pictures of one clip give
 * the same cells whatever size they were scaled to; noise is averaged away.
 *
 * <p>The arrays are its own and are not to be changed.
 */
final class Thumbnail {
  /** Cells along the longer side. */
  static final int LONG_SIDE = 40;

  private static final double EVEN_CONTRAST = 40;

  private final int columns;
  private final int rows;

  /** Means times this are whole numbers. */
  static final int FINENESS = 16;

  private final int[] luma;
  private final int[] blue;
  private final int[] red;

  private Thumbnail(int columns, int rows, int[] luma, int[] blue, int[] red) {
    this.columns = columns;
    this.rows = rows;
    this.luma = luma;
    this.blue = blue;
    this.red = red;
  }

  static Thumbnail of(Picture picture) {
    int columns = cells(picture.width(), picture.height());
    int rows = cells(picture.height(), picture.width());
    int width = picture.width();
    int height = picture.height();
    return new Thumbnail(
        columns,
        rows,
        means(picture.luma(), width, height, columns, rows),
        means(picture.blue(), width / 2, height / 2, columns, rows),
        means(picture.red(), width / 2, height / 2, columns, rows));
  }

  /** At least one pixel of colour, which is two of luma, to a cell. */
  private static int cells(int own, int other) {
    long even = own >= other ? LONG_SIDE : Math.round((double) LONG_SIDE * own / other);
    return (int) Math.max(1, Math.min(even, own / 2));
  }

  private static int[] means(byte[] plane, int width, int height, int columns, int rows) {
    int[] means = new int[columns * rows];
    for (int row = 0; row < rows; row++) {
      int top = row * height / rows;
      int bottom = (row + 1) * height / rows;
      for (int column = 0; column < columns; column++) {
        int left = column * width / columns;
        int right = (column + 1) * width / columns;
        int sum = 0;
        for (int y = top; y < bottom; y++) {
          for (int x = left; x < right; x++) {
            sum += plane[y * width + x] & 0xff;
          }
        }
        means[row * columns + column] = sum * FINENESS / ((bottom - top) * (right - left));
      }
    }
    return means;
  }

  /** The same picture with middling brightness and contrast. */
  Thumbnail evened() {
    double brightness = brightness() * FINENESS;
    double gain = EVEN_CONTRAST / Math.max(1, contrast());
    int[] even = new int[luma.length];
    for (int cell = 0; cell < even.length; cell++) {
      even[cell] = (int) Math.rint((luma[cell] - brightness) * gain);
    }
    return new Thumbnail(columns, rows, even, blue, red);
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  /** Mean luma of the cells, row by row; unit: 1/{@link #FINENESS} grey level. */
  int[] luma() {
    return luma;
  }

  int[] blue() {
    return blue;
  }

  int[] red() {
    return red;
  }

  /** Mean luma in grey levels. */
  double brightness() {
    long sum = 0;
    for (int cell : luma) {
      sum += cell;
    }
    return (double) sum / luma.length / FINENESS;
  }

  /** Standard deviation of the cells' luma in grey levels. */
  double contrast() {
    long sum = 0;
    long squares = 0;
    for (int cell : luma) {
      sum += cell;
      squares += (long) cell * cell;
    }
    double mean = (double) sum / luma.length;
    return Math.sqrt(Math.max(0, (double) squares / luma.length - mean * mean)) / FINENESS;
  }
}
