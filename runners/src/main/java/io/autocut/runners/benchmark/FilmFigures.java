package io.autocut.runners.benchmark;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.StageWork;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that was measured on a film of so many clips.
 *
 * @param clips how many were offered
 * @param cores how many there were
 * @param film what it is made of
 * @param report that our render wrote
 * @param cold our whole render with an empty store
 * @param warm the same once more, all found in the store
 * @param attempts of the others, in the order of the table
 * @param floor absent when it was not asked for
 */
record FilmFigures(
    int clips,
    int cores,
    FilmCuts film,
    MontageReport report,
    RunCost cold,
    RunCost warm,
    ImmutableList<Attempt> attempts,
    Optional<Floor.Cost> floor) {

  /** The stages whose cost is in proportion to the footage. */
  private static final List<String> PER_CLIP = List.of("analysis", "segments");

  /** Cutting and joining, our whole tree of processes. */
  Optional<TreeFigures.Span> making() {
    return cold.tree().making();
  }

  /** What that contender's film has cost; empty when it made none. */
  Optional<RunCost> cost(String name) {
    return attempts.stream()
        .filter(attempt -> attempt.name().equals(name))
        .findFirst()
        .flatMap(Attempt::cost);
  }

  /** Our cutting and joining against all of that contender's; CPU time. */
  OptionalDouble makingAgainst(String name) {
    return ratio(making().map(TreeFigures.Span::cpuSeconds), cost(name).map(RunCost::cpuSeconds));
  }

  /** Our cutting and joining against the floor; CPU time. */
  OptionalDouble makingAgainstFloor() {
    return ratio(making().map(TreeFigures.Span::cpuSeconds), floor.map(Floor.Cost::total));
  }

  /** Our whole render against the script's cutting alone; time elapsed. */
  OptionalDouble wallAgainstScript() {
    return ratio(Optional.of(cold.wallSeconds()), cost("script").map(RunCost::wallSeconds));
  }

  /** CPU time of analysing and cutting, as the report tells it, for each clip; unit: seconds. */
  double cpuSecondsPerClip() {
    return report.getStages().stream()
            .filter(stage -> PER_CLIP.contains(stage.getStage()))
            .mapToLong(StageWork::getCpuMillis)
            .sum()
        / 1000.0
        / clips;
  }

  private static OptionalDouble ratio(Optional<Double> ours, Optional<Double> theirs) {
    return ours.isPresent() && theirs.isPresent() && theirs.get() > 0
        ? OptionalDouble.of(ours.get() / theirs.get())
        : OptionalDouble.empty();
  }
}
