package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.accounting.Sums;
import io.autocut.json.PlainJson;
import io.autocut.schemas.FailureCount;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.RunReport;
import io.autocut.schemas.StageWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many montages in one pipeline. */
final class ManifestTest {
  private static final int MONTAGES = 20;

  @TempDir static Path folder;
  private static CommandRun run;

  /** Twenty montages that share six clips, among them one of nothing but a broken clip. */
  @BeforeAll
  static void renderMany() throws Exception {
    Footage footage = Footage.in(folder);
    Files.writeString(folder.resolve("broken.mp4"), "no video");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < MONTAGES; i++) {
      String clips =
          i == 7
              ? "\"broken.mp4\""
              : "\"clips/clip%d.mp4\", \"clips/clip%d.mp4\"".formatted(1 + i % 6, 1 + (i + 1) % 6);
      lines.append(
          "{\"montageId\": \"m%02d\", \"clips\": [%s], \"music\": \"%s\", \"canvas\": \"320x180\"}\n"
              .formatted(i, clips, footage.music().getFileName()));
    }
    Path manifest = Files.writeString(folder.resolve("films.jsonl"), lines);
    run =
        CommandRun.of(
            "render",
            "--manifest",
            manifest.toString(),
            "--output",
            folder.resolve("films").toString(),
            "--store",
            folder.resolve("store").toString());
  }

  private static MontageReport report(int montage) throws IOException {
    Path file = folder.resolve("films/m%02d.report.json".formatted(montage));
    return PlainJson.parse(Files.readString(file), MontageReport.class);
  }

  private static StageWork total(String name) throws IOException {
    StageWork sum = Sums.none(name);
    for (int i = 0; i < MONTAGES; i++) {
      for (StageWork stage : report(i).getStages()) {
        if (stage.getStage().equals(name)) {
          sum = Sums.of(sum, stage);
        }
      }
    }
    return sum;
  }

  private static long stored(String kind, String ending) throws IOException {
    try (var files = Files.walk(folder.resolve("store").resolve(kind))) {
      return files.filter(file -> file.toString().endsWith(ending)).count();
    }
  }

  @Test
  void oneMontageOfBrokenClipsFailsAlone() throws IOException {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(run.out()).contains("m07: not made.").contains("19 of 20 made.");
    for (int i = 0; i < MONTAGES; i++) {
      assertThat(report(i).getMade()).as("montage %d", i).isEqualTo(i != 7);
    }
  }

  @Test
  void runIsAddedUpBesideItsFilms() throws IOException {
    RunReport report;
    try (var files = Files.list(folder.resolve("films"))) {
      Path file =
          files.filter(f -> f.toString().endsWith(".run-report.json")).findAny().orElseThrow();
      report = PlainJson.parse(Files.readString(file), RunReport.class);
    }
    assertThat(report.getMontages()).isEqualTo(MONTAGES);
    assertThat(report.getMade()).isEqualTo(MONTAGES - 1);
    assertThat(report.getStages()).contains(total("segments"), total("analysis"));
    assertThat(report.getFailures())
        .extracting(FailureCount::getStage)
        .contains("analysis", "planning");
    assertThat(report.getCost().getTraffic().getBytesRead()).isPositive();
    assertThat(run.out()).contains("pieces of work, begun");
  }

  @Test
  void sharedClipsAreAnalyzedOnce() throws IOException {
    StageWork analysis = total("analysis");
    assertThat(analysis.getElements() - analysis.getReused() - analysis.getFailed()).isEqualTo(6);
  }

  @Test
  void sharedMusicIsAnalyzedOnce() throws IOException {
    StageWork music = total("music");
    assertThat(music.getElements() - music.getReused()).isEqualTo(1);
  }

  @Test
  void sharedSegmentsAreCutOnce() throws IOException {
    StageWork segments = total("segments");
    assertThat(segments.getElements() - segments.getReused()).isEqualTo(stored("segment", ".mp4"));
    assertThat(segments.getReused()).isPositive();
  }
}
