package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.ClipPlace;
import io.autocut.schemas.Shot;
import io.autocut.schemas.ShotKind;
import io.autocut.schemas.SourceRange;
import io.autocut.testing.TestAnalysis;
import io.autocut.time.RationalTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FootageTest {
  private static final long SECOND = Flicks.PER_SECOND;

  @Test
  void shotsAreSpans() {
    Footage footage = footage(TestAnalysis.of("a").shot(2000).shot(1000).build());

    assertThat(footage.spans())
        .containsExactly(new Footage.Span(0, 2 * SECOND), new Footage.Span(2 * SECOND, 3 * SECOND));
    assertThat(footage.isUnbroken(SECOND, 2 * SECOND)).isTrue();
    assertThat(footage.isUnbroken(SECOND, 2 * SECOND + 1)).isFalse();
  }

  @Test
  void transitionBelongsToNoSpan() {
    ClipAnalysis plain = TestAnalysis.of("a").shot(2000).shot(2000).build();
    Shot first = plain.getShots().get(0);
    Shot second =
        Shot.newBuilder(plain.getShots().get(1))
            .setKind(ShotKind.DISSOLVE)
            .setTransitionInPts(135_000)
            .setTransitionOutPts(225_000)
            .build();
    Footage footage =
        footage(ClipAnalysis.newBuilder(plain).setShots(List.of(first, second)).build());

    assertThat(footage.spans())
        .containsExactly(
            new Footage.Span(0, SECOND * 3 / 2), new Footage.Span(SECOND * 5 / 2, 4 * SECOND));
  }

  @Test
  void onlyAllowedRangesAreSpans() {
    SourceRange range =
        new SourceRange(
            RationalTime.ofMillis(500).toRecord(), RationalTime.ofMillis(2500).toRecord());
    ClipRule rule =
        new ClipRule(ClipRule.Use.ALLOWED, ImmutableList.of(range), 1, 0, 9, ClipPlace.ANYWHERE);
    AnalyzedClip clip =
        new AnalyzedClip("/a.mp4", TestAnalysis.of("a").shot(2000).shot(2000).build());

    assertThat(Footage.of(clip, rule, 0, InPoints.ANY_FRAME).spans())
        .containsExactly(
            new Footage.Span(SECOND / 2, 2 * SECOND), new Footage.Span(2 * SECOND, SECOND * 5 / 2));
  }

  @Test
  void keyframesOfAMomentAreAmongItsInPoints() {
    Footage footage = footage(TestAnalysis.of("a").at("10").shot(1000).keyframesAt(0, 333).build());

    long[] starts = footage.starts(0, SECOND / 10);
    long keyframe = Arrays.stream(starts).filter(footage::isKeyframe).max().orElseThrow();

    assertThat(footage.exact(keyframe)).isEqualTo(RationalTime.ofMillis(333));
  }

  @Test
  void otherInPointsLieOnFrames() {
    // At 24000/1001 a shot that begins at 1.6 s has its first frame at 39 × 1001/24000 s.
    Footage footage = footage(TestAnalysis.of("a").at("24000/1001").shot(1600).shot(1100).build());

    assertThat(footage.exact(footage.onFrame(footage.spans().get(1).in())))
        .isEqualTo(RationalTime.of(39 * 1001, 24_000));
  }

  private static Footage footage(ClipAnalysis analysis) {
    return Footage.of(
        new AnalyzedClip("/media/a.mp4", analysis), ClipRule.NONE, 0, InPoints.ANY_FRAME);
  }
}
