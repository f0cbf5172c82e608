package io.autocut.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShotDetectorTest {
  private static final FrameMeasures STILL = frame(100, 10);
  private static final FrameMeasures CUT = frame(6_000, 600);

  private final ShotDetector detector = new ShotDetector();

  @Test
  void pictureThatDiffersInAllIsACut() {
    assertThat(detector.cuts(run(STILL, STILL, STILL, CUT, STILL, STILL))).containsExactly(3);
  }

  @Test
  void severalCutsRise() {
    assertThat(
            detector.cuts(
                run(
                    STILL, STILL, STILL, CUT, STILL, STILL, STILL, STILL, STILL, STILL, CUT,
                    STILL)))
        .containsExactly(3, 10);
  }

  @Test
  void panIsNoCut() {
    FrameMeasures pan = frame(5_000, 120);

    assertThat(detector.cuts(run(STILL, STILL, pan, pan, pan, pan, STILL))).isEmpty();
  }

  @Test
  void fadeIsNoCut() {
    FrameMeasures fade = frame(1_500, 400);

    assertThat(detector.cuts(run(STILL, fade, fade, fade, fade, fade, STILL))).isEmpty();
  }

  @Test
  void flashAfterFlashIsNoCut() {
    FrameMeasures flash = frame(9_000, 900);

    assertThat(detector.cuts(run(STILL, flash, flash, flash, flash, flash, STILL))).isEmpty();
  }

  @Test
  void wildMovementIsNoCut() {
    assertThat(detector.cuts(run(STILL, CUT, CUT, CUT, CUT, CUT, CUT))).isEmpty();
  }

  @Test
  void firstPictureIsNeverACut() {
    assertThat(detector.cuts(run(CUT, STILL, STILL))).isEmpty();
    assertThat(detector.cuts(run(CUT))).isEmpty();
    assertThat(detector.cuts(List.of())).isEmpty();
  }

  private static List<FrameMeasures> run(FrameMeasures... frames) {
    return new ArrayList<>(List.of(frames));
  }

  private static FrameMeasures frame(int change, int shift) {
    return new FrameMeasures(500, 118, 40, 0, change, shift);
  }
}
