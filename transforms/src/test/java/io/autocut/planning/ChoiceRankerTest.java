package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.testing.TestAnalysis;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChoiceRankerTest {
  private static final FrameRate RATE = FrameRate.of(25, 1);
  private static final Slot CALM = new Slot(0, 25, 0, 2, 0.1);
  private static final Slot LIVELY = new Slot(0, 25, 0, 2, 0.9);

  @Test
  void betterPictureWins() {
    ChoiceRanker ranker =
        ranker(TestAnalysis.of("a").shot(2000, 0.3), TestAnalysis.of("b").shot(2000, 0.9));

    assertThat(bestOf(ranker, CALM)).isEqualTo("b");
  }

  @Test
  void motionIsMatchedToTheEnergyOfTheMusic() {
    TestAnalysis still = TestAnalysis.of("still").shot(2000).motion(0.1);
    TestAnalysis moving = TestAnalysis.of("moving").shot(2000).motion(0.9);

    assertThat(bestOf(ranker(still, moving), CALM)).isEqualTo("still");
    assertThat(bestOf(ranker(still, moving), LIVELY)).isEqualTo("moving");
  }

  @Test
  void clipThatWasJustShownIsPassedOver() {
    ChoiceRanker ranker =
        ranker(TestAnalysis.of("a").shot(9000, 0.7), TestAnalysis.of("b").shot(9000, 0.5));
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Choice choice = ranker.best(CALM).orElseThrow();
      shown.add(choice.footage().clip().fingerprint());
      ranker.take(choice);
    }

    assertThat(shown).containsExactly("a", "b", "a");
  }

  @Test
  void keyframeWinsAmongEquals() {
    ChoiceRanker ranker = ranker(TestAnalysis.of("a").shot(9000).keyframesAt(3000));

    Choice choice = ranker.best(CALM).orElseThrow();

    assertThat(choice.source().in()).isEqualTo(RationalTime.of(3, 1));
    assertThat(choice.reason(CALM))
        .isEqualTo(
            "sharpness 0.50, exposure 0.50, contrast 0.50; motion 0.50 for energy 0.10; use 1 of this"
                + " clip; begins on a keyframe");
  }

  @Test
  void nothingLongEnoughIsNoChoice() {
    assertThat(ranker(TestAnalysis.of("a").shot(999)).best(CALM)).isEmpty();
  }

  @Test
  void orderOfTheFootageDoesNotMatter() {
    TestAnalysis a = TestAnalysis.of("a").shot(9000);
    TestAnalysis b = TestAnalysis.of("b").shot(9000);

    assertThat(bestOf(ranker(a, b), CALM)).isEqualTo(bestOf(ranker(b, a), CALM));
  }

  private static String bestOf(ChoiceRanker ranker, Slot slot) {
    return ranker.best(slot).orElseThrow().footage().clip().fingerprint();
  }

  private static ChoiceRanker ranker(TestAnalysis... clips) {
    List<Footage> footage =
        Stream.of(clips).map(c -> new Footage(new AnalyzedClip("/m/x.mp4", c.build()))).toList();
    return new ChoiceRanker(footage, RATE, 7);
  }
}
