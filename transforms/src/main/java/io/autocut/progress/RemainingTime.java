package io.autocut.progress;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import io.autocut.progress.Progress.Snapshot;
import io.autocut.progress.Progress.Stage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Estimates how far a run is and how long it will take yet, from what its stages count.
 *
 * <p>Work of all stages is weighed in frames of film, by what they cost on footage of many kinds
 * (measured: a clip is looked at in the time of 30 frames, music is heard in that of 250). As long
 * as clips are looked at, the whole is extrapolated; once all films are planned, the frames that
 * are cut tell. What the store has is no work. Told the time, so that it has no clock of its own.
 * Not safe for several threads.
 */
public final class RemainingTime {
  private static final ImmutableMap<Stage, Integer> FRAMES =
      ImmutableMap.of(
          Stage.ANALYSIS, 30,
          Stage.MUSIC, 250,
          // Its work is the film that is not planned yet.
          Stage.PLANNING, 0,
          Stage.SEGMENTS, 1,
          Stage.ASSEMBLY, 20,
          Stage.VERIFICATION, 40,
          Stage.PAGE, 150);

  private static final int FINISHING =
      FRAMES.get(Stage.ASSEMBLY) + FRAMES.get(Stage.VERIFICATION) + FRAMES.get(Stage.PAGE);

  /** Below this, a rate says nothing yet. */
  private static final double LEAST_SHARE = 0.04;

  private final Stage last;
  private Optional<Duration> begun = Optional.empty();
  private Optional<Duration> cutting = Optional.empty();
  private double done;
  private double expected;
  private double share;
  private Optional<Duration> remaining = Optional.empty();

  /**
   * @param last the stage with which the run ends
   */
  public RemainingTime(Stage last) {
    this.last = last;
  }

  /**
   * Takes a look at the run.
   *
   * @param elapsed since it began; never less than before
   */
  public void observe(Duration elapsed, Map<Stage, Snapshot> stages) {
    checkArgument(!elapsed.isNegative(), "elapsed time: %s", elapsed);
    done = 0;
    expected = 0;
    for (Stage stage : Stage.values()) {
      if (stage.compareTo(last) <= 0 && stages.containsKey(stage)) {
        done += (double) FRAMES.get(stage) * stages.get(stage).workDone();
        expected += (double) FRAMES.get(stage) * stages.get(stage).workExpected();
      }
    }
    expected += unplanned(stages);
    if (begun.isEmpty() && expected > 0) {
      begun = Optional.of(elapsed);
    }
    if (cutting.isEmpty() && isPlanned(stages)) {
      cutting = Optional.of(elapsed);
    }
    // What turns up on the way lets a run never seem to go back.
    share = Math.max(share, expected <= 0 ? 0 : Math.min(1, done / expected));
    remaining = begun.flatMap(start -> remaining(elapsed, start, stages));
  }

  private Optional<Duration> remaining(
      Duration elapsed, Duration start, Map<Stage, Snapshot> stages) {
    double now = expected <= 0 ? 0 : done / expected;
    if (now < LEAST_SHARE) {
      return Optional.empty();
    }
    double whole = elapsed.minus(start).toMillis() * (1 - now) / now;
    Snapshot segments = stages.get(Stage.SEGMENTS);
    if (cutting.isEmpty() || segments == null || segments.workDone() == 0) {
      return Optional.of(Duration.ofMillis(Math.round(whole)));
    }
    double cut = (double) segments.workDone() / Math.max(1, segments.workExpected());
    double rate = elapsed.minus(cutting.get()).toMillis() / (double) segments.workDone();
    // The first segments say little of the rest: as many more are in hand.
    double trust = Math.min(1, 2 * cut);
    double left = trust * rate * Math.max(0, expected - done) + (1 - trust) * whole;
    return Optional.of(Duration.ofMillis(Math.round(left)));
  }

  private boolean isPlanned(Map<Stage, Snapshot> stages) {
    Snapshot planning = stages.get(Stage.PLANNING);
    return planning != null
        && planning.done() >= planning.expected()
        && stages.containsKey(Stage.SEGMENTS);
  }

  /** What films that are not planned yet will take, as long as those that are. */
  private double unplanned(Map<Stage, Snapshot> stages) {
    Snapshot planning = stages.get(Stage.PLANNING);
    if (last.compareTo(Stage.SEGMENTS) < 0 || planning == null) {
      return 0;
    }
    long films = Math.max(0, planning.expected() - planning.done());
    double guessed = Math.max(0, planning.workExpected() - planning.workDone());
    Snapshot segments = stages.get(Stage.SEGMENTS);
    if (segments != null && planning.workDone() > 0) {
      guessed *= (double) segments.workExpected() / planning.workDone();
    }
    return guessed + films * (FINISHING);
  }

  /** How much of the run's work is done, 0 to 1; never less than before. */
  public double share() {
    return share;
  }

  /** How long it will take yet; empty as long as nothing can be said. */
  public Optional<Duration> remaining() {
    return remaining;
  }
}
