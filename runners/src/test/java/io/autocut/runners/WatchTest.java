package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.json.PlainJson;
import io.autocut.schemas.MontageReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that is watched, as a user would fill it. */
final class WatchTest {
  private static final int TERMINATED = 143;

  @TempDir Path folder;

  private List<String> arguments() {
    return List.of(
        "render",
        "--watch",
        folder.resolve("inbox").toString(),
        "--output",
        folder.resolve("films").toString(),
        "--store",
        folder.resolve("store").toString(),
        "--template",
        "energetic",
        "--duration",
        "10",
        "--canvas",
        "320x180");
  }

  @Test
  void clipsAndAManifestBecomeAFilmOnceTheyAreWhole() throws Exception {
    Footage footage = Footage.in(folder);
    Path inbox = Files.createDirectories(folder.resolve("inbox/day")).getParent();
    try (LauncherProcess watch = LauncherProcess.start(arguments())) {
      watch.awaitProgressOf("Watching");
      byte[] clip = Files.readAllBytes(footage.clip(1));
      Files.copy(footage.clip(2), inbox.resolve("day/second.mp4"));
      Files.write(inbox.resolve("day/first.mp4"), Arrays.copyOf(clip, clip.length / 2));
      Files.writeString(inbox.resolve("bad.jsonl"), "{bad");
      Files.writeString(
          inbox.resolve("films.jsonl"),
          "{\"montageId\": \"film\", \"clips\": [\"day\"], \"music\": \"%s\"}\n"
              .formatted(footage.music()));
      // Both manifests lie there since the same moment: the good one was looked at, too.
      Path refused = inbox.resolve("bad.jsonl.refused.txt");
      while (watch.process().isAlive() && !Files.exists(refused)) {
        Thread.onSpinWait();
      }
      assertThat(folder.resolve("films/film.mp4")).doesNotExist();

      Files.write(inbox.resolve("day/first.mp4"), clip);

      watch.awaitProgressOf("verifying: 1/1");
      Path report = folder.resolve("films/film.report.json");
      while (watch.process().isAlive() && !Files.exists(report)) {
        Thread.onSpinWait();
      }
      MontageReport film = PlainJson.parse(Files.readString(report), MontageReport.class);
      assertThat(film.getMade()).as(report.toString()).isTrue();
      assertThat(film.getClipsUsed()).isEqualTo(2);
      watch.process().destroy();
      assertThat(watch.end()).as(watch.said()).isEqualTo(TERMINATED);
    }
    assertThat(folder.resolve("films")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void watchingNeedsAPlaceForFilmsOutsideTheFolder() throws Exception {
    Path inbox = Files.createDirectory(folder.resolve("inbox"));

    CommandRun without = CommandRun.of("render", "--watch", inbox.toString());
    CommandRun inside =
        CommandRun.of("render", "--watch", inbox.toString(), "--output", inbox + "/films");

    assertThat(without.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(without.err()).contains("say with --output in which folder");
    assertThat(inside.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(inside.err()).contains("must not lie in the folder that is watched");
  }
}
