package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.progress.Progress.Running;
import io.autocut.progress.Progress.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SlowWorkTest {
  private static final long NOW = Duration.ofMinutes(5).toNanos();

  private static Running running(String name, int seconds) {
    return new Running(Stage.ANALYSIS, name, NOW - Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void onlyWhatTakesLongIsSlow() {
    List<SlowWork> slow = SlowWork.of(List.of(running("a.mov", 23), running("b.mov", 9)), NOW);

    assertThat(slow).hasToString("[analyzing clips: a.mov, for 23 s]");
  }

  @Test
  void aFewAreEnoughToKnow() {
    List<Running> many =
        List.of(running("a", 50), running("b", 40), running("c", 30), running("d", 20));

    assertThat(SlowWork.of(many, NOW)).extracting(SlowWork::name).containsExactly("a", "b", "c");
  }
}
