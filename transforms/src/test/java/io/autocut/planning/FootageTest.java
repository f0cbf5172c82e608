package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.testing.TestAnalysis;
import io.autocut.time.RationalTime;
import io.autocut.time.TimeRange;
import org.junit.jupiter.api.Test;

class FootageTest {
  @Test
  void rangeWithinAShotIsScoredByTheTimeInEachMoment() {
    // Moments of half a second: the first shot is good, its clip counts from pts 90,000.
    Footage footage = footage(TestAnalysis.of("a").startingAt(90_000, 90_000).shot(3000, 0.8));

    assertThat(footage.scoresOf(range(250, 1750)))
        .hasValueSatisfying(scores -> assertThat(scores.getSharpness()).isEqualTo(0.8));
  }

  @Test
  void rangeAcrossACutIsRefused() {
    Footage footage = footage(TestAnalysis.of("a").shot(2000).shot(2000));

    assertThat(footage.scoresOf(range(1500, 2500))).isEmpty();
    assertThat(footage.scoresOf(range(1000, 2000))).isPresent();
    assertThat(footage.scoresOf(range(2000, 3000))).isPresent();
  }

  @Test
  void rangePastTheEndIsRefused() {
    Footage footage = footage(TestAnalysis.of("a").shot(2000));

    assertThat(footage.scoresOf(range(1500, 2001))).isEmpty();
    assertThat(footage.scoresOf(range(1500, 2000))).isPresent();
  }

  @Test
  void usedRangeIsRefusedAndItsNeighboursAreNot() {
    Footage footage = footage(TestAnalysis.of("a").shot(4000));
    footage.use(range(1000, 2000));

    assertThat(footage.scoresOf(range(1999, 2500))).isEmpty();
    assertThat(footage.scoresOf(range(500, 1001))).isEmpty();
    assertThat(footage.scoresOf(range(0, 1000))).isPresent();
    assertThat(footage.scoresOf(range(2000, 4000))).isPresent();
    assertThat(footage.timesUsed()).isOne();
  }

  @Test
  void footageCanBeginAnewWhereAUsedRangeEnds() {
    Footage footage = footage(TestAnalysis.of("a").shot(2000));
    footage.use(range(0, 700));

    assertThat(footage.starts()).contains(RationalTime.ofMillis(700)).isSorted();
  }

  @Test
  void inPointsAreKeyframesAndTheFirstFramesOfMoments() {
    Footage footage = footage(TestAnalysis.of("a").at("10").shot(1000).keyframesAt(0, 333));

    assertThat(footage.starts())
        .containsExactly(RationalTime.ZERO, RationalTime.ofMillis(333), RationalTime.ofMillis(500));
    assertThat(footage.isKeyframe(RationalTime.ofMillis(333))).isTrue();
    assertThat(footage.isKeyframe(RationalTime.ofMillis(500))).isFalse();
  }

  @Test
  void shotCanBeUsedFromItsFirstWholeFrameOn() {
    // At 24000/1001 a shot that begins at 1.6 s has its first frame at 39 × 1001/24000 s.
    Footage footage = footage(TestAnalysis.of("a").at("24000/1001").shot(1600).shot(1100));
    RationalTime first = RationalTime.of(39 * 1001, 24_000);

    assertThat(footage.starts()).contains(first);
    assertThat(footage.scoresOf(TimeRange.lasting(first, RationalTime.of(1, 1)))).isPresent();
  }

  private static Footage footage(TestAnalysis analysis) {
    return new Footage(new AnalyzedClip("/media/a.mp4", analysis.build()));
  }

  private static TimeRange range(int inMillis, int outMillis) {
    return TimeRange.of(RationalTime.ofMillis(inMillis), RationalTime.ofMillis(outMillis));
  }
}
