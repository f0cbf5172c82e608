package io.autocut.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.autocut.assembly.ReportPlans;
import io.autocut.assembly.RunLabel;
import io.autocut.media.Failures;
import io.autocut.planning.AnalyzedClip;
import io.autocut.planning.MontagePlanner;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PlannedMontage;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkerContext;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestMontage;
import io.autocut.testing.TestRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
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

  private void write(PlannedMontage plan) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline
        .apply(Create.of(plan).withCoder(AvroCoder.of(PlannedMontage.class)))
        .apply(
            "Report plans",
            ReportPlans.using(context, new RunLabel("run-1", "DirectRunner", "test")))
        .apply("Write reports", WriteReports.using(context));
    pipeline.run().waitUntilFinish();
  }
}
