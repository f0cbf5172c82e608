package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.json.PlainJson;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.StageWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two programs at once that make the same film with one store, each to a place of its own. */
final class SimultaneousRunsTest {
  @TempDir static Path folder;
  private static List<MontageReport> reports;

  @BeforeAll
  static void runBoth() throws Exception {
    Footage footage = Footage.in(folder);
    try (LauncherProcess first = LauncherProcess.start(arguments(footage, "first"));
        LauncherProcess second = LauncherProcess.start(arguments(footage, "second"))) {
      assertThat(first.end()).as(first.said()).isEqualTo(ExitCode.ALL_MADE);
      assertThat(second.end()).as(second.said()).isEqualTo(ExitCode.ALL_MADE);
    }
    reports = List.of(report("first"), report("second"));
  }

  private static List<String> arguments(Footage footage, String film) {
    return List.of(
        "render",
        "--clips",
        footage.clips().toString(),
        "--music",
        footage.music().toString(),
        "--output",
        folder.resolve(film + ".mp4").toString(),
        "--store",
        folder.resolve("store").toString(),
        "--canvas",
        "320x180");
  }

  private static MontageReport report(String film) throws IOException {
    return PlainJson.parse(
        Files.readString(folder.resolve(film + ".report.json")), MontageReport.class);
  }

  private static StageWork work(MontageReport report, String stage) {
    return report.getStages().stream()
        .filter(work -> work.getStage().equals(stage))
        .findFirst()
        .orElseThrow();
  }

  private static void assertDoneOnce(String stage) {
    long made =
        reports.stream()
            .map(report -> work(report, stage))
            .mapToLong(work -> work.getElements() - work.getReused())
            .sum();
    assertThat(made).isEqualTo(work(reports.get(0), stage).getElements());
  }

  @Test
  void filmsAreTheSame() throws Exception {
    assertThat(folder.resolve("first.mp4")).hasSameBinaryContentAs(folder.resolve("second.mp4"));
  }

  @Test
  void clipsAreAnalyzedOnce() {
    assertDoneOnce("analysis");
  }

  @Test
  void musicIsAnalyzedOnce() {
    assertDoneOnce("music");
  }

  @Test
  void segmentsAreCutOnce() {
    assertDoneOnce("segments");
  }
}
