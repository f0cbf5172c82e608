package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.json.PlainJson;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.StageWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is ended in the middle: nothing outlives it, and the next one goes on where it was.
 */
final class InterruptionTest {
  private static final long MINUTES_TO_WAIT = 2;

  @TempDir static Path media;
  private static Footage footage;

  @TempDir Path folder;

  @BeforeAll
  static void makeFootage() throws Exception {
    footage = Footage.in(media);
  }

  private List<String> arguments() {
    return List.of(
        "render",
        "--clips",
        footage.clips().toString(),
        "--music",
        footage.music().toString(),
        "--output",
        folder.resolve("film.mp4").toString(),
        "--store",
        folder.resolve("store").toString(),
        "--template",
        "energetic",
        "--parallelism",
        "1",
        "--canvas",
        "320x180");
  }

  /** Starts a run in a JVM of its own and hands it over once some segments are cut. */
  private void interruptAmidCutting(Consumer<ProcessHandle> blow) throws Exception {
    try (LauncherProcess run = LauncherProcess.start(arguments())) {
      run.awaitProgressOf("cutting");
      List<ProcessHandle> children = run.process().descendants().toList();
      blow.accept(run.process());
      run.end();
      for (ProcessHandle child : children) {
        child.onExit().get(MINUTES_TO_WAIT, TimeUnit.MINUTES);
      }
    }
    assertThat(childrenAtWork()).isEmpty();
  }

  /** Processes that have this test's folder in their arguments. */
  private List<String> childrenAtWork() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains(folder.resolve("store").toString()))
        .toList();
  }

  private StageWork segmentsOfNextRun() throws IOException {
    CommandRun run = CommandRun.of(arguments().toArray(new String[0]));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
    return PlainJson.parse(
            Files.readString(folder.resolve("film.report.json")), MontageReport.class)
        .getStages()
        .stream()
        .filter(stage -> stage.getStage().equals("segments"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void killedRunLeavesNoChildAndItsSegmentsAreReused() throws Exception {
    interruptAmidCutting(ProcessHandle::destroyForcibly);

    assertThat(folder.resolve("film.mp4")).doesNotExist();
    StageWork segments = segmentsOfNextRun();
    assertThat(segments.getReused()).isPositive().isLessThan(segments.getElements());
  }

  @Test
  void terminatedRunLeavesNoChildAndNoHalfFile() throws Exception {
    interruptAmidCutting(ProcessHandle::destroy);

    assertThat(folder.resolve("film.mp4")).doesNotExist();
    assertThat(segmentsOfNextRun().getReused()).isPositive();
    try (var work = Files.walk(folder.resolve("store/work"))) {
      assertThat(work.filter(Files::isRegularFile)).isEmpty();
    }
  }
}
