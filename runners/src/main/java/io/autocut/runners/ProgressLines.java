package io.autocut.runners;

import io.autocut.progress.Progress.Snapshot;
import io.autocut.progress.Progress.Stage;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A plain line whenever a stage has come a tenth further, for logs. */
final class ProgressLines implements ProgressView {
  private static final int STEPS = 10;

  private final PrintWriter err;
  private final Map<Stage, Long> shown = new EnumMap<>(Stage.class);
  private final Set<String> slow = new HashSet<>();
  private Optional<String> told = Optional.empty();

  ProgressLines(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void show(ProgressMoment moment) {
    moment.stages().forEach((stage, snapshot) -> tell(stage, snapshot, moment));
    if (!moment.hindrance().equals(told)) {
      moment.hindrance().ifPresent(err::println);
      told = moment.hindrance();
    }
    for (SlowWork work : moment.slow()) {
      if (slow.add(work.stage() + work.name())) {
        err.println("Slow: " + work);
      }
    }
    err.flush();
  }

  private void tell(Stage stage, Snapshot snapshot, ProgressMoment moment) {
    if (snapshot.expected() == 0) {
      return;
    }
    long step = snapshot.done() * STEPS / snapshot.expected();
    if (snapshot.done() > 0 && step > shown.getOrDefault(stage, 0L)) {
      shown.put(stage, step);
      String reused = snapshot.reused() == 0 ? "" : " (" + snapshot.reused() + " reused)";
      String left =
          moment.remaining().map(time -> ", about " + time.toSeconds() + " s left").orElse("");
      err.println(
          stage.label() + ": " + snapshot.done() + "/" + snapshot.expected() + reused + left);
    }
  }
}
