package io.autocut.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.autocut.accounting.Price;
import io.autocut.assembly.ReportPlans;
import io.autocut.assembly.RunLabel;
import io.autocut.media.Failures;
import io.autocut.planning.AnalyzedClip;
import io.autocut.planning.MontagePlanner;
import io.autocut.progress.Progress;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.StageCost;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkerContext;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestMontage;
import io.autocut.testing.TestRequest;
import io.autocut.testing.TestWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteReportsTest {
  @TempDir Path folder;
  private WorkerContext context;

  @BeforeEach
  void openStore() {
    context = TestContext.in(folder);
  }

  @Test
  void decisionsAndReportLieBesideTheFilm() throws Exception {
    write(plan("film.mp4"));

    assertThat(json("film.edl.json").path("events")).hasSize(10);
    JsonNode report = json("film.report.json");
    assertThat(report.path("made").asBoolean()).isTrue();
    assertThat(report.path("frames").asInt()).isEqualTo(300);
    assertThat(report.path("cuts").asInt()).isEqualTo(9);
    assertThat(report.path("planId").asText())
        .isEqualTo(json("film.edl.json").path("planId").asText());
  }

  @Test
  void planLiesWhereItWasAskedFor() throws Exception {
    write(plan("plan.json"));

    assertThat(json("plan.json").path("events")).hasSize(10);
    assertThat(json("plan.plan-report.json").path("made").asBoolean()).isTrue();
    assertThat(folder.resolve("plan.edl.json")).doesNotExist();
  }

  @Test
  void whatEachStageCostIsATableBesideTheReport() throws Exception {
    write(costing(plan("film.mp4")));

    List<StageCost> lines = new ArrayList<>();
    Path table = folder.resolve("film.costs.avro");
    try (var reader =
        new DataFileReader<>(table.toFile(), new SpecificDatumReader<>(StageCost.class))) {
      reader.forEach(lines::add);
    }
    assertThat(lines)
        .extracting(StageCost::getStage)
        .isEqualTo(json("film.report.json").path("stages").findValuesAsText("stage"))
        .isNotEmpty();
    assertThat(lines).allMatch(line -> line.getRunId().equals("run-1"));
    assertThat(json("film.report.json").at("/cost/microsPerCoreHour").asLong()).isEqualTo(50_000);
  }

  @Test
  void costsAreCountedInTheMetricsOfTheRun() throws Exception {
    PipelineResult result = write(costing(plan("film.mp4")));

    assertThat(counters(result, "analysis_attempts")).isEqualTo(3);
    assertThat(counters(result, "analysis_reused")).isEqualTo(2);
    assertThat(counters(result, ".*_cpu_millis")).isEqualTo(47);
    assertThat(counters(result, "montages_made")).isEqualTo(1);
    assertThat(counters(result, "failures_analysis_no_video")).isEqualTo(1);
  }

  private static PlannedMontage costing(PlannedMontage plan) {
    return PlannedMontage.newBuilder(plan)
        .setStages(
            List.of(
                TestWork.stage("analysis", 5, 2, 1, 30, 40),
                TestWork.stage("planning", 1, 0, 0, 6, 7)))
        .setFailures(List.of(Failures.of("analysis", "film", "/m/b.mp4", "NO_VIDEO", "none")))
        .build();
  }

  private static long counters(PipelineResult result, String pattern) {
    var all = result.metrics().queryMetrics(MetricsFilter.builder().build()).getCounters();
    return StreamSupport.stream(all.spliterator(), false)
        .filter(counter -> counter.getName().getNamespace().equals(Progress.COSTS))
        .filter(counter -> counter.getName().getName().matches(pattern))
        .mapToLong(MetricResult::getAttempted)
        .sum();
  }

  @Test
  void montageThatCannotBeMadeHasAReportAndNoDecisions() throws Exception {
    write(
        PlannedMontage.newBuilder(plan("film.mp4"))
            .setMakeable(false)
            .setPlanKey("")
            .setFailures(
                List.of(Failures.of("planning", "film", "", "NO_CLIPS", "film: no clips.")))
            .build());

    assertThat(json("film.report.json").path("made").asBoolean()).isFalse();
    assertThat(json("film.report.json").at("/failures/0/message").asText())
        .isEqualTo("film: no clips.");
    assertThat(folder.resolve("film.edl.json")).doesNotExist();
  }

  @Test
  void placeOfTheReportFollowsFromTheFilms() {
    assertThat(WriteReports.reportOf("/films/a.mp4")).isEqualTo("/films/a.report.json");
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(Files.readString(folder.resolve(name)));
  }

  private PlannedMontage plan(String output) throws Exception {
    MontageRequest request =
        TestRequest.montage("film", List.of("/m/a.mp4"))
            .setOutput(folder.resolve(output).toString())
            .build();
    BeatTimeline music = TestBeats.bpm(120_000).lasting(10);
    ContentKey musicKey = ContentKey.of(ContentKey.Kind.BEATS).build();
    context.records().put(musicKey, music);
    AnalyzedClip clip = new AnalyzedClip("/m/a.mp4", TestAnalysis.of("a").shot(12_000).build());
    EditDecisionList list = new MontagePlanner().plan(request, List.of(clip), music);
    return new TestMontage(context).planned(request, list, musicKey.toString());
  }

  private PipelineResult write(PlannedMontage plan) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline
        .apply(Create.of(plan).withCoder(AvroCoder.of(PlannedMontage.class)))
        .apply(
            "Report plans",
            ReportPlans.using(
                context,
                new RunLabel(
                    "run-1", "DirectRunner", "test", RunLabel.Restarts.NEVER, Price.parse("0.05"))))
        .apply("Write reports", WriteReports.using(context));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    return result;
  }
}
