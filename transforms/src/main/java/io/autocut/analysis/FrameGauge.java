package io.autocut.analysis;

import static org.bytedeco.opencv.global.opencv_core.CV_16S;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.absdiff;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_core.sumElems;
import static org.bytedeco.opencv.global.opencv_imgproc.Laplacian;

import java.nio.DoubleBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Measures a run of small grey pictures, one after the other.
 *
 * <p>Only whole-number operations of OpenCV are used; their sums are exact in a double, so the
 * result does not depend on the machine's vector unit. Not safe for several threads; holds native
 * memory until it is closed.
 */
final class FrameGauge implements AutoCloseable {
  private static final int BINS = 32;
  private static final int BIN_WIDTH = 256 / BINS;
  private static final int NEARLY_BLACK = 8;
  private static final int NEARLY_WHITE = 247;

  private final int pixels;
  private final Mat laplacian = new Mat();
  private final Mat difference = new Mat();
  private final Mat mean = new Mat();
  private final Mat deviation = new Mat();
  private Mat current;
  private Mat previous;
  private int[] previousHistogram = new int[BINS];
  private boolean first = true;

  FrameGauge(int width, int height) {
    this.pixels = width * height;
    this.current = new Mat(height, width, CV_8UC1);
    this.previous = new Mat(height, width, CV_8UC1);
  }

  /** Measures the next picture: {@code grey} holds its pixels row by row. */
  FrameMeasures measure(byte[] grey) {
    current.data().put(grey, 0, pixels);
    int[] histogram = new int[BINS];
    int clipped = 0;
    for (int i = 0; i < pixels; i++) {
      int level = grey[i] & 0xff;
      histogram[level / BIN_WIDTH]++;
      if (level <= NEARLY_BLACK || level >= NEARLY_WHITE) {
        clipped++;
      }
    }
    Laplacian(current, laplacian, CV_16S);
    meanStdDev(laplacian, mean, deviation);
    double detail = scalar(deviation);
    meanStdDev(current, mean, deviation);
    FrameMeasures measures =
        new FrameMeasures(
            Math.round(detail * detail),
            (int) Math.round(scalar(mean)),
            (int) Math.round(scalar(deviation)),
            permille(clipped),
            first ? 0 : change(),
            first ? 0 : histogramShift(histogram));
    remember(histogram);
    return measures;
  }

  private int change() {
    absdiff(current, previous, difference);
    return (int) Math.round(sumElems(difference).get(0) * 100 / pixels);
  }

  private int histogramShift(int[] histogram) {
    int moved = 0;
    for (int bin = 0; bin < BINS; bin++) {
      moved += Math.abs(histogram[bin] - previousHistogram[bin]);
    }
    return permille(moved / 2);
  }

  private void remember(int[] histogram) {
    Mat swapped = previous;
    previous = current;
    current = swapped;
    previousHistogram = histogram;
    first = false;
  }

  private int permille(int count) {
    return (int) (1000L * count / pixels);
  }

  private static double scalar(Mat oneByOne) {
    DoubleBuffer values = oneByOne.createBuffer();
    return values.get(0);
  }

  @Override
  public void close() {
    for (Mat mat : new Mat[] {laplacian, difference, mean, deviation, current, previous}) {
      mat.close();
    }
  }
}
