package io.autocut.runners;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.autocut.progress.Progress;
import io.autocut.progress.Progress.Running;
import io.autocut.progress.Progress.Snapshot;
import io.autocut.progress.Progress.Stage;
import io.autocut.runners.cluster.FlinkJob;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a job on a cluster, and ends it there when this JVM is ended while the job runs: who
 * interrupts a command means its work.
 */
final class FollowedThere implements Execution.Follower {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedThere.class);

  private static final int LAST_LOOKS = 5;
  private static final long LOOK_MILLIS = 1000;

  private final FlinkJob job;
  private final Thread atExit;
  private final Stopwatch looked = Stopwatch.createUnstarted();
  private ImmutableMap<Stage, Snapshot> known = ImmutableMap.of();
  private Optional<String> hindrance = Optional.empty();

  private FollowedThere(FlinkJob job) {
    this.job = job;
    this.atExit = new Thread(() -> cancel(job), "cancel " + job);
  }

  static FollowedThere begin(FlinkJob job) {
    FollowedThere follower = new FollowedThere(job);
    Runtime.getRuntime().addShutdownHook(follower.atExit);
    return follower;
  }

  @Override
  public synchronized ImmutableMap<Stage, Snapshot> progress() {
    look();
    return known;
  }

  /** Workers tell what they have done, not what they are at. */
  @Override
  public ImmutableList<Running> running() {
    return ImmutableList.of();
  }

  @Override
  public synchronized Optional<String> hindrance() {
    look();
    return hindrance;
  }

  /** A cluster that does not answer for a moment has come no further than before. */
  private void look() {
    if (looked.isRunning() && looked.elapsed().toMillis() < LOOK_MILLIS) {
      return;
    }
    try {
      ImmutableMap<Stage, Snapshot> now = Progress.read(job.counters());
      known = now.isEmpty() ? known : now;
      hindrance = waitingFor(job.missingSlots());
    } catch (IOException e) {
      LOG.info("the progress of {} is not known: {}", job, e.toString());
      hindrance = Optional.of(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    looked.reset().start();
  }

  /** A job that has lost more workers than one waits for others until its restarts are used up. */
  private static Optional<String> waitingFor(int slots) {
    return slots == 0
        ? Optional.empty()
        : Optional.of(
            "Waiting for workers: the job needs "
                + slots
                + " more slots than the cluster has; 'autocut cluster start' replaces lost workers.");
  }

  /** Flink's REST interface tells of a job what was true some seconds ago. */
  @Override
  public synchronized void awaitLast() throws InterruptedException {
    for (int look = 0; look < LAST_LOOKS && !isKnownToHaveEnded(); look++) {
      wait(LOOK_MILLIS);
    }
    looked.reset();
    look();
  }

  private boolean isKnownToHaveEnded() throws InterruptedException {
    try {
      return job.hasEnded();
    } catch (IOException e) {
      LOG.info("whether {} has ended is not known: {}", job, e.toString());
      return false;
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private static void cancel(FlinkJob job) {
    try {
      job.cancel();
    } catch (IOException e) {
      LOG.warn("{} may still run: {}", job, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
