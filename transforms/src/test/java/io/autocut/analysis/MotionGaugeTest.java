package io.autocut.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MotionGaugeTest {
  private static final DoubleBinaryOperator TEXTURE = Painted.texture(1);

  @ParameterizedTest
  @CsvSource({"0, 0", "0.001, 0", "0, -0.004", "0.02, 0.01", "-0.05, 0.03", "0.11, 0"})
  void moveOfTheCameraIsFoundToAFractionOfAPixel(double right, double down) {
    MotionGauge.Motion motion = between(TEXTURE, Painted.moved(TEXTURE, right, down), 640);

    assertThat(motion.camera().right()).isCloseTo(right, within(0.0006));
    assertThat(motion.camera().down()).isCloseTo(down, within(0.0006));
    assertThat(motion.camera().zoom()).isCloseTo(0, within(0.002));
    assertThat(motion.own()).isLessThan(0.001);
    assertThat(motion.agreement()).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @CsvSource({"320", "480", "640"})
  void moveIsTheSameWhateverTheSizeOfThePicture(int width) {
    MotionGauge.Motion motion = between(TEXTURE, Painted.moved(TEXTURE, 0.02, -0.01), width);

    assertThat(motion.camera().right()).isCloseTo(0.02, within(0.0006));
    assertThat(motion.camera().down()).isCloseTo(-0.01, within(0.0006));
  }

  @ParameterizedTest
  @CsvSource({"0.01", "-0.01", "0.03"})
  void zoomIsFound(double growth) {
    MotionGauge.Motion motion = between(TEXTURE, Painted.zoomed(TEXTURE, growth), 640);

    assertThat(motion.camera().zoom()).isCloseTo(growth, within(0.003));
    assertThat(motion.camera().right()).isCloseTo(0, within(0.001));
  }

  @Test
  void whatMovesInFrontOfAStandingCameraIsNotTheCamera() {
    DoubleBinaryOperator other = Painted.texture(2);
    MotionGauge.Motion motion =
        between(withSubject(other, 0), withSubject(Painted.moved(other, 0.02, 0), 0.02), 640);

    assertThat(motion.camera().right()).isCloseTo(0, within(0.001));
    assertThat(motion.own()).isBetween(0.0005, 0.01);
  }

  @Test
  void pictureTooSmallForABlockMovesNowhere() {
    Pyramid small = Pyramid.of(Painted.picture(24, TEXTURE));

    assertThat(MotionGauge.between(small, small)).isEqualTo(MotionGauge.Motion.NONE);
  }

  private static DoubleBinaryOperator withSubject(DoubleBinaryOperator subject, double right) {
    return (x, y) ->
        Math.abs(x - right) < 0.12 && Math.abs(y) < 0.12
            ? subject.applyAsDouble(x, y)
            : TEXTURE.applyAsDouble(x, y);
  }

  private static MotionGauge.Motion between(
      DoubleBinaryOperator before, DoubleBinaryOperator after, int width) {
    return MotionGauge.between(
        Pyramid.of(Painted.picture(width, before)), Pyramid.of(Painted.picture(width, after)));
  }
}
