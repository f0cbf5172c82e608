package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line refuses, and in which words. */
final class UsageTest {
  @TempDir Path folder;

  private static void assertRefused(CommandRun run, String... words) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(run.err()).contains(words);
  }

  @Test
  void renderWithoutAnythingSaysWhatIsMissing() {
    assertRefused(CommandRun.of("render"), "Missing: --clips, --music, --output.");
  }

  @Test
  void unknownOptionIsRefused() {
    assertRefused(CommandRun.of("render", "--colour"), "--colour", "autocut render --help");
  }

  @Test
  void missingClipIsNamed() throws Exception {
    Path music = Files.writeString(folder.resolve("song.mp3"), "x");
    assertRefused(
        CommandRun.of(
            "render", "--clips", "nowhere.mov", "--music", music.toString(), "--output", "f.mp4"),
        "nowhere.mov",
        "no such file");
  }

  @Test
  void manifestErrorsNameTheirLines() throws Exception {
    Path manifest =
        Files.writeString(
            folder.resolve("films.jsonl"),
            "{\"montageId\": \"a\", \"clips\": [\"a.mov\"], \"music\": \"a.mp3\"}\n"
                + "{\"montageId\": \"b\", \"clips\": [\"a.mov\"]}\n");
    assertRefused(
        CommandRun.of("render", "--manifest", manifest.toString()),
        "films.jsonl line 2: \"music\" is missing. Each line needs montageId, clips and music.");
  }

  @Test
  void manifestAndClipsTogetherAreRefused() {
    assertRefused(
        CommandRun.of("render", "--manifest", "films.jsonl", "--clips", "a.mov"),
        "leave out --clips and --music");
  }

  @Test
  void chosenFfmpegThatDoesNotStartIsNamed() throws Exception {
    Path clip = Files.writeString(folder.resolve("a.mov"), "x");
    assertRefused(
        CommandRun.of(
            "render",
            "--clips",
            clip.toString(),
            "--music",
            clip.toString(),
            "--output",
            folder.resolve("f.mp4").toString(),
            "--ffmpeg",
            folder.resolve("none").toString()),
        "No FFmpeg starts here",
        "is not an executable file");
  }

  @Test
  void catalogueOfAnUnknownKindIsRefused() throws Exception {
    Path clip = Files.writeString(folder.resolve("a.mov"), "x");
    assertRefused(
        CommandRun.of("analyze", "--clips", clip.toString(), "--output", "c.xml"),
        "--output must end in .jsonl or .avro: c.xml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "render",
        "plan",
        "analyze",
        "beats",
        "doctor",
        "demo",
        "benchmark",
        "benchmark beats"
      })
  void everyVerbExplainsItselfWithAnExample(String verb) {
    CommandRun run = CommandRun.of((verb + " --help").split(" "));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: autocut " + verb).contains("Example");
  }
}
