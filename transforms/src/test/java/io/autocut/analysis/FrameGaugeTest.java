package io.autocut.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameGaugeTest {
  private static final int SIDE = 16;

  @Test
  void evenPictureHasNoDetailAndNoContrast() {
    try (FrameGauge gauge = new FrameGauge(SIDE, SIDE)) {
      assertThat(gauge.measure(even(100))).isEqualTo(new FrameMeasures(0, 100, 0, 0, 0, 0));
    }
  }

  @Test
  void blackAndWhitePixelsAreClipped() {
    byte[] picture = even(100);
    Arrays.fill(picture, 0, 64, (byte) 8);
    Arrays.fill(picture, 64, 128, (byte) 247);
    Arrays.fill(picture, 128, 160, (byte) 9);

    try (FrameGauge gauge = new FrameGauge(SIDE, SIDE)) {
      assertThat(gauge.measure(picture).clippedPermille()).isEqualTo(500);
    }
  }

  @Test
  void halfBlackHalfWhiteIsExact() {
    byte[] picture = even(0);
    Arrays.fill(picture, 0, SIDE * SIDE / 2, (byte) 200);

    try (FrameGauge gauge = new FrameGauge(SIDE, SIDE)) {
      FrameMeasures measures = gauge.measure(picture);

      assertThat(measures.mean()).isEqualTo(100);
      assertThat(measures.deviation()).isEqualTo(100);
      // Two of sixteen rows differ from a neighbour, by 200 each: variance 200² / 8.
      assertThat(measures.laplacianVariance()).isEqualTo(5_000);
    }
  }

  @Test
  void changeIsTheMeanDifferenceToThePictureBefore() {
    byte[] brighter = even(100);
    Arrays.fill(brighter, 0, 64, (byte) 140);

    try (FrameGauge gauge = new FrameGauge(SIDE, SIDE)) {
      gauge.measure(even(100));
      FrameMeasures measures = gauge.measure(brighter);

      assertThat(measures.change()).isEqualTo(1_000);
      assertThat(measures.histogramShiftPermille()).isEqualTo(250);
      assertThat(gauge.measure(brighter).change()).isZero();
    }
  }

  @Test
  void movementLeavesTheHistogramAsItIs() {
    byte[] left = even(0);
    byte[] right = even(0);
    for (int row = 0; row < SIDE; row++) {
      left[row * SIDE] = (byte) 255;
      right[row * SIDE + 1] = (byte) 255;
    }

    try (FrameGauge gauge = new FrameGauge(SIDE, SIDE)) {
      gauge.measure(left);
      FrameMeasures measures = gauge.measure(right);

      assertThat(measures.change()).isEqualTo(3_188);
      assertThat(measures.histogramShiftPermille()).isZero();
    }
  }

  private static byte[] even(int level) {
    byte[] picture = new byte[SIDE * SIDE];
    Arrays.fill(picture, (byte) level);
    return picture;
  }
}
