package io.autocut.runners.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.autocut.accounting.Sums;
import io.autocut.schemas.Assembly;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.StageWork;
import io.autocut.schemas.Versions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page and the rows of figures that are known. */
final class BenchMarkdownTest {
  @TempDir Path folder;

  private static RunCost cost(double wall, double cpu, long peak) {
    return new RunCost(wall, cpu, new TreeFigures(peak, Optional.empty(), Optional.empty()));
  }

  private static FilmFigures film(int clips, Optional<TreeFigures.Span> cutting) {
    RunCost cold =
        new RunCost(clips * 1.2, clips * 2, new TreeFigures(900_000_000, cutting, cutting));
    return new FilmFigures(
        clips,
        2,
        TestFilm.ofTwo(),
        MontageReport.newBuilder()
            .setRunId("")
            .setMontageId("film")
            .setMade(true)
            .setOutput("")
            .setPlanId("")
            .setPlanKey("")
            .setTemplate("")
            .setMusicUri("")
            .setFrames(52)
            .setCuts(1)
            .setClipsUsed(2)
            .setClipsOffered(2)
            .setBeatGrid(BeatGrid.values()[1])
            .setMilliBpm(0)
            .setAssembly(Assembly.STREAM_COPY)
            .setWarnings(List.of())
            .setFailures(List.of())
            .setStages(
                List.of(
                    stage("analysis", clips, 4000, 500L * clips),
                    stage("segments", 2, 6000, 1000L * clips)))
            .setVersions(new Versions("", "", "", "", "", ""))
            .build(),
        cold,
        cost(2, 1, 300_000_000),
        ImmutableList.of(
            new Attempt("script", "(a) script", Optional.of(cost(10, 20, 250_000_000)), ""),
            new Attempt("melt", "(c) melt", Optional.empty(), "failed: it | broke")),
        Optional.of(new Floor.Cost(4, 14)));
  }

  @Test
  void summaryComparesWithTheScriptAndTheFloor() {
    String page =
        BenchMarkdown.of(
            "autocut bench --counts 5",
            "2 cores",
            List.of(film(5, Optional.of(new TreeFigures.Span(10, 19)))));

    assertThat(page)
        .startsWith("`autocut bench --counts 5` on 2 cores, libx264:\n\n| clips | film | cuts |")
        .contains("| 5 | 1.7 s | 2 | 0.95 | – | 1.06 | 0.60 | 95 % | 900 | 250 |\n")
        .contains("### 5 clips: 1.7 s of 640×360 at 30000/1001, 2 cuts\n")
        .contains(
            "| **autocut, whole render**, nothing in the store | 6.0 | 10.0 | 0.50 | 900 |  |")
        .contains("| … stage segments | – | 5.0 | 0.25 | – | 2 elements, 3.0 s each")
        .contains("| (c) melt | – | – | – | – | failed: it \\| broke |\n")
        .contains("| – | 18.0 | 0.90 | – | 4.0 + 14.0 |\n")
        .doesNotContain("clips against");
  }

  @Test
  void cuttingThatWasNotSeenIsADash() {
    assertThat(BenchMarkdown.of("", "", List.of(film(5, Optional.empty()))))
        .contains("| 5 | 1.7 s | 2 | – | – | – | 0.60 | – | 900 | 250 |\n")
        .doesNotContain("of that cutting");
  }

  @Test
  void manyClipsAreComparedWithTwenty() {
    assertThat(
            BenchMarkdown.of(
                "", "", List.of(film(20, Optional.empty()), film(100, Optional.empty()))))
        .contains(
            "100 clips against 20: CPU of analysis and segments 1.50 : 1.50 s a clip = 1.00;"
                + " of the whole render 2.00 : 2.00 s a clip = 1.00; peak memory 900 : 900 MB = 1.00.");
  }

  @Test
  void rowsTellTheSameToPrograms() throws Exception {
    List<FilmFigures> films = List.of(film(5, Optional.of(new TreeFigures.Span(10, 19))));
    Path csv = folder.resolve("bench.csv");
    Path json = folder.resolve("bench.json");

    BenchRows.writeCsv(csv, films);
    BenchRows.writeJson(json, films);

    assertThat(Files.readAllLines(csv))
        .startsWith(
            "clips,film_seconds,cuts,what,wall_seconds,cpu_seconds,peak_bytes,cores_busy,note",
            "5,1.735067,2,render-cold,6.0,10.0,900000000,,")
        .contains(
            "5,1.735067,2,cutting,10.0,19.0,,0.95,",
            "5,1.735067,2,melt,,,,,failed: it | broke",
            "5,1.735067,2,floor-encoding,,14.0,,,");
    assertThat(json).content().contains("\"what\" : \"floor-decoding\"");
  }

  private static StageWork stage(String name, long elements, long wallMillis, long cpuMillis) {
    return StageWork.newBuilder(Sums.none(name))
        .setElements(elements)
        .setWallMillis(wallMillis)
        .setCpuMillis(cpuMillis)
        .build();
  }
}
