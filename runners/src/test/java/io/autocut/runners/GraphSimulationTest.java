package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.json.PlainJson;
import io.autocut.runners.simulation.SimulatedArchive;
import io.autocut.schemas.Failure;
import io.autocut.schemas.MontageReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole graph on embedded Flink, with engines that touch no media. */
class GraphSimulationTest {
  private static final int FILMS = 30;
  private static final SimulatedArchive ARCHIVE = new SimulatedArchive(FILMS, 10, 6, 100, 30);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"streaming", "batch"})
  void everyFilmIsReportedAsItsClipsWantIt(String mode) throws Exception {
    CommandRun run = simulate("--mode", mode);

    assertThat(run.exitCode()).as(run.err()).isZero();
    List<MontageReport> reports = reports();
    assertThat(reports).hasSize(FILMS);
    assertThat(reports).extracting(MontageReport::getMade).contains(true, false);
    for (MontageReport report : reports) {
      List<String> usable = usable(report.getMontageId());
      List<String> uncuttable = uncuttable(usable);
      assertThat(report.getMade()).isEqualTo(uncuttable.isEmpty());
      assertThat(report.getClipsUsed()).isEqualTo(Math.min(6, usable.size()));
      assertThat(report.getFailures())
          .filteredOn(failure -> failure.getStage().equals("analysis"))
          .hasSize(10 - usable.size());
      assertThat(report.getFailures())
          .filteredOn(failure -> failure.getStage().equals("segments"))
          .extracting(Failure::getUri)
          .containsExactlyElementsOf(uncuttable);
      if (report.getMade()) {
        assertThat(report.getVerification().getFramesFound()).isEqualTo(180);
        assertThat(Path.of(report.getOutput())).exists();
      }
    }
  }

  @Test
  void tellsWhatItCostAndWhatWasShuffled() {
    assertThat(simulate().out())
        .matches(
            "clips=300 montages=30 mode=streaming wall=\\S+ cpu=\\S+ rss=[1-9]\\d*"
                + " shuffled-records=[1-9]\\d* shuffled-bytes=[1-9]\\d*\\R");
  }

  @Test
  void filmsHaveTheirPages() throws Exception {
    simulate();

    assertThat(reports())
        .flatExtracting(MontageReport::getWarnings)
        .noneMatch(warning -> warning.contains("page"));
    try (Stream<Path> all = Files.walk(folder.resolve("films"))) {
      assertThat(all.filter(file -> file.toString().endsWith(".html"))).hasSize(30);
    }
  }

  private CommandRun simulate(String... more) {
    return CommandRun.of(
        Stream.concat(
                Stream.of("benchmark", "graph", "--clips", "300", "--segments", "6"),
                Stream.concat(
                    Stream.of(
                        "--unusable", "100", "--uncuttable", "30", "--folder", folder.toString()),
                    Stream.of(more)))
            .toArray(String[]::new));
  }

  private List<MontageReport> reports() throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder.resolve("films"))) {
      files = all.filter(file -> file.toString().endsWith(".report.json")).sorted().toList();
    }
    List<MontageReport> reports = new java.util.ArrayList<>();
    for (Path file : files) {
      reports.add(PlainJson.parse(Files.readString(file), MontageReport.class));
    }
    return reports;
  }

  private static List<String> usable(String film) {
    return IntStream.range(0, 10)
        .mapToObj(clip -> "/simulated/clips/%s-%06d.mp4".formatted(film, clip))
        .filter(clip -> !ARCHIVE.isUnusable(SimulatedArchive.fingerprint(clip)))
        .toList();
  }

  /** Of the clips that the film shows, once for each of its six segments. */
  private static List<String> uncuttable(List<String> usable) {
    return IntStream.range(0, 6)
        .mapToObj(second -> usable.get(second % usable.size()))
        .filter(clip -> ARCHIVE.isUncuttable(SimulatedArchive.fingerprint(clip)))
        .toList();
  }
}
