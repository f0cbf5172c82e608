package io.autocut.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.MomentScores;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MomentScorerTest {
  private final MomentScorer scorer = new MomentScorer();

  @Property
  void everyScoreIsFromZeroToOneInThousandths(
      @ForAll @LongRange(min = 0, max = 1_000_000) long laplacian,
      @ForAll @IntRange(min = 0, max = 255) int mean,
      @ForAll @IntRange(min = 0, max = 128) int deviation,
      @ForAll @IntRange(min = 0, max = 1000) int clipped,
      @ForAll @IntRange(min = 0, max = 25_500) int change) {
    MomentScores scores =
        scorer.score(List.of(new FrameMeasures(laplacian, mean, deviation, clipped, change, 0)));

    assertThat(
            List.of(
                scores.getSharpness(),
                scores.getExposure(),
                scores.getMotion(),
                scores.getContrast()))
        .allSatisfy(
            score -> {
              assertThat(score).isBetween(0.0, 1.0);
              assertThat(score * 1000).isCloseTo(Math.round(score * 1000), within());
            });
  }

  @Test
  void sharperPicturesScoreHigher() {
    assertThat(sharp(250).getSharpness()).isEqualTo(0.5);
    assertThat(sharp(0).getSharpness()).isZero();
    assertThat(sharp(1000).getSharpness()).isGreaterThan(sharp(500).getSharpness());
  }

  @Test
  void middleGreyIsExposedBestAndClippingCosts() {
    assertThat(exposed(118, 0)).isEqualTo(1.0);
    assertThat(exposed(0, 0)).isZero();
    assertThat(exposed(255, 0)).isZero();
    assertThat(exposed(118, 250)).isEqualTo(0.75);
  }

  @Test
  void standingStillIsNoMotion() {
    assertThat(moving(0)).isZero();
    assertThat(moving(600)).isEqualTo(0.5);
  }

  @Test
  void scoreOfAMomentIsTheMeanOfItsPictures() {
    MomentScores scores =
        scorer.score(
            List.of(
                new FrameMeasures(0, 118, 64, 0, 0, 0), new FrameMeasures(250, 118, 0, 0, 600, 0)));

    assertThat(scores.getSharpness()).isEqualTo(0.25);
    assertThat(scores.getMotion()).isEqualTo(0.25);
    assertThat(scores.getContrast()).isEqualTo(0.5);
  }

  private MomentScores sharp(long laplacian) {
    return scorer.score(List.of(new FrameMeasures(laplacian, 118, 40, 0, 0, 0)));
  }

  private double exposed(int mean, int clipped) {
    return scorer.score(List.of(new FrameMeasures(0, mean, 0, clipped, 0, 0))).getExposure();
  }

  private double moving(int change) {
    return scorer.score(List.of(new FrameMeasures(0, 118, 0, 0, change, 0))).getMotion();
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }
}
