package io.autocut.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.media.Failures;
import io.autocut.schemas.Assembly;
import io.autocut.schemas.Failure;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PixelProof;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.ProofDepth;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.schemas.StageWork;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkerContext;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestMontage;
import io.autocut.testing.TestRequest;
import io.autocut.testing.TestWork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assembles and verifies, as the graph does, a small montage whose segments are cut. */
class AssembleMontagesTest {
  @TempDir Path folder;
  private WorkerContext context;
  private Path film;
  private PlannedMontage plan;
  private List<SegmentOutcome> outcomes;

  @BeforeEach
  void cutAMontage() throws Exception {
    context = TestContext.in(folder);
    film = folder.resolve("films/it's a film.mp4");
    MontageRequest request =
        TestRequest.montage("film", List.of())
            .setCanvas("160x90")
            .setTemplate(TestRequest.every(4))
            .setOutput(film.toString())
            .build();
    TestMontage montage =
        new TestMontage(context).offer(TestClip.numbered(1, 400).in(folder, "a.mp4"));
    plan = montage.plan(request, TestBeats.bpm(120_000));
    outcomes = montage.cut(plan);
  }

  @Test
  void filmIsMadeOnceItsLastSegmentIsThereAndProved() {
    List<SegmentOutcome> turned = new ArrayList<>(outcomes);
    Collections.reverse(turned);

    assertReports(
        List.of(plan),
        turned,
        reports -> {
          assertThat(reports).hasSize(1);
          MontageReport report = reports.get(0);
          assertThat(report.getFailures()).isEmpty();
          assertThat(report.getMade()).isTrue();
          assertThat(report.getAssembly()).isEqualTo(Assembly.STREAM_COPY);
          assertThat(report.getVerification().getPassed()).isTrue();
          assertThat(report.getFrames()).isEqualTo(180);
          assertThat(report.getCuts()).isEqualTo(2);
          assertThat(report.getClipsUsed()).isOne();
          assertThat(report.getStages())
              .extracting(StageWork::getStage)
              .containsExactly("segments", "music-coding", "assembly", "verification");
          return null;
        });
    assertThat(film).isNotEmptyFile();
    assertThat(film.getParent()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void filmThatIsInPlaceStaysAsItIs() throws Exception {
    assertAssembled(0);
    Object file = Files.readAttributes(film, BasicFileAttributes.class).fileKey();

    assertAssembled(1);

    assertThat(Files.readAttributes(film, BasicFileAttributes.class).fileKey()).isEqualTo(file);
  }

  @Test
  void filmThatIsNotTheOneThatWasMadeIsMadeAnew() throws Exception {
    assertAssembled(0);
    byte[] whole = Files.readAllBytes(film);
    Files.write(film, Arrays.copyOf(whole, whole.length / 2));

    assertAssembled(0);

    assertThat(film).hasBinaryContent(whole);
  }

  @Test
  void filmIsAlsoMadeElsewhere() throws Exception {
    assertAssembled(0);
    Path other = folder.resolve("films/other.mp4");
    MontageRequest request =
        MontageRequest.newBuilder(plan.getRequest()).setOutput(other.toString()).build();
    plan = PlannedMontage.newBuilder(plan).setRequest(request).build();

    assertAssembled(0);

    assertThat(other).hasSameBinaryContentAs(film);
  }

  @Test
  void segmentThatHasGoneSinceItWasCutIsCutAgain() throws Exception {
    assertAssembled(0);
    byte[] whole = Files.readAllBytes(film);
    Files.delete(film);
    ContentKey lost = ContentKey.parse(outcomes.get(1).getSegmentKey());
    Files.delete(context.store().get(lost));

    assertReports(
        List.of(plan),
        outcomes,
        reports -> {
          assertThat(reports.get(0).getMade()).as("%s", reports.get(0).getFailures()).isTrue();
          assertThat(reports.get(0).getWarnings())
              .contains("1 of its segments had gone from the store and were cut again.");
          return null;
        });
    assertThat(film).hasBinaryContent(whole);
  }

  private void assertAssembled(long reused) {
    assertReports(
        List.of(plan),
        outcomes,
        reports -> {
          MontageReport report = reports.get(0);
          assertThat(report.getMade()).as("%s", report.getFailures()).isTrue();
          assertThat(stage("assembly", report).getReused()).isEqualTo(reused);
          return null;
        });
  }

  private static StageWork stage(String name, MontageReport report) {
    return report.getStages().stream()
        .filter(stage -> stage.getStage().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void filmThatWasProvedIsMeasuredAgainOnlyForADeeperProof() {
    assertProved(0);
    assertProved(1);
    MontageRequest deep =
        MontageRequest.newBuilder(plan.getRequest()).setProof(ProofDepth.PIXELS).build();
    plan = PlannedMontage.newBuilder(plan).setRequest(deep).build();
    assertProved(0);
  }

  private void assertProved(long reused) {
    assertReports(
        List.of(plan),
        outcomes,
        reports -> {
          assertThat(reports.get(0).getVerification().getPassed()).isTrue();
          assertThat(stage("verification", reports.get(0)).getReused()).isEqualTo(reused);
          return null;
        });
  }

  @Test
  void picturesAreLookedAtWhereThatIsAskedFor() {
    MontageRequest deep =
        MontageRequest.newBuilder(plan.getRequest()).setProof(ProofDepth.PIXELS).build();

    assertReports(
        List.of(PlannedMontage.newBuilder(plan).setRequest(deep).build()),
        outcomes,
        reports -> {
          PixelProof pixels = reports.get(0).getVerification().getPixels();
          assertThat(pixels.getFramesDecoded()).isEqualTo(180);
          assertThat(pixels.getCutsSeen() + pixels.getCutsUnseen()).isEqualTo(2);
          assertThat(reports.get(0).getMade()).isTrue();
          return null;
        });
    assertReports(
        List.of(plan),
        outcomes,
        reports -> {
          assertThat(reports.get(0).getVerification().getPixels()).isNull();
          return null;
        });
  }

  @Test
  void failedSegmentKeepsTheFilmFromBeingMadeAndItsReason() throws Exception {
    Files.createDirectories(film.getParent());
    Files.writeString(film, "of an earlier run");
    Failure failure = Failures.of("segments", "film", "/m/a.mp4", "IO", "a.mp4: told to fail");
    List<SegmentOutcome> failed = new ArrayList<>(outcomes);
    failed.set(1, SegmentOutcome.newBuilder(outcomes.get(1)).setFailure(failure).build());

    assertReports(
        List.of(plan),
        failed,
        reports -> {
          assertThat(reports).hasSize(1);
          assertThat(reports.get(0).getMade()).isFalse();
          assertThat(reports.get(0).getFailures()).containsExactly(failure);
          assertThat(reports.get(0).getVerification()).isNull();
          assertThat(reports.get(0).getStages())
              .extracting(StageWork::getStage)
              .containsExactly("segments", "music-coding");
          assertThat(reports.get(0).getStages())
              .first()
              .isEqualTo(TestWork.stage("segments", 3, 0, 1, 30, 60));
          return null;
        });
    assertThat(film).hasContent("of an earlier run");
  }

  @Test
  void planThatCannotBeMadeIsReportedWithoutWaiting() {
    Failure failure = Failures.of("planning", "film", "", "NO_CLIPS", "film: no clips.");
    PlannedMontage unmakeable =
        PlannedMontage.newBuilder(plan)
            .setMakeable(false)
            .setPlanKey("")
            .setMusicKey("")
            .setPieces(0)
            .setFailures(List.of(failure))
            .build();

    assertReports(
        List.of(unmakeable),
        List.of(),
        reports -> {
          assertThat(reports).hasSize(1);
          assertThat(reports.get(0).getMade()).isFalse();
          assertThat(reports.get(0).getFailures()).containsExactly(failure);
          return null;
        });
  }

  @Test
  void warningsOfSegmentsReachTheReport() {
    List<SegmentOutcome> noted = new ArrayList<>(outcomes);
    noted.set(0, SegmentOutcome.newBuilder(outcomes.get(0)).setNote("a.mp4: held").build());

    assertReports(
        List.of(plan),
        noted,
        reports -> {
          assertThat(reports.get(0).getMade()).isTrue();
          assertThat(reports.get(0).getWarnings()).containsExactly("a.mp4: held");
          return null;
        });
  }

  private void assertReports(
      List<PlannedMontage> plans,
      List<SegmentOutcome> segments,
      SerializableFunction<List<MontageReport>, Void> checks) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    var cut =
        pipeline.apply(
            "Segments", Create.of(segments).withCoder(AvroCoder.of(SegmentOutcome.class)));
    var planned =
        pipeline.apply("Plans", Create.of(plans).withCoder(AvroCoder.of(PlannedMontage.class)));
    var music = planned.apply("Code music", CodeMusic.using(context));
    var reports =
        planned
            .apply("Assemble montages", AssembleMontages.of(cut, music, context))
            .apply(
                "Verify montages",
                VerifyMontages.using(context, new RunLabel("run-1", "DirectRunner", "test")));
    PAssert.that(reports)
        .satisfies(
            found -> {
              List<MontageReport> all = new ArrayList<>();
              found.forEach(all::add);
              return checks.apply(all);
            });
    pipeline.run().waitUntilFinish();
  }
}
