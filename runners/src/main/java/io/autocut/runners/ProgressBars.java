package io.autocut.runners;

import io.autocut.progress.Progress.Snapshot;
import io.autocut.progress.Progress.Stage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar a stage on a terminal, and what the whole will take yet on the one in hand. */
final class ProgressBars implements ProgressView {
  private final Map<Stage, ProgressBar> bars = new EnumMap<>(Stage.class);

  @Override
  public void show(ProgressMoment moment) {
    moment.stages().forEach(this::draw);
    moment.stages().entrySet().stream()
        .filter(stage -> stage.getValue().done() < stage.getValue().expected())
        .findFirst()
        .ifPresent(stage -> tell(stage.getKey(), moment));
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
                    .hideEta()
                    .build());
    bar.maxHint(snapshot.expected());
    bar.stepTo(snapshot.done());
    bar.setExtraMessage(snapshot.reused() == 0 ? "" : snapshot.reused() + " reused");
  }

  private void tell(Stage stage, ProgressMoment moment) {
    Optional<String> left = moment.remaining().map(ProgressBars::inWords);
    Optional<String> slow = moment.slow().stream().map(SlowWork::toString).findFirst();
    moment
        .hindrance()
        .or(() -> slow)
        .or(() -> left)
        .ifPresent(message -> bars.get(stage).setExtraMessage(TerminalText.plain(message)));
  }

  private static String inWords(Duration left) {
    long seconds = left.toSeconds();
    return "all done in %d:%02d".formatted(seconds / 60, seconds % 60);
  }

  @Override
  public void close() {
    bars.values().forEach(ProgressBar::close);
  }
}
