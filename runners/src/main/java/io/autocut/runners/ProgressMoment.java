package io.autocut.runners;

import com.google.common.collect.ImmutableMap;
import io.autocut.progress.Progress.Snapshot;
import io.autocut.progress.Progress.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far a run is at one moment.
 *
 * @param elapsed since it began
 * @param stages that have begun
 * @param share of its work that is done, 0 to 1
 * @param remaining how long it will take yet; empty as long as nothing can be said
 * @param slow what takes longer than most, the slowest first
 * @param hindrance why it cannot go on, and what to do; empty while nothing hinders it
 */
record ProgressMoment(
    Duration elapsed,
    ImmutableMap<Stage, Snapshot> stages,
    double share,
    Optional<Duration> remaining,
    List<SlowWork> slow,
    Optional<String> hindrance) {}
