package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.autocut.testing.TestClip;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comparison with others, from the command line to its table, on the smallest of films. */
final class BenchTest {
  @TempDir Path folder;

  @Test
  void scriptMakesTheSameFilmAndBothAreMeasured() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "there is no /proc here");
    Path clips = Files.createDirectory(folder.resolve("clips"));
    TestClip.numbered(1, 50).at("25").size(320, 180).in(clips, "a clip.mp4");
    Files.writeString(clips.resolve("notes.mp4"), "no video");
    Path csv = folder.resolve("bench.csv");

    CommandRun run =
        CommandRun.of(
            "bench",
            "--clips",
            clips.toString(),
            "--counts",
            "2",
            "--seconds-per-clip",
            "2",
            "--contenders",
            "script,floor",
            "--output",
            folder.resolve("out").toString(),
            "--csv",
            csv.toString(),
            "--",
            "--runner",
            "direct");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("notes.mp4: ").contains("2 clips: (d) the floor");
    assertThat(run.out())
        .contains("--contenders script,floor")
        .startsWith("`autocut bench --clips ")
        .containsPattern("(?m)^\\| 2 \\| [34]\\.\\d s \\| \\d+ \\| ")
        .containsPattern("(?m)^\\| \\(a\\) shell script.*\\| 1\\.00 \\| \\d+ \\|  \\|$")
        .containsPattern("(?m)^\\| … stage segments \\| ");
    Path film = folder.resolve("out/002-clips");
    assertThat(folder.resolve("out/bench.md")).hasContent(run.out());
    assertThat(film.resolve("script/film.mp4")).isNotEmptyFile();
    assertThat(film.resolve("script/cuts.txt"))
        .content()
        .contains("/copies/copy1-a clip.mp4")
        .contains("/clips/a clip.mp4");
    assertThat(csv).content().contains(",render-cold,").contains(",floor-encoding,");
  }
}
