package io.autocut.runners;

import io.autocut.progress.Progress.Running;
import java.time.Duration;
import java.util.List;

/** Something that takes longer than most. */
record SlowWork(String stage, String name, Duration soFar) {
  private static final Duration SLOW = Duration.ofSeconds(10);
  private static final int MOST = 3;

  /** The slowest of what is worked on, the slowest first; empty while all is quick. */
  static List<SlowWork> of(List<Running> running, long nowNanos) {
    return running.stream()
        .map(
            one ->
                new SlowWork(
                    one.stage().label(), one.name(), Duration.ofNanos(nowNanos - one.since())))
        .filter(one -> one.soFar().compareTo(SLOW) >= 0)
        .limit(MOST)
        .toList();
  }

  /** {@code analyzing clips: beach.mov, for 23 s}. */
  @Override
  public String toString() {
    return "%s: %s, for %d s".formatted(stage, name, soFar.toSeconds());
  }
}
