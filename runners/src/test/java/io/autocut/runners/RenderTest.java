package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.json.PlainJson;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.StageWork;
import io.autocut.testing.NumberedFrames;
import io.autocut.testing.TestFfmpeg;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Films from real clips, on embedded Flink, as a user calls for them. */
final class RenderTest {
  @TempDir static Path media;
  private static Footage footage;

  @TempDir Path folder;

  private static CommandRun firstRun;

  /** What the tests of reuse build on: a first film, and all that it left in the store. */
  @BeforeAll
  static void renderOnce() throws Exception {
    footage = Footage.in(media);
    // Without fades and dissolves, so that each frame can be read.
    firstRun = render(media.resolve("first.mp4"), "--fps", "30", "--template", "buildup");
  }

  private static CommandRun render(Path film, String... more) {
    String[] base = {
      "render",
      "--clips",
      footage.clips().toString(),
      "--music",
      footage.music().toString(),
      "--output",
      film.toString(),
      "--store",
      media.resolve("store").toString(),
      "--canvas",
      "320x180"
    };
    String[] arguments = java.util.Arrays.copyOf(base, base.length + more.length);
    System.arraycopy(more, 0, arguments, base.length, more.length);
    return CommandRun.of(arguments);
  }

  /** A short film of one clip, with a store of its own. */
  private static CommandRun renderInto(Path store, Path film) {
    return CommandRun.of(
        "render",
        "--clips",
        footage.clip(1).toString(),
        "--music",
        footage.music().toString(),
        "--output",
        film.toString(),
        "--store",
        store.toString(),
        "--canvas",
        "320x180");
  }

  private static MontageReport report(Path film) throws IOException {
    String name = film.getFileName().toString().replace(".mp4", ".report.json");
    return PlainJson.parse(Files.readString(film.resolveSibling(name)), MontageReport.class);
  }

  private static EditDecisionList list(Path film) throws IOException {
    String name = film.getFileName().toString().replace(".mp4", ".edl.json");
    return PlainJson.parse(Files.readString(film.resolveSibling(name)), EditDecisionList.class);
  }

  private static StageWork stage(MontageReport report, String name) {
    return report.getStages().stream()
        .filter(stage -> stage.getStage().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyFrameOfTheFilmIsTheOneThatThePlanNames() throws Exception {
    Path film = media.resolve("first.mp4");

    assertThat(firstRun.exitCode()).as(firstRun.err()).isEqualTo(ExitCode.ALL_MADE);
    EditDecisionList list = list(film);
    var frames = NumberedFrames.of(TestFfmpeg.ffmpeg(), film);
    assertThat(frames).hasSize((int) list.getFrames());
    for (Event event : list.getEvents()) {
      int id = Integer.parseInt(event.getClipUri().replaceAll(".*clip(\\d+)\\.mp4", "$1"));
      for (long frame = event.getRecordIn(); frame < event.getRecordOut(); frame++) {
        RationalTime shown =
            RationalTime.of(event.getSourceIn())
                .plus(FrameRate.of(list.getEditRate()).timeOf(frame - event.getRecordIn()));
        var seen = frames.get((int) frame);
        assertThat(seen.clipId()).as("clip at frame %d", frame).isEqualTo(id);
        assertThat((double) seen.number())
            .as("source frame at frame %d", frame)
            .isCloseTo(shown.toMicros() * 25 / 1e6, org.assertj.core.data.Offset.offset(1.0));
      }
    }
  }

  @Test
  void summaryTellsTheProof() {
    assertThat(firstRun.out()).contains("Proved on the film:").contains("sound off by 0.00 ms");
  }

  @Test
  void secondRunComputesNothingAnew() throws Exception {
    Path film = folder.resolve("film.mp4");

    render(film, "--fps", "30", "--template", "buildup");

    MontageReport report = report(film);
    for (String name : List.of("analysis", "music", "segments")) {
      StageWork stage = stage(report, name);
      assertThat(stage.getReused()).as(name).isEqualTo(stage.getElements());
    }
  }

  @Test
  void copiedClipsUnderOtherNamesAreNotAnalyzedAgain() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    for (int id = 1; id <= 6; id++) {
      Files.copy(footage.clip(id), elsewhere.resolve("other" + id + ".mov"));
    }
    Path film = folder.resolve("again.mp4");

    CommandRun.of(
        "render",
        "--clips",
        elsewhere.toString(),
        "--music",
        footage.music().toString(),
        "--output",
        film.toString(),
        "--store",
        media.resolve("store").toString(),
        "--canvas",
        "320x180");

    assertThat(stage(report(film), "analysis").getReused()).isEqualTo(6);
  }

  @Test
  void anotherTemplateCutsOnlyTheSegmentsThatChange() throws Exception {
    Path film = folder.resolve("film.mp4");
    List<String> before =
        list(media.resolve("first.mp4")).getEvents().stream().map(RenderTest::source).toList();

    render(film, "--fps", "30", "--template", "dramatic");

    long kept =
        list(film).getEvents().stream().map(RenderTest::source).filter(before::contains).count();
    assertThat(stage(report(film), "segments").getReused()).isEqualTo(kept);
    assertThat(stage(report(film), "analysis").getReused()).isEqualTo(6);
  }

  private static String source(Event event) {
    return event.getClipFingerprint()
        + event.getSourceIn()
        + (event.getRecordOut() - event.getRecordIn());
  }

  @Test
  void halfASegmentInTheStoreIsCutAnew() throws Exception {
    Path film = folder.resolve("film.mp4");
    Path store = folder.resolve("store");
    renderInto(store, film);
    Path segment;
    try (var files = Files.walk(store.resolve("segment"))) {
      segment = files.filter(file -> file.toString().endsWith(".mp4")).findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(segment);
    Files.write(segment, java.util.Arrays.copyOf(whole, whole.length / 2));

    CommandRun run = renderInto(store, film);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
    StageWork segments = stage(report(film), "segments");
    assertThat(segments.getElements() - segments.getReused()).isEqualTo(1);
    assertThat(Files.readAllBytes(segment)).isEqualTo(whole);
  }

  @Test
  void brokenFilesAreNamedAndTheFilmIsMadeOfTheOthers() throws Exception {
    Path mixed = Files.createDirectories(folder.resolve("mixed"));
    Files.copy(footage.clip(1), mixed.resolve("good.mp4"));
    Files.writeString(mixed.resolve("letter.mp4"), "Dear Sir");
    Files.createFile(mixed.resolve("empty.mov"));
    Path film = folder.resolve("film.mp4");

    CommandRun run =
        CommandRun.of(
            "render",
            "--clips",
            mixed.toString(),
            "--music",
            footage.music().toString(),
            "--output",
            film.toString(),
            "--store",
            folder.resolve("store").toString());

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(run.out()).contains("letter.mp4: ").contains("empty.mov: is empty (0 bytes)");
    assertThat(report(film).getFailures()).hasSize(2);
  }

  @Test
  void filmThatCannotBeMadeLeavesTheOldOneInPlace() throws Exception {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(broken.resolve("letter.mp4"), "Dear Sir");
    Path film = Files.writeString(folder.resolve("film.mp4"), "the old film");

    CommandRun run =
        CommandRun.of(
            "render",
            "--clips",
            broken.toString(),
            "--music",
            footage.music().toString(),
            "--output",
            film.toString(),
            "--store",
            folder.resolve("store").toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_MADE);
    assertThat(run.out()).contains("film: not made.").contains("none of its clips can be used");
    assertThat(film).hasContent("the old film");
  }

  @Test
  void nothingIsLeftBesideTheFilmNorInTheWorkFolders() throws Exception {
    render(folder.resolve("films/film.mp4"));

    try (var beside = Files.list(folder.resolve("films"));
        var work = Files.walk(media.resolve("store/work"))) {
      assertThat(beside.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "film.mp4", "film.edl.json", "film.report.json", "film.costs.avro", "film.html");
      assertThat(work.filter(Files::isRegularFile)).isEmpty();
    }
  }
}
