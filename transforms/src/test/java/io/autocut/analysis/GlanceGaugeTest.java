package io.autocut.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autocut.schemas.Timebase;
import io.autocut.schemas.Veto;
import io.autocut.testing.TestAnalysis;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlanceGaugeTest {
  private static final DoubleBinaryOperator TEXTURE = Painted.texture(3);
  private static final Timebase THIRTIETHS = new Timebase(1, 30);

  private final GlanceGauge gauge = GlanceGauge.of(TestAnalysis.of("a").video());

  @Test
  void blurLowersSharpnessStepByStep() {
    double sharp = score(Painted.picture(640, TEXTURE), Score.SHARPNESS);
    double soft = score(blurred(1), Score.SHARPNESS);
    double softer = score(blurred(4), Score.SHARPNESS);

    assertThat(sharp).isGreaterThan(soft + 0.02);
    assertThat(soft).isGreaterThan(softer + 0.05);
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 5, 10})
  void noiseLowersCleannessAndIsNoSharpness(double deviation) {
    Picture clean = blurred(4);
    Picture noisy = Painted.noisy(clean, deviation, 1);

    assertThat(score(noisy, Score.CLEANNESS)).isLessThan(score(clean, Score.CLEANNESS) - 0.1);
    assertThat(score(noisy, Score.SHARPNESS)).isLessThan(score(clean, Score.SHARPNESS) + 0.03);
    assertThat(quality(noisy)).isLessThan(quality(clean));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "4", "8"})
  void noiseIsMeasuredAsItIs(double deviation) {
    Picture noisy = Painted.noisy(Painted.picture(640, (x, y) -> 120 + 60 * x), deviation, 2);

    assertThat(NoiseFloor.of(noisy)).isCloseTo(deviation, within(0.2 * deviation));
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 400, 480})
  void smallerPictureOfTheSameScoresAboutTheSame(int width) {
    DoubleBinaryOperator soft = Painted.texture(3, 5);
    ScoreCard small = card(Painted.picture(width, soft));
    ScoreCard large = card(Painted.picture(640, soft));

    for (Score score : List.of(Score.SHARPNESS, Score.EXPOSURE, Score.CONTRAST, Score.COLOUR)) {
      assertThat(small.get(score)).as("%s", score).isCloseTo(large.get(score), within(0.06));
    }
  }

  @Test
  void darkAndBurntPicturesAreExposedBadly() {
    double good = score(Painted.picture(640, TEXTURE), Score.EXPOSURE);

    assertThat(score(level(0.3, 0), Score.EXPOSURE)).isLessThan(good - 0.2);
    assertThat(score(level(2, 0), Score.EXPOSURE)).isLessThan(good - 0.2);
    assertThat(quality(level(0.3, 0))).isLessThan(quality(Painted.picture(640, TEXTURE)));
  }

  @Test
  void evenPanIsSteadyAndRandomJitterIsNot() {
    ScoreCard pan = card(moving(i -> 0.01 * i));
    ScoreCard shaken = card(moving(i -> 0.01 * (i % 2)));
    ScoreCard tripod = card(moving(i -> 0));

    assertThat(pan.get(Score.STEADINESS)).isGreaterThan(0.9);
    assertThat(shaken.get(Score.STEADINESS)).isLessThan(0.4);
    assertThat(tripod.get(Score.MOTION)).isLessThan(0.05);
    assertThat(pan.get(Score.MOTION)).isGreaterThan(0.4);
    assertThat(pan.get(Score.SUBJECT_MOTION)).isLessThan(0.3);
  }

  @ParameterizedTest
  @CsvSource({"16, BLACK", "235, WHITE", "40, COVERED"})
  void pictureOfOneLevelIsVetoed(int level, Veto veto) {
    GlanceMeasures measures = measure(Painted.picture(640, (x, y) -> level));

    assertThat(LookScores.vetoes(measures.looks().get(0))).containsExactly(veto);
  }

  @Test
  void coveredLensIsVetoedThroughItsNoise() {
    Picture covered = Painted.noisy(Painted.picture(640, (x, y) -> 30 + 4 * x), 5, 4);

    assertThat(LookScores.vetoes(measure(covered).looks().get(0))).containsExactly(Veto.COVERED);
  }

  @Test
  void pictureOutOfFocusIsVetoedAndASharpOneIsNot() {
    DoubleBinaryOperator coarse = Painted.texture(3, 2);
    Picture unfocused = Painted.picture(640, (x, y) -> 60 + 0.5 * coarse.applyAsDouble(x, y));

    assertThat(LookScores.vetoes(measure(unfocused).looks().get(0))).containsExactly(Veto.BLURRED);
    assertThat(LookScores.vetoes(measure(Painted.picture(640, TEXTURE)).looks().get(0))).isEmpty();
  }

  @Test
  void hashStaysOverSizeBlurAndBrightnessAndDiffersForAnotherPicture() {
    long hash = hash(Painted.picture(640, TEXTURE));

    assertThat(distance(hash, hash(Painted.picture(400, TEXTURE)))).isLessThan(6);
    assertThat(distance(hash, hash(blurred(1)))).isLessThan(8);
    assertThat(distance(hash, hash(level(0.6, 20)))).isLessThan(8);
    assertThat(distance(hash, hash(Painted.picture(640, Painted.texture(9))))).isGreaterThan(16);
  }

  @Test
  void hashIsThatOfThePictureUpright() {
    Plane upright = Plane.ofLuma(Painted.picture(640, TEXTURE), 160);

    for (int turn : new int[] {90, 180, 270}) {
      Plane coded = upright.turned(360 - turn);
      assertThat(distance(PictureHash.of(coded.turned(turn)), PictureHash.of(upright))).isZero();
      assertThat(distance(PictureHash.of(coded), PictureHash.of(upright))).isGreaterThan(12);
    }
  }

  @Test
  void sameGlanceIsMeasuredAlike() {
    Picture[] pictures = moving(i -> 0.003 * i);

    assertThat(measure(pictures)).isEqualTo(measure(pictures));
  }

  private static Picture blurred(int radius) {
    return Painted.blurred(Painted.picture(640, TEXTURE), radius);
  }

  private static Picture level(double gain, double lift) {
    return Painted.picture(640, (x, y) -> 16 + lift + gain * (TEXTURE.applyAsDouble(x, y) - 16));
  }

  private static Picture[] moving(java.util.function.IntToDoubleFunction right) {
    return IntStream.range(0, 10)
        .mapToObj(i -> Painted.picture(640, Painted.moved(TEXTURE, right.applyAsDouble(i), 0)))
        .map(picture -> Painted.noisy(picture, 0.7, Arrays.hashCode(picture.luma())))
        .toArray(Picture[]::new);
  }

  private double score(Picture picture, Score score) {
    return card(picture).get(score);
  }

  private double quality(Picture picture) {
    return card(picture).quality();
  }

  private ScoreCard card(Picture... pictures) {
    return Sight.of(measure(pictures), 0, 100, THIRTIETHS).orElseThrow().card();
  }

  private GlanceMeasures measure(Picture... pictures) {
    return gauge.measure(
        Painted.glance(0, pictures),
        (look, picture, rotation) -> FaceFinder.find(picture, rotation));
  }

  private static long hash(Picture picture) {
    return PictureHash.of(Plane.ofLuma(picture, 160));
  }

  private static int distance(long one, long other) {
    return Long.bitCount(one ^ other);
  }
}
