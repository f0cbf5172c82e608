package io.autocut.analysis;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A small grey picture of which nothing is rounded: levels from 0 to 255, rows from the top.
 *
 * <p>Reduced by averaging over areas, so that a picture of any size comes to the same one and noise
 * averages out. Its levels are its own and are not to be changed.
 */
record Plane(int width, int height, float[] levels) {
  Plane {
    checkArgument(width > 0 && height > 0, "a plane of %sx%s", width, height);
    checkArgument(levels.length == width * height, "%s levels", levels.length);
  }

  /** The luma of {@code picture}, its long side reduced to {@code longSide}, never enlarged. */
  static Plane ofLuma(Picture picture, int longSide) {
    byte[] luma = picture.luma();
    int sourceWidth = picture.width();
    if (Math.max(sourceWidth, picture.height()) == 2 * longSide) {
      return halved(luma, sourceWidth, picture.height());
    }
    return reduced(
        sourceWidth,
        picture.height(),
        longSide,
        (row, levels) -> {
          for (int x = 0; x < sourceWidth; x++) {
            levels[x] = luma[row * sourceWidth + x] & 0xff;
          }
        });
  }

  /** As averaging does it, only quicker: most pictures are just twice as large. Both sides even. */
  private static Plane halved(byte[] luma, int width, int height) {
    float[] levels = new float[luma.length / 4];
    int at = 0;
    for (int row = 0; row < height; row += 2) {
      int upper = row * width;
      for (int i = upper; i < upper + width; i += 2) {
        int sum =
            (luma[i] & 0xff)
                + (luma[i + 1] & 0xff)
                + (luma[i + width] & 0xff)
                + (luma[i + width + 1] & 0xff);
        levels[at++] = sum / 4f;
      }
    }
    return new Plane(width / 2, height / 2, levels);
  }

  /** The same picture with its long side reduced to {@code longSide}, never enlarged. */
  Plane reducedTo(int longSide) {
    if (Math.max(width, height) <= longSide) {
      return this;
    }
    if (Math.max(width, height) == 2 * longSide && width % 2 == 0 && height % 2 == 0) {
      return halved();
    }
    return reduced(
        width,
        height,
        longSide,
        (row, into) -> System.arraycopy(levels, row * width, into, 0, width));
  }

  private Plane halved() {
    float[] half = new float[levels.length / 4];
    int at = 0;
    for (int row = 0; row < height; row += 2) {
      int upper = row * width;
      for (int i = upper; i < upper + width; i += 2) {
        half[at++] = (levels[i] + levels[i + 1] + levels[i + width] + levels[i + width + 1]) / 4;
      }
    }
    return new Plane(width / 2, height / 2, half);
  }

  /** Averaged to exactly this size. */
  Plane squeezedTo(int newWidth, int newHeight) {
    return averaged(
        width,
        height,
        newWidth,
        newHeight,
        (row, into) -> System.arraycopy(levels, row * width, into, 0, width));
  }

  /** Turned clockwise by 0, 90, 180 or 270 degrees. */
  Plane turned(int degrees) {
    if (degrees == 0) {
      return this;
    }
    boolean sideways = degrees % 180 != 0;
    int newWidth = sideways ? height : width;
    int newHeight = sideways ? width : height;
    float[] turned = new float[levels.length];
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        int from =
            switch (degrees) {
              case 90 -> (height - 1 - x) * width + y;
              case 180 -> (height - 1 - y) * width + width - 1 - x;
              case 270 -> x * width + width - 1 - y;
              default -> throw new IllegalArgumentException("no quarter turn: " + degrees);
            };
        turned[y * newWidth + x] = levels[from];
      }
    }
    return new Plane(newWidth, newHeight, turned);
  }

  float at(int x, int y) {
    return levels[y * width + x];
  }

  private interface Rows {
    void read(int row, float[] levels);
  }

  private static Plane reduced(int width, int height, int longSide, Rows rows) {
    int longest = Math.max(width, height);
    if (longest <= longSide) {
      return averaged(width, height, width, height, rows);
    }
    return averaged(
        width,
        height,
        Math.max(1, (int) ((2L * width * longSide + longest) / (2L * longest))),
        Math.max(1, (int) ((2L * height * longSide + longest) / (2L * longest))),
        rows);
  }

  private static Plane averaged(int width, int height, int newWidth, int newHeight, Rows rows) {
    float[] levels = new float[newWidth * newHeight];
    float[] row = new float[width];
    float[] narrow = new float[newWidth];
    for (int y = 0; y < height; y++) {
      rows.read(y, row);
      narrow(row, narrow);
      // Row y covers [y, y + 1) * newHeight of the source's height in units of one source row.
      long from = (long) y * newHeight;
      long to = from + newHeight;
      for (long at = from; at < to; ) {
        int target = (int) (at / height);
        long end = Math.min(to, (target + 1L) * height);
        float share = (float) (end - at) / height;
        int offset = target * newWidth;
        for (int x = 0; x < newWidth; x++) {
          levels[offset + x] += share * narrow[x];
        }
        at = end;
      }
    }
    return new Plane(newWidth, newHeight, levels);
  }

  private static void narrow(float[] row, float[] narrow) {
    int width = row.length;
    int newWidth = narrow.length;
    if (width % newWidth == 0) {
      int ratio = width / newWidth;
      for (int x = 0; x < newWidth; x++) {
        float sum = 0;
        for (int i = x * ratio; i < (x + 1) * ratio; i++) {
          sum += row[i];
        }
        narrow[x] = sum / ratio;
      }
      return;
    }
    for (int x = 0; x < newWidth; x++) {
      double from = (double) x * width / newWidth;
      double to = (double) (x + 1) * width / newWidth;
      double sum = 0;
      for (int i = (int) from; i < width && i < to; i++) {
        sum += row[i] * (Math.min(to, i + 1.0) - Math.max(from, i));
      }
      narrow[x] = (float) (sum / (to - from));
    }
  }
}
