package io.autocut.runners.benchmark;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Looks ten times a second at all processes that this JVM has started, and that they have started.
 *
 * <p>What lives shorter is missed by its memory, never by its CPU time: that is with its parent
 * when it has ended. Nothing else may run children meanwhile.
 */
final class TreeWatch {
  private static final long PERIOD_MILLIS = 100;

  private final TreeLooks looks = new TreeLooks();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread watching = new Thread(task, "watch child processes");
            watching.setDaemon(true);
            return watching;
          });
  private final ScheduledFuture<?> looking =
      thread.scheduleAtFixedRate(looks::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);

  private TreeWatch() {}

  static TreeWatch begin() {
    return new TreeWatch();
  }

  /** Looks no more; throws what went wrong while looking. */
  TreeFigures end() throws InterruptedException {
    if (looking.isDone()) {
      try {
        looking.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("processes could not be watched", e.getCause());
      }
    }
    thread.shutdown();
    thread.awaitTermination(1, TimeUnit.MINUTES);
    return looks.figures();
  }
}
