package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those type who come from AutoCut V2. */
final class EarlierVerbTest {
  @TempDir Path folder;

  @Test
  void processMakesAFilm() throws Exception {
    Footage footage = Footage.in(folder);
    Path film = folder.resolve("it's a film.mp4");

    CommandRun run =
        CommandRun.of(
            "process",
            footage.clip(1).toString(),
            footage.clip(2).toString(),
            "--audio",
            footage.music().toString(),
            "--output",
            film.toString(),
            "--pattern",
            "dramatic",
            "--canvas",
            "320x180",
            "--store",
            folder.resolve("store").toString());

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(film).isNotEmptyFile();
    assertThat(run.err())
        .contains("autocut render --clips " + footage.clip(1) + " " + footage.clip(2))
        .contains("'" + folder + "/it'\\''s a film.mp4' --template dramatic --canvas 320x180");
  }

  @Test
  void validateNamesWhatCannotBeUsed() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.mp4"), "");

    CommandRun run =
        CommandRun.of("validate", broken.toString(), "--store", folder.resolve("store").toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_MADE);
    assertThat(run.err()).contains("autocut analyze --clips " + broken);
    assertThat(run.out()).contains("broken.mp4: is empty");
  }
}
