package io.autocut.runners.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Cases that can be counted by hand: eleven beats at 0 s, 1 s, … 10 s, unless a test says other.
 */
final class BeatScorerTest {
  private static final ImmutableDoubleArray BEATS = beats(11, 0, 1);
  private static final BeatScorer SCORER = BeatScorer.ignoringBefore(0);

  private static ImmutableDoubleArray beats(int count, double first, double interval) {
    return ImmutableDoubleArray.copyOf(
        IntStream.range(0, count).mapToDouble(i -> first + i * interval));
  }

  private static void assertFigures(
      BeatScore score, double f, double cmlC, double cmlT, double amlC, double amlT) {
    assertThat(new double[] {score.f(), score.cmlC(), score.cmlT(), score.amlC(), score.amlT()})
        .containsExactly(new double[] {f, cmlC, cmlT, amlC, amlT}, within(1e-9));
  }

  @Test
  void annotatedBeatsThemselvesScoreOne() {
    BeatScore score = SCORER.score(BEATS, BEATS);
    assertFigures(score, 1, 1, 1, 1, 1);
    assertThat(score.medianErrorMillis()).hasValue(0);
    assertThat(score.ninetiethPercentileErrorMillis()).hasValue(0);
  }

  @Test
  void offBeatsAreWrongButAnAllowedLevel() {
    assertFigures(SCORER.score(BEATS, beats(10, 0.5, 1)), 0, 0, 0, 1, 1);
  }

  @Test
  void doubleTempoIsAnAllowedLevel() {
    // 11 of 11 annotated and 21 found beats match. At the annotated level the interval of all but
    // the first beat is half of what it should be.
    assertFigures(SCORER.score(BEATS, beats(21, 0, 0.5)), 22 / 32.0, 0, 0, 1, 1);
  }

  @Test
  void halfTempoOnEitherBeatIsAnAllowedLevel() {
    assertFigures(SCORER.score(BEATS, beats(6, 0, 2)), 12 / 17.0, 0, 0, 1, 1);
    assertFigures(SCORER.score(BEATS, beats(5, 1, 2)), 10 / 16.0, 0, 0, 1, 1);
  }

  @Test
  void thirdOfTheTempoIsNoAllowedLevel() {
    assertThat(SCORER.score(BEATS, beats(4, 0, 3)).amlT()).isZero();
  }

  @Test
  void eightyMillisecondsLateMissTheWindowButNotTheContinuity() {
    BeatScore score = SCORER.score(BEATS, beats(11, 0.08, 1));
    assertFigures(score, 0, 1, 1, 1, 1);
    assertThat(score.medianErrorMillis()).isEmpty();
    assertThat(score.ninetiethPercentileErrorMillis()).isEmpty();
  }

  @Test
  void eighteenPercentLateBreaksTheContinuity() {
    assertThat(SCORER.score(BEATS, beats(11, 0.17, 1)).cmlT()).isEqualTo(1);
    assertThat(SCORER.score(BEATS, beats(11, 0.18, 1)).cmlT()).isZero();
  }

  @Test
  void missingBeatCostsItselfAndTheIntervalAfterIt() {
    ImmutableDoubleArray found =
        ImmutableDoubleArray.copyOf(BEATS.stream().filter(beat -> beat != 4));
    // 10 of 11 match. Of these 10 that at 5 s has an interval of 2 s; 0 to 3 s and 6 to 10 s stay.
    assertFigures(SCORER.score(BEATS, found), 20 / 21.0, 5 / 11.0, 9 / 11.0, 5 / 11.0, 9 / 11.0);
  }

  @Test
  void additionalBeatIsNoMatchAndBreaksTheRun() {
    ImmutableDoubleArray found =
        ImmutableDoubleArray.copyOf(
            DoubleStream.concat(BEATS.stream(), DoubleStream.of(4.5)).sorted());
    // That at 4.5 s is out of phase and that at 5 s has an interval of half a second.
    assertFigures(SCORER.score(BEATS, found), 22 / 23.0, 5 / 12.0, 10 / 12.0, 5 / 12.0, 10 / 12.0);
  }

  @Test
  void nothingFoundScoresNothing() {
    assertFigures(SCORER.score(BEATS, ImmutableDoubleArray.of()), 0, 0, 0, 0, 0);
    assertFigures(SCORER.score(ImmutableDoubleArray.of(), BEATS), 0, 0, 0, 0, 0);
    assertFigures(SCORER.score(BEATS, ImmutableDoubleArray.of(3)), 2 / 12.0, 0, 0, 0, 0);
  }

  @Test
  void errorsAreFoundMinusAnnotated() {
    ImmutableDoubleArray found = ImmutableDoubleArray.of(0.01, 0.98, 2.03, 3.5, 4.01);
    BeatScore score = SCORER.score(BEATS, found);
    assertThat(score.errors().length()).isEqualTo(4);
    assertThat(score.medianErrorMillis().getAsDouble()).isCloseTo(10, within(1e-9));
    // Sizes 10, 10, 20, 30: nine tenths of the way from the first to the last is 27.
    assertThat(score.ninetiethPercentileErrorMillis().getAsDouble()).isCloseTo(27, within(1e-9));
  }

  @Test
  void beatsBeforeTheTrimDoNotCountOnEitherSide() {
    BeatScorer trimming = BeatScorer.ignoringBefore(5);
    ImmutableDoubleArray found =
        ImmutableDoubleArray.builder().add(0.3).add(1.7).add(2.2).addAll(beats(6, 5, 1)).build();
    assertFigures(trimming.score(BEATS, found), 1, 1, 1, 1, 1);
    assertThat(trimming.f(BEATS, found)).isEqualTo(1);
  }

  @Test
  void negativeTrimIsRefused() {
    assertThatThrownBy(() -> BeatScorer.ignoringBefore(-1))
        .hasMessage("trim must not be negative: -1.0 s");
  }
}
