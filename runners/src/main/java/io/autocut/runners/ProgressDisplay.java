package io.autocut.runners;

import com.google.common.base.Stopwatch;
import io.autocut.progress.Progress.Stage;
import io.autocut.progress.RemainingTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks several times a second how far a run is, and has it shown. */
final class ProgressDisplay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressDisplay.class);
  private static final long PERIOD_MILLIS = 300;

  private final ProgressView view;
  private final Execution.Follower follower;
  private final RemainingTime time;
  private final Stopwatch elapsed = Stopwatch.createStarted();
  private final ScheduledExecutorService clock;

  private ProgressDisplay(ProgressView view, Execution.Follower follower, Stage last) {
    this.view = view;
    this.follower = follower;
    this.time = new RemainingTime(last);
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * @param last the stage with which the run ends
   */
  static ProgressDisplay start(ProgressView view, Execution.Follower follower, Stage last) {
    ProgressDisplay display = new ProgressDisplay(view, follower, last);
    display.clock.scheduleWithFixedDelay(
        display::refresh, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return display;
  }

  private synchronized void refresh() {
    try {
      view.show(moment());
    } catch (RuntimeException e) {
      // Else the clock would stop without a word.
      LOG.warn("progress cannot be shown", e);
    }
  }

  private ProgressMoment moment() {
    var stages = follower.progress();
    time.observe(elapsed.elapsed(), stages);
    return new ProgressMoment(
        elapsed.elapsed(),
        stages,
        time.share(),
        time.remaining(),
        SlowWork.of(follower.running(), System.nanoTime()),
        follower.hindrance());
  }

  /** Shows the last of it: the job has ended as it should. */
  synchronized void finish() {
    view.showLast(moment());
  }

  @Override
  public void close() {
    clock.shutdown();
    view.close();
  }
}
