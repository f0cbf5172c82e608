package io.autocut.runners;

import io.autocut.progress.Progress.Snapshot;
import io.autocut.progress.Progress.Stage;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how far a run is: a bar a stage with its estimated time on a terminal, else a plain line
 * whenever a stage has come a tenth further.
 */
final class ProgressDisplay implements AutoCloseable {
  private static final long PERIOD_MILLIS = 300;
  private static final int STEPS = 10;

  private final PrintWriter err;
  private final Execution.Follower follower;
  private final Map<Stage, ProgressBar> bars = new EnumMap<>(Stage.class);
  private final Map<Stage, Long> shown = new EnumMap<>(Stage.class);
  private Optional<String> told = Optional.empty();
  private final ScheduledExecutorService clock;
  private final boolean terminal = System.console() != null;

  private ProgressDisplay(PrintWriter err, Execution.Follower follower) {
    this.err = err;
    this.follower = follower;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  static ProgressDisplay start(PrintWriter err, Execution.Follower follower) {
    ProgressDisplay display = new ProgressDisplay(err, follower);
    display.clock.scheduleWithFixedDelay(
        display::refresh, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return display;
  }

  private synchronized void refresh() {
    follower.progress().forEach(terminal ? this::draw : this::tell);
    Optional<String> hindrance = follower.hindrance();
    if (!hindrance.equals(told)) {
      hindrance.ifPresent(err::println);
      err.flush();
      told = hindrance;
    }
  }

  private void draw(Stage stage, Snapshot snapshot) {
    ProgressBar bar =
        bars.computeIfAbsent(
            stage,
            begun ->
                new ProgressBarBuilder()
                    .setTaskName(begun.label())
                    .setStyle(ProgressBarStyle.ASCII)
                    .setInitialMax(snapshot.expected())
                    .build());
    bar.maxHint(snapshot.expected());
    bar.stepTo(snapshot.done());
  }

  private void tell(Stage stage, Snapshot snapshot) {
    if (snapshot.expected() == 0) {
      return;
    }
    long step = snapshot.done() * STEPS / snapshot.expected();
    if (snapshot.done() > 0 && step > shown.getOrDefault(stage, 0L)) {
      shown.put(stage, step);
      String reused = snapshot.reused() == 0 ? "" : " (" + snapshot.reused() + " reused)";
      err.println(stage.label() + ": " + snapshot.done() + "/" + snapshot.expected() + reused);
      err.flush();
    }
  }

  /** Shows the last of it: the job has ended as it should. */
  void finish() {
    refresh();
  }

  @Override
  public void close() {
    clock.shutdown();
    bars.values().forEach(ProgressBar::close);
  }
}
