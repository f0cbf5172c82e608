package io.autocut.analysis;

/**
 * How the grey levels of a picture are spread, on the full scale: 0 is black, 255 white.
 *
 * @param mean mean level
 * @param low level that one pixel in twenty is darker than
 * @param high level that one pixel in twenty is brighter than
 * @param deviation standard deviation
 * @param crushed share of pixels that are black
 * @param burnt share of pixels that are white
 */
record Tones(double mean, double low, double high, double deviation, double crushed, double burnt) {
  private static final int BLACK = 16;
  private static final int WHITE = 235;

  /** Of a byte of luma in video range. */
  static double fullScale(double luma) {
    return Math.max(0, Math.min(255, (luma - BLACK) * 255 / (WHITE - BLACK)));
  }

  static Tones of(Picture picture) {
    int[] histogram = new int[256];
    for (byte level : picture.luma()) {
      histogram[level & 0xff]++;
    }
    double pixels = picture.luma().length;
    double sum = 0;
    double squares = 0;
    int crushed = 0;
    int burnt = 0;
    for (int level = 0; level < histogram.length; level++) {
      double shown = fullScale(level);
      sum += histogram[level] * shown;
      squares += histogram[level] * shown * shown;
      crushed += level <= BLACK + 2 ? histogram[level] : 0;
      burnt += level >= WHITE - 2 ? histogram[level] : 0;
    }
    double mean = sum / pixels;
    return new Tones(
        mean,
        fullScale(percentile(histogram, picture.luma().length / 20)),
        fullScale(percentile(histogram, picture.luma().length - picture.luma().length / 20)),
        Math.sqrt(Math.max(0, squares / pixels - mean * mean)),
        crushed / pixels,
        burnt / pixels);
  }

  private static int percentile(int[] histogram, int rank) {
    int seen = 0;
    for (int level = 0; level < histogram.length; level++) {
      seen += histogram[level];
      if (seen > rank) {
        return level;
      }
    }
    return 255;
  }
}
