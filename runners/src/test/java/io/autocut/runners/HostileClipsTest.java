package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.json.PlainJson;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.Failure;
import io.autocut.schemas.MontageReport;
import io.autocut.testing.NumberedFrames;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestFfmpeg;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film of good clips in a folder of hostile ones. */
final class HostileClipsTest {
  private static final int SECRET = 99;

  /** Good clips under odd names, and those of whose lies the decoder makes something. */
  private static final List<String> USABLE =
      List.of(
          "-y.mp4",
          "%d.mp4",
          "pipe:0.mp4",
          "concat:a|b.mp4",
          "a'b\"$(touch x)<script>.mp4",
          "large.mp4",
          "elsewhere.mov",
          "half.mp4");

  @TempDir static Path folder;
  private static CommandRun run;
  private static MontageReport report;

  @BeforeAll
  static void makeFilm() throws Exception {
    Footage footage = Footage.in(folder);
    Path secret =
        TestClip.numbered(SECRET, 75)
            .at("25")
            .size(320, 180)
            .in(Files.createDirectory(folder.resolve("elsewhere")), "secret.mp4");
    new HostileClips(footage.clip(1), secret).in(footage.clips());
    Files.writeString(footage.clips().resolve("line\nbreak.mp4"), "");
    new ProcessBuilder("mkfifo", footage.clips().resolve("fifo.mp4").toString()).start().waitFor();
    run =
        CommandRun.of(
            "render",
            "--clips",
            footage.clips().toString(),
            "--music",
            footage.music().toString(),
            "--output",
            folder.resolve("film.mp4").toString(),
            "--store",
            folder.resolve("store").toString(),
            "--canvas",
            "320x180",
            "--duration",
            "10");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
    report =
        PlainJson.parse(Files.readString(folder.resolve("film.report.json")), MontageReport.class);
  }

  @Test
  void filmIsWhole() throws Exception {
    assertThat(NumberedFrames.of(TestFfmpeg.ffmpeg(), folder.resolve("film.mp4")))
        .hasSize((int) report.getFrames());
  }

  @Test
  void fileThatNobodyWasGivenIsNotShown() throws Exception {
    assertThat(NumberedFrames.of(TestFfmpeg.ffmpeg(), folder.resolve("film.mp4")))
        .noneMatch(frame -> frame.clipId() == SECRET);
    assertThat(Files.readString(folder.resolve("film.edl.json"))).doesNotContain("secret");
  }

  @Test
  void whatCannotBeUsedIsNamedWithItsCause() throws Exception {
    Set<String> named =
        report.getFailures().stream()
            .map(failure -> Path.of(failure.getUri()).getFileName().toString())
            .collect(Collectors.toSet());

    try (Stream<Path> clips = Files.list(folder.resolve("clips"))) {
      assertThat(named)
          .containsAll(
              clips
                  .map(clip -> clip.getFileName().toString())
                  .filter(name -> !name.matches("clip\\d.mp4") && !USABLE.contains(name))
                  .filter(name -> !name.contains("\n"))
                  .toList());
    }
    assertThat(report.getFailures())
        .extracting(Failure::getMessage)
        .anyMatch(message -> message.contains("line\\u000abreak.mp4"));
    assertThat(named).noneMatch(name -> name.matches("clip\\d.mp4"));
    assertThat(report.getFailures())
        .extracting(Failure::getMessage)
        .allMatch(message -> message.length() < 300 && !message.contains("Exception"));
  }

  @Test
  void whatIsSaidOfThemIsForPeople() {
    assertThat(run.out() + run.err()).doesNotContain("Exception").doesNotContain("\tat ");
  }

  @Test
  void nothingIsWrittenBesideThem() throws Exception {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      assertThat(files.map(Path::toString)).doesNotContain("x");
    }
    EditDecisionList plan =
        PlainJson.parse(Files.readString(folder.resolve("film.edl.json")), EditDecisionList.class);
    assertThat(plan.getEvents()).extracting(Event::getClipUri).allMatch(uri -> uri.startsWith("/"));
  }
}
