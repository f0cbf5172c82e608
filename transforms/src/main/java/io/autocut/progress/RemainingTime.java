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
          Stage.PLANNING, 40,
          Stage.SEGMENTS, 1,
          Stage.ASSEMBLY, 20,
          Stage.VERIFICATION, 130);

  /** Of a film that is not planned yet: 90 seconds. */
  private static final long USUAL_FILM = 2700;

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
    if (cutting.isPresent() && stages.containsKey(Stage.SEGMENTS)) {
      Snapshot segments = stages.get(Stage.SEGMENTS);
      if (segments.workDone() > LEAST_SHARE * segments.workExpected()) {
        double left = Math.max(0, expected - done);
        return extrapolated(elapsed.minus(cutting.get()), left / segments.workDone());
      }
    }
    double now = expected <= 0 ? 0 : done / expected;
    return now < LEAST_SHARE
        ? Optional.empty()
        : extrapolated(elapsed.minus(start), (1 - now) / now);
  }

  private static Optional<Duration> extrapolated(Duration so, double far) {
    return Optional.of(Duration.ofMillis(Math.max(0, Math.round(so.toMillis() * far))));
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
    Snapshot segments = stages.get(Stage.SEGMENTS);
    double frames =
        segments == null || planning.done() == 0
            ? USUAL_FILM
            : (double) segments.workExpected() / planning.done();
    return films * (frames + FRAMES.get(Stage.ASSEMBLY) + FRAMES.get(Stage.VERIFICATION));
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
