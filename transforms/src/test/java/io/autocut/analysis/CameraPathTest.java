package io.autocut.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autocut.schemas.CameraMove;
import io.autocut.schemas.Timebase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraPathTest {
  private static final Timebase THIRTIETHS = new Timebase(1, 30);

  @ParameterizedTest
  @CsvSource({
    "-0.01, 0, 0, 0, RIGHT",
    "0.01, 0, 0, 0, LEFT",
    "0, 0.01, 0, 0, UP",
    "0, -0.01, 0, 0, DOWN",
    "0, 0, 0.02, 0, IN",
    "0, 0, -0.02, 0, OUT",
    "0.0002, 0, 0, 0, STILL",
    "0.01, 0, 0, 90, UP",
    "0, 0.01, 0, 90, RIGHT",
    "0.01, 0, 0, 180, RIGHT",
    "0.01, 0, 0, 270, DOWN",
  })
  void cameraGoesAgainstTheContentInThePictureAsShown(
      double right, double down, double zoom, int rotation, CameraMove move) {
    CameraPath path = path(i -> right, i -> down, i -> zoom);

    assertThat(path.move(rotation)).isEqualTo(move);
  }

  @Test
  void speedIsInPictureWidthsASecond() {
    assertThat(path(i -> 0.01, i -> 0, i -> 0).right()).isCloseTo(0.3, within(1e-9));
  }

  @Test
  void evenOrEvenlyQuickeningPanIsSteady() {
    assertThat(path(i -> 0.01, i -> 0, i -> 0).jitter()).isCloseTo(0, within(1e-9));
    assertThat(path(i -> 0.002 * i, i -> 0, i -> 0).jitter()).isCloseTo(0, within(1e-9));
  }

  @Test
  void toAndFroIsJitter() {
    assertThat(path(i -> i % 2 == 0 ? 0.01 : -0.01, i -> 0, i -> 0).jitter()).isGreaterThan(0.25);
  }

  @Test
  void frameShownTwiceIsNoStop() {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      boolean repeated = i % 3 == 1;
      steps.add(step(i, repeated ? 0 : 1, repeated ? 0 : i % 3 == 2 ? 0.02 : 0.01, 0, 0));
    }

    CameraPath path = CameraPath.of(steps, THIRTIETHS);

    assertThat(path.jitter()).isCloseTo(0, within(1e-9));
    assertThat(path.right()).isCloseTo(0.3, within(1e-9));
  }

  @Test
  void withoutAnythingToFollowNothingIsSaid() {
    assertThat(CameraPath.NONE.move(0)).isEqualTo(CameraMove.UNKNOWN);
    assertThat(CameraPath.of(List.of(), THIRTIETHS)).isEqualTo(CameraPath.NONE);
  }

  private static CameraPath path(
      IntToDoubleFunction right, IntToDoubleFunction down, IntToDoubleFunction zoom) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      steps.add(step(i, 1, right.applyAsDouble(i), down.applyAsDouble(i), zoom.applyAsDouble(i)));
    }
    return CameraPath.of(steps, THIRTIETHS);
  }

  private static Step step(int pts, double differing, double right, double down, double zoom) {
    return new Step(
        pts,
        pts + 1,
        differing,
        new MotionGauge.Motion(
            new CameraShift(right, down, zoom, 0), 0, 1, MotionGauge.Place.MIDDLE));
  }
}
