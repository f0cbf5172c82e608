package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Failure;
import io.autocut.schemas.GatheredMontage;
import io.autocut.schemas.MediaKind;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.StageWork;
import io.autocut.store.ContentKey;
import io.autocut.store.LocalMediaStore;
import io.autocut.store.MediaStore;
import io.autocut.store.RecordStore;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestFfmpeg;
import io.autocut.testing.TestOutcomes;
import io.autocut.testing.TestProfile;
import io.autocut.testing.TestRequest;
import io.autocut.testing.TestWork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanMontagesTest {
  private static final MontageRequest REQUEST =
      TestRequest.montage("film", List.of("/media/a.mp4", "/media/b.mp4")).build();
  private static final String MUSIC = REQUEST.getMusic();

  @TempDir Path folder;
  private WorkerContext context;

  @BeforeEach
  void openStore() {
    context = TestContext.in(folder);
  }

  @Test
  void planIsKeptInTheStoreAndNamedByItsKey() throws Exception {
    GatheredMontage gathered =
        gathered(clip("/media/a.mp4", "a"), clip("/media/b.mp4", "b"), music());
    WorkerContext stored = context;
    String encoder = TestFfmpeg.encoder().ffmpegName();

    assertPlanned(
        gathered,
        plan -> {
          assertThat(plan.getMakeable()).isTrue();
          assertThat(plan.getFailures()).isEmpty();
          assertThat(plan.getPieces()).isEqualTo(9);
          assertThat(plan.getProfile())
              .isEqualTo(TestProfile.of(new Canvas(1920, 1080), TestAnalysis.rate("30"), encoder));
          EditDecisionList list = stored(stored, plan);
          assertThat(list.getEvents()).hasSize(9);
          assertThat(list.getFrames()).isEqualTo(300);
          return null;
        });
  }

  @Test
  void clipsThatFailedAreReportedAndTheOthersUsed() throws Exception {
    GatheredMontage gathered =
        gathered(
            TestOutcomes.failed("film", MediaKind.CLIP, "/media/b.mp4"),
            music(),
            clip("/media/a.mp4", "a"));

    assertPlanned(
        gathered,
        plan -> {
          assertThat(plan.getMakeable()).isTrue();
          assertThat(plan.getFailures())
              .extracting(Failure::getMessage)
              .containsExactly("b.mp4: is empty (0 bytes)");
          assertThat(plan.getStages().subList(0, 2))
              .containsExactly(
                  TestWork.stage("analysis", 2, 0, 1, 20, 40),
                  TestWork.stage("music", 1, 0, 0, 10, 20));
          return null;
        });
  }

  @Test
  void montageWhoseMusicFailedIsNotMakeable() throws Exception {
    GatheredMontage gathered =
        gathered(
            clip("/media/a.mp4", "a"),
            clip("/media/b.mp4", "b"),
            TestOutcomes.failed("film", MediaKind.MUSIC, MUSIC));

    assertPlanned(
        gathered,
        plan -> {
          assertNotMakeable(plan);
          assertThat(plan.getFailures())
              .extracting(Failure::getCode)
              .containsExactly("EMPTY_FILE", "NO_MUSIC");
          assertThat(plan.getFailures().get(1).getMessage())
              .isEqualTo("film.mp4: its music cannot be used.");
          return null;
        });
  }

  @Test
  void montageWithoutAUsableClipIsNotMakeable() throws Exception {
    GatheredMontage gathered =
        gathered(
            TestOutcomes.failed("film", MediaKind.CLIP, "/media/b.mp4"),
            TestOutcomes.failed("film", MediaKind.CLIP, "/media/a.mp4"),
            music());

    assertPlanned(
        gathered,
        plan -> {
          assertNotMakeable(plan);
          assertThat(plan.getFailures())
              .extracting(Failure::getMessage)
              .containsExactly(
                  "a.mp4: is empty (0 bytes)",
                  "b.mp4: is empty (0 bytes)",
                  "film.mp4: none of its clips can be used.");
          return null;
        });
  }

  @Test
  void analysisThatTheStoreLostMakesTheMontageUnmakeable() throws Exception {
    String lost = ContentKey.of(ContentKey.Kind.ANALYSIS).with("clip", "lost").build().toString();
    GatheredMontage gathered =
        gathered(TestOutcomes.found("film", MediaKind.CLIP, "/media/a.mp4", lost), music());

    assertPlanned(
        gathered,
        plan -> {
          assertNotMakeable(plan);
          assertThat(plan.getFailures())
              .extracting(Failure::getMessage)
              .containsExactly(
                  "film.mp4: the store has lost " + lost + "; run the same command again");
          return null;
        });
  }

  @Test
  void planThatCannotBeKeptAnnouncesNoSegments() throws Exception {
    GatheredMontage gathered = gathered(clip("/media/a.mp4", "a"), music());
    RecordStore full =
        new RecordStore(new FullStore(LocalMediaStore.open(folder.resolve("store"))));

    PlannedMontage plan =
        new MontagePlanning(full, TestFfmpeg.encoder(), context.sources(), TestFfmpeg.ffmpeg())
            .plan(gathered);

    assertNotMakeable(plan);
    assertThat(plan.getFailures())
        .extracting(Failure::getMessage)
        .containsExactly("film.mp4: no space left");
  }

  @Test
  void orderOfTheOutcomesDoesNotMatter() throws Exception {
    AnalysisOutcome a = clip("/media/a.mp4", "a");
    AnalysisOutcome b = clip("/media/b.mp4", "b");
    MontagePlanning planning =
        new MontagePlanning(
            context.records(), TestFfmpeg.encoder(), context.sources(), TestFfmpeg.ffmpeg());

    assertThat(planning.plan(gathered(music(), b, a)).getPlanKey())
        .isEqualTo(planning.plan(gathered(a, b, music())).getPlanKey());
  }

  @Test
  void montageIsPlannedOnceForTheSameClipsMusicAndWishes() throws Exception {
    AnalysisOutcome a = clip("/media/a.mp4", "a");
    AnalysisOutcome b = clip("/media/b.mp4", "b");

    assertPlanningReused(gathered(a, b, music()), 0);
    assertPlanningReused(gathered(music(), b, a), 1);
  }

  @Test
  void montageIsPlannedAnewWhenAnythingOfItHasChanged() throws Exception {
    AnalysisOutcome a = clip("/media/a.mp4", "a");
    AnalysisOutcome b = clip("/media/b.mp4", "b");
    assertPlanningReused(gathered(a, b, music()), 0);

    assertPlanningReused(gathered(a, music()), 0);
    assertPlanningReused(
        gathered(a, TestOutcomes.failed("film", MediaKind.CLIP, "/media/b.mp4"), music()), 0);
    MontageRequest other = MontageRequest.newBuilder(REQUEST).setSeed(7).build();
    assertPlanningReused(new GatheredMontage(other, List.of(a, b, music())), 0);
  }

  @Test
  void montageWhosePlanWasPrunedIsPlannedAnew() throws Exception {
    GatheredMontage gathered = gathered(clip("/media/a.mp4", "a"), music());
    assertPlanningReused(gathered, 0);
    MoreFiles.deleteRecursively(folder.resolve("store/plan"), RecursiveDeleteOption.ALLOW_INSECURE);

    assertPlanningReused(gathered, 0);
  }

  private void assertPlanningReused(GatheredMontage gathered, long reused) {
    WorkerContext used = context;
    assertPlanned(
        gathered,
        plan -> {
          assertThat(plan.getMakeable()).isTrue();
          assertThat(stored(used, plan).getEvents()).isNotEmpty();
          StageWork planning = plan.getStages().get(2);
          assertThat(planning.getStage()).isEqualTo("planning");
          assertThat(planning.getReused()).isEqualTo(reused);
          assertThat(planning.getAttempts()).isEqualTo(1 - reused);
          assertThat(plan.getStages().get(0).getElements())
              .isEqualTo(gathered.getOutcomes().size() - 1L);
          return null;
        });
  }

  private static void assertNotMakeable(PlannedMontage plan) {
    assertThat(plan.getMakeable()).isFalse();
    assertThat(plan.getPlanKey()).isEmpty();
    assertThat(plan.getPieces()).isZero();
  }

  private static EditDecisionList stored(WorkerContext context, PlannedMontage plan) {
    try {
      return context.records().get(ContentKey.parse(plan.getPlanKey()), EditDecisionList.class);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void assertPlanned(
      GatheredMontage gathered, SerializableFunction<PlannedMontage, Void> checks) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    var plans =
        pipeline
            .apply(Create.of(gathered).withCoder(AvroCoder.of(GatheredMontage.class)))
            .apply("Plan montages", PlanMontages.using(context));
    PAssert.thatSingleton(plans).satisfies(checks);
    pipeline.run().waitUntilFinish();
  }

  private static GatheredMontage gathered(AnalysisOutcome... outcomes) {
    return new GatheredMontage(REQUEST, List.of(outcomes));
  }

  private AnalysisOutcome clip(String uri, String fingerprint) throws IOException {
    ContentKey key = ContentKey.of(ContentKey.Kind.ANALYSIS).with("clip", fingerprint).build();
    ClipAnalysis analysis = TestAnalysis.of(fingerprint).shot(12_000).build();
    context.records().put(key, analysis);
    return TestOutcomes.found("film", MediaKind.CLIP, uri, key.toString());
  }

  private AnalysisOutcome music() throws IOException {
    ContentKey key = ContentKey.of(ContentKey.Kind.BEATS).build();
    BeatTimeline timeline = TestBeats.bpm(120_000).lasting(10);
    context.records().put(key, timeline);
    return TestOutcomes.found("film", MediaKind.MUSIC, MUSIC, key.toString());
  }

  /** A store that can be read and no longer written. */
  private record FullStore(MediaStore delegate) implements MediaStore {
    @Override
    public Optional<Path> find(ContentKey key) throws IOException {
      return delegate.find(key);
    }

    @Override
    public Path put(ContentKey key, Path finished) throws IOException {
      throw new IOException("no space left");
    }

    @Override
    public void remove(ContentKey key) throws IOException {
      delegate.remove(key);
    }

    @Override
    public WorkFolder newWorkFolder() throws IOException {
      return delegate.newWorkFolder();
    }
  }
}
