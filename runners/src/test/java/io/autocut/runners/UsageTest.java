package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  void amountOfMemoryThatIsNoneIsRefused() throws Exception {
    Path music = Files.writeString(folder.resolve("song.mp3"), "x");
    Path clip = Files.writeString(folder.resolve("a.mov"), "x");
    assertRefused(
        CommandRun.of(
            "render",
            "--clips",
            clip.toString(),
            "--music",
            music.toString(),
            "--output",
            folder.resolve("f.mp4").toString(),
            "--max-memory",
            "much"),
        "--max-memory: not an amount of memory such as 800M or 2G: much");
  }

  @Test
  void hardwareIsAutoOrOff() {
    assertRefused(CommandRun.of("doctor", "--hardware", "cuda"), "--hardware", "AUTO, OFF");
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
  void planDecidesOnEverythingElse() {
    assertRefused(
        CommandRun.of(
            "render",
            "--plan",
            "f.edl.json",
            "--output",
            "f.mp4",
            "--clips",
            "a.mov",
            "--seed",
            "1",
            "--include",
            "a.mov"),
        "--plan has decided on every cut: leave out --clips, --include, --seed.");
  }

  @Test
  void planWithoutAnOutputIsRefused() {
    assertRefused(CommandRun.of("render", "--plan", "f.edl.json"), "Missing: --output.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|not valid JSON at line 1, column 2",
        "{}|$.planId: missing",
        "{\"planet\": 1}|$.planet: unknown field",
      })
  void planThatIsNoneIsNamedWithThePlace(String json, String message) throws Exception {
    Path plan = Files.writeString(folder.resolve("my.edl.json"), json);

    assertRefused(
        CommandRun.of("render", "--plan", plan.toString(), "--output", "f.mp4"),
        "plan " + plan + ": " + message);
  }

  @Test
  void planThatIsNotThereIsNamed() {
    assertRefused(
        CommandRun.of("render", "--plan", "nowhere.edl.json", "--output", "f.mp4"),
        "nowhere.edl.json: there is no such file");
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
  @CsvSource(
      delimiter = '|',
      value = {
        "--half-time --double-time|--half-time and --double-time contradict each other: give one.",
        "--beats f.beats --tempo 100|--beats gives every beat: leave out --tempo,",
        "--beats f.beats --half-time|--beats gives every beat: leave out --tempo,",
        "--as-detected --beat-offset 5|--as-detected takes the beats as they are: leave out",
        "--beats nowhere.beats|--beats: there is no file nowhere.beats",
        "--tempo 20|--tempo must be a decimal number from 50 to 200",
        "--tempo fast|--tempo must be a decimal number from 50 to 200",
        "--beat-offset 1e9|--beat-offset must be a decimal number from -2000 to 2000",
        "--keep --beat-offset 0.0|--keep needs something to keep",
        "--keep|--keep needs something to keep",
        "--keep --as-detected|--keep needs something to keep",
        "--click a.wav --output ./a.wav|--click and --output name the same file: a.wav",
        "--forget --half-time|--forget stands alone",
        "--click click.mp3|--click must end in .wav: click.mp3"
      })
  void correctionThatMakesNoSenseIsRefused(String options, String message) throws Exception {
    Path music = Files.writeString(folder.resolve("song.mp3"), "x");
    assertRefused(CommandRun.of(("beats " + music + " " + options).split(" ")), message);
  }

  @Test
  void clicksDoNotOverwriteTheMusic() throws Exception {
    String music = Files.writeString(folder.resolve("song.wav"), "x").toString();
    assertRefused(
        CommandRun.of("beats", music, "--click", music), "--click would overwrite the music");
  }

  @Test
  void malformedFileOfBeatsIsNamedWithItsLine() throws Exception {
    String clip = Files.writeString(folder.resolve("a.mov"), "x").toString();
    String beats = Files.writeString(folder.resolve("my.beats"), "1\n2\nthree\n").toString();
    assertRefused(
        CommandRun.of(
            "render", "--clips", clip, "--music", clip, "--output", "f.mp4", "--beats", beats),
        beats + " line 3: expected seconds, a tab and the beat in the bar",
        "but found 'three'");
  }

  @Test
  void fileOfBeatsForAWholeManifestIsRefused() {
    assertRefused(
        CommandRun.of("render", "--manifest", "films.jsonl", "--beats", "my.beats"),
        "leave out --beats, and give it in its lines");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--contenders script,moviepy|--contenders: moviepy is none of script, peaks, one-process,",
        "--counts 5,0|--counts must lie between 1 and 1000: 0",
        "--clips nowhere|nowhere: there is no such folder.",
        "--music nowhere.mp3|nowhere.mp3: there is no such file.",
        "--seconds-per-clip long|--seconds-per-clip: ",
        "-- --store here|bench itself says which clips and which store: leave them out."
      })
  void comparisonThatMakesNoSenseIsRefused(String options, String message) {
    assertRefused(CommandRun.of(("bench " + options).split(" ")), message);
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
        "bench",
        "benchmark",
        "benchmark beats"
      })
  void everyVerbExplainsItselfWithAnExample(String verb) {
    CommandRun run = CommandRun.of((verb + " --help").split(" "));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: autocut " + verb).contains("Example");
  }
}
