package io.autocut.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import io.autocut.progress.Progress.Snapshot;
import io.autocut.progress.Progress.Stage;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RemainingTimeTest {
  private static final Snapshot ONE_DONE = new Snapshot(1, 1, 0, 1, 1);
  private static final Snapshot ONE_TO_DO = new Snapshot(1, 0, 0, 1, 0);

  private final RemainingTime time = new RemainingTime(Stage.PAGE);

  private static Snapshot segments(long expected, long done) {
    return new Snapshot(expected / 10, done / 10, 0, expected, done);
  }

  /** Of a planned film of so many frames, of which some are cut. */
  private static Map<Stage, Snapshot> cutting(long expected, long done) {
    return ImmutableMap.of(
        Stage.ANALYSIS, new Snapshot(10, 10, 0, 10, 10),
        Stage.MUSIC, ONE_DONE,
        Stage.PLANNING, new Snapshot(1, 1, 0, 2700, 2700),
        Stage.SEGMENTS, segments(expected, done),
        Stage.ASSEMBLY, ONE_TO_DO,
        Stage.VERIFICATION, ONE_TO_DO,
        Stage.PAGE, ONE_TO_DO);
  }

  @Test
  void nothingIsSaidOfARunThatHasNotBegun() {
    time.observe(Duration.ofSeconds(5), ImmutableMap.of());

    assertThat(time.remaining()).isEmpty();
    assertThat(time.share()).isZero();
  }

  @Test
  void filmThatIsNotPlannedYetIsReckonedWith() {
    Map<Stage, Snapshot> looking =
        ImmutableMap.of(
            Stage.ANALYSIS, new Snapshot(10, 10, 0, 10, 10),
            Stage.PLANNING, new Snapshot(1, 0, 0, 2700, 0));

    time.observe(Duration.ofSeconds(1), looking);

    assertThat(time.share()).isLessThan(0.2);
  }

  @Test
  void runOfPlansEndsWithItsPlans() {
    RemainingTime plans = new RemainingTime(Stage.PLANNING);

    plans.observe(
        Duration.ofSeconds(1), ImmutableMap.of(Stage.ANALYSIS, new Snapshot(10, 5, 0, 10, 5)));

    assertThat(plans.share()).isEqualTo(0.5, within(1e-9));
  }

  @Test
  void steadyCuttingIsToldExactlyWhenHalfIsDone() {
    time.observe(Duration.ofSeconds(10), cutting(4000, 0));
    time.observe(Duration.ofSeconds(30), cutting(4000, 2000));

    // 2000 frames in 20 s; 2000 more, and 210 for what comes after.
    assertThat(time.remaining()).contains(Duration.ofMillis(22_100));
  }

  @Test
  void whatTheStoreHasIsNoWork() {
    Snapshot reused = new Snapshot(100, 100, 100, 0, 0);

    time.observe(Duration.ofSeconds(1), ImmutableMap.of(Stage.ANALYSIS, reused));

    assertThat(time.remaining()).isEmpty();
  }

  @Property
  void runNeverSeemsToGoBack(
      @ForAll @IntRange(max = 5000) int first, @ForAll @IntRange(max = 5000) int second) {
    RemainingTime run = new RemainingTime(Stage.PAGE);
    run.observe(Duration.ofSeconds(1), cutting(5000, Math.min(first, second)));
    double before = run.share();
    run.observe(Duration.ofSeconds(2), cutting(5000 + first, Math.max(first, second)));

    assertThat(run.share()).isBetween(before, 1.0);
    assertThat(run.remaining().orElse(Duration.ZERO)).isGreaterThanOrEqualTo(Duration.ZERO);
  }
}
