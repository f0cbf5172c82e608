package io.autocut.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.accounting.Price;
import io.autocut.json.PlainJson;
import io.autocut.media.Failures;
import io.autocut.schemas.Assembly;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.Failure;
import io.autocut.schemas.FailureCount;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.RunReport;
import io.autocut.schemas.StageWork;
import io.autocut.schemas.Versions;
import io.autocut.testing.TestWork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportsTest {
  private static final Failure UNREADABLE =
      Failures.of("analysis", "m", "/a.mp4", "NO_VIDEO", "has no video");

  @Test
  void stagesOfTheMontagesAreAddedUp() {
    RunReport run =
        of(
            report("a", TestWork.stage("analysis", 4, 1, 0, 10, 20)),
            report(
                "b",
                TestWork.stage("analysis", 2, 2, 0, 1, 2),
                TestWork.stage("segments", 9, 0, 0, 30, 60)));

    assertThat(run.getStages())
        .containsExactly(
            TestWork.stage("analysis", 6, 3, 0, 11, 22),
            TestWork.stage("segments", 9, 0, 0, 30, 60));
    assertThat(run.getCost().getCpuMillis()).isEqualTo(82);
    assertThat(run.getCost().getAttempts()).isEqualTo(12);
    assertThat(run.getMontages()).isEqualTo(2);
    assertThat(run.getMade()).isEqualTo(2);
    assertThat(run.getWallMillis()).isEqualTo(5000);
  }

  @Test
  void failuresAreCountedByCauseTheMostFrequentFirst() {
    Failure full = Failures.of("segments", "m", "/a.mp4", "IO", "the disk is full");
    MontageReport failed =
        MontageReport.newBuilder(report("a"))
            .setMade(false)
            .setFailures(List.of(full, UNREADABLE, UNREADABLE))
            .build();

    RunReport run = of(failed, report("b"));

    assertThat(run.getMade()).isEqualTo(1);
    assertThat(run.getFailures())
        .containsExactly(
            new FailureCount("analysis", "NO_VIDEO", 2L), new FailureCount("segments", "IO", 1L));
  }

  @Test
  void reportAndTableLieAmongTheFilms(@TempDir Path folder) throws Exception {
    MontageReport montage = report("a", TestWork.stage("analysis", 1, 0, 0, 10, 20));
    RunReport run = of(montage);
    String place =
        RunReports.write(run, List.of(montage), folder.resolve("films").toString(), folder);

    assertThat(place).isEqualTo(folder + "/films/run.run-report.json");
    assertThat(PlainJson.parse(Files.readString(Path.of(place)), RunReport.class)).isEqualTo(run);
    assertThat(folder.resolve("films/run.run-costs.avro")).isNotEmptyFile();
    assertThat(folder.resolve("films/run.run.html")).content().contains("a.mp4");
  }

  private static RunReport of(MontageReport... reports) {
    return RunReports.of("run", List.of(reports), Price.UNKNOWN, Duration.ofSeconds(5));
  }

  private static MontageReport report(String montage, StageWork... stages) {
    return MontageReport.newBuilder()
        .setRunId("run")
        .setMontageId(montage)
        .setMade(true)
        .setOutput("/" + montage + ".mp4")
        .setPlanId("")
        .setPlanKey("")
        .setTemplate("")
        .setMusicUri("")
        .setFrames(0)
        .setCuts(0)
        .setClipsUsed(0)
        .setClipsOffered(0)
        .setBeatGrid(BeatGrid.UNKNOWN)
        .setMilliBpm(0)
        .setAssembly(Assembly.UNKNOWN)
        .setWarnings(List.of())
        .setFailures(List.of())
        .setStages(List.of(stages))
        .setVersions(new Versions("", "", "", "", "", ""))
        .build();
  }
}
