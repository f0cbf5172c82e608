package io.autocut.analysis;

import io.autocut.schemas.Tint;

/**
 * The colours of a picture.
 *
 * @param colourfulness the measure M3 of Hasler and Suesstrunk (SPIE 5007, 2003): 0 for grey, about
 *     33 moderately, 109 extremely colourful; taken over every other row
 * @param tint the mean
 */
record Colours(double colourfulness, Tint tint) {
  private static final double CHROMA_SCALE = 255.0 / 224;

  static Colours of(Picture picture) {
    int width = picture.width() / 2;
    int height = picture.height() / 2;
    int pixels = (height + 1) / 2 * width;
    double[] sums = new double[7];
    for (int y = 0; y < height; y += 2) {
      for (int x = 0; x < width; x++) {
        int luma = luma(picture, x, y);
        int at = y * width + x;
        add(luma, picture.blue()[at] & 0xff, picture.red()[at] & 0xff, sums);
      }
    }
    double redGreen = sums[0] / pixels;
    double yellowBlue = sums[2] / pixels;
    double spread =
        Math.max(0, sums[1] / pixels - redGreen * redGreen)
            + Math.max(0, sums[3] / pixels - yellowBlue * yellowBlue);
    double mean = redGreen * redGreen + yellowBlue * yellowBlue;
    return new Colours(
        Math.sqrt(spread) + 0.3 * Math.sqrt(mean),
        new Tint(
            (int) Math.round(Tones.fullScale(sums[4] / pixels / 4)),
            level(128 + (sums[5] / pixels - 128) * CHROMA_SCALE),
            level(128 + (sums[6] / pixels - 128) * CHROMA_SCALE)));
  }

  /** Sum of the four pixels' luma that share a colour. */
  private static int luma(Picture picture, int x, int y) {
    byte[] luma = picture.luma();
    int at = 2 * y * picture.width() + 2 * x;
    int below = at + picture.width();
    return (luma[at] & 0xff)
        + (luma[at + 1] & 0xff)
        + (luma[below] & 0xff)
        + (luma[below + 1] & 0xff);
  }

  private static void add(int luma, int blue, int red, double[] sums) {
    double grey = (luma / 4.0 - 16) * 255 / 219;
    double cb = (blue - 128) * CHROMA_SCALE;
    double cr = (red - 128) * CHROMA_SCALE;
    double r = limited(grey + 1.402 * cr);
    double g = limited(grey - 0.344136 * cb - 0.714136 * cr);
    double b = limited(grey + 1.772 * cb);
    double redGreen = r - g;
    double yellowBlue = (r + g) / 2 - b;
    sums[0] += redGreen;
    sums[1] += redGreen * redGreen;
    sums[2] += yellowBlue;
    sums[3] += yellowBlue * yellowBlue;
    sums[4] += luma;
    sums[5] += blue;
    sums[6] += red;
  }

  private static double limited(double level) {
    return Math.max(0, Math.min(255, level));
  }

  private static int level(double value) {
    return (int) Math.round(limited(value));
  }
}
