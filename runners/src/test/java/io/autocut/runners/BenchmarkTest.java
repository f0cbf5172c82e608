package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark on music whose beats are known because they were written. */
final class BenchmarkTest {
  private static final double BEAT_SECONDS = 60.0 / DemoMusic.BEATS_PER_MINUTE;

  /** The tracker may go on into the last chord, where nothing is annotated. */
  private static final String WELL = "(1\\.000|0\\.9[5-9]\\d)";

  private static final String HALF = "(0\\.500|0\\.4[7-9]\\d)";

  @TempDir Path folder;

  private void annotate(String name, double lateSeconds) throws Exception {
    DemoMusic.write(folder.resolve(name + ".wav"));
    Files.writeString(
        folder.resolve(name + ".beats"),
        IntStream.range(0, 64)
            .mapToObj(
                beat ->
                    String.format(
                        Locale.ROOT, "%.6f\t%d\n", beat * BEAT_SECONDS + lateSeconds, beat % 4 + 1))
            .collect(Collectors.joining()));
  }

  @Test
  void musicThatIsTrackedWellScoresWell() throws Exception {
    annotate("demo", 0);
    annotate("late", BEAT_SECONDS / 2);
    Path csv = folder.resolve("figures.csv");

    CommandRun run =
        CommandRun.of(
            "benchmark",
            "beats",
            folder.toString(),
            "--csv",
            csv.toString(),
            "--output",
            folder.resolve("found").toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("(?m)^demo +" + WELL + " " + WELL + " " + WELL)
        .containsPattern("(?m)^late +0\\.000 0\\.000 " + WELL + " 0\\.000 +- +- ")
        .containsPattern("(?m)^mean of 2 +" + HALF + " " + HALF + " " + WELL)
        .containsPattern("(?m)^autocut: [0-9.]+ CPU seconds a minute of audio .*, 1\\.1 minutes")
        .contains("warm-up");
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines.get(0)).startsWith("excerpt,tracker,f,cmlc,cmlt,amlc,amlt,downbeat_f,");
    assertThat(lines.get(1)).startsWith("demo,autocut,");
    assertThat(folder.resolve("found/demo.beats")).content().startsWith("# tempo: 120.");
  }

  @Test
  void soundThatCannotBeReadIsToldAndTheOthersAreMeasured() throws Exception {
    annotate("demo", 0);
    Files.writeString(folder.resolve("broken.mp3"), "no sound");
    Files.writeString(folder.resolve("broken.beats"), "1.0\t1\n");
    Files.writeString(folder.resolve("lonely.beats"), "1.0\t1\n");

    CommandRun run = CommandRun.of("benchmark", "beats", folder.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(run.out())
        .containsPattern("(?m)^broken +broken\\.mp3: ")
        .containsPattern("(?m)^mean of 1 +" + WELL);
    assertThat(run.err()).contains("lonely.beats: no sound file beside it; left out.");
  }

  @Test
  void folderWithoutAnnotationsIsRefused() {
    CommandRun run = CommandRun.of("benchmark", "beats", folder.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(run.err()).contains("holds no NAME.beats with a sound file NAME.anything beside it");
  }

  @Test
  void trimOutOfRangeIsRefused() {
    CommandRun run = CommandRun.of("benchmark", "beats", folder.toString(), "--trim", "-1");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(run.err()).contains("--trim must lie between 0 and 3600 seconds: -1.0");
  }

  @Test
  void annotationsAreNotOverwritten() throws Exception {
    annotate("demo", 0);
    String annotated = folder.toString();
    CommandRun run = CommandRun.of("benchmark", "beats", annotated, "--output", annotated + "/.");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(run.err()).contains("--output would overwrite the annotations in " + annotated);
  }
}
