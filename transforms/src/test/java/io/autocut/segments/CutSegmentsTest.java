package io.autocut.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.Quality;
import io.autocut.schemas.SegmentBatch;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.SoundWishes;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkerContext;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestMontage;
import io.autocut.testing.TestRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutSegmentsTest {
  @TempDir Path folder;
  private WorkerContext context;
  private TestMontage montage;
  private Path clip;
  private PlannedMontage plan;

  @BeforeEach
  void planAMontageOfOneClip() throws Exception {
    context = TestContext.in(folder);
    montage = new TestMontage(context);
    clip = TestClip.numbered(1, 240).in(folder, "a.mp4");
    plan = montage.offer(clip).plan(request("first"), TestBeats.bpm(120_000));
  }

  @Test
  void segmentThatTwoMontagesShowIsCutOnce() throws Exception {
    EditDecisionList list = montage.list(plan);
    PlannedMontage other = montage.planned(request("second"), list, plan.getMusicKey());
    int events = list.getEvents().size();
    WorkerContext used = context;

    assertOutcomes(
        List.of(plan, other),
        outcomes -> {
          assertThat(outcomes).hasSize(2 * events).allMatch(o -> o.getFailure() == null);
          assertThat(outcomes).filteredOn(o -> o.getWork().getReused()).hasSize(events);
          assertThat(outcomes).extracting(SegmentOutcome::getMontageId).contains("first", "second");
          assertThat(outcomes).allMatch(o -> isStored(used, o.getSegmentKey()));
          return null;
        });
  }

  @Test
  void segmentsCutBeforeAWorkerDiedArePartOfTheRunsAccount() throws Exception {
    context = context.notingExpensesOf("run");
    List<SegmentOutcome> first = answers(plan);
    List<SegmentOutcome> replayed = answers(plan);

    assertThat(first).allMatch(o -> o.getWork().getAttempts() == 1);
    assertThat(first).allMatch(o -> o.getWork().getCpuMillis() > 0);
    assertThat(replayed).noneMatch(o -> o.getWork().getReused());
    assertThat(replayed).allMatch(o -> o.getWork().getAttempts() == 1);
    for (int i = 0; i < first.size(); i++) {
      assertThat(replayed.get(i).getWork().getCpuMillis())
          .isGreaterThanOrEqualTo(first.get(i).getWork().getCpuMillis());
    }
  }

  @Test
  void segmentOfAClipThatIsGoneFailsAndTheOthersDoNot() throws Exception {
    Files.delete(clip);

    assertOutcomes(
        List.of(plan),
        outcomes -> {
          assertThat(outcomes).isNotEmpty();
          assertThat(outcomes)
              .allSatisfy(
                  outcome -> {
                    assertThat(outcome.getFailure().getStage()).isEqualTo("segments");
                    assertThat(outcome.getFailure().getMontageId()).isEqualTo("first");
                    assertThat(outcome.getFailure().getAttempts()).isEqualTo(1);
                    assertThat(outcome.getFailure().getCode()).isEqualTo(CutSegments.UNCUTTABLE);
                    assertThat(outcome.getFailure().getMessage())
                        .isEqualTo("a.mp4: was removed while it was used");
                  });
          return null;
        });
  }

  @Test
  void nothingIsKeptOfAClipThatHoldsSomethingElseByNow() throws Exception {
    TestClip.numbered(2, 240).in(folder, "other.mp4");
    Files.move(folder.resolve("other.mp4"), clip, StandardCopyOption.REPLACE_EXISTING);
    WorkerContext used = context;

    assertOutcomes(
        List.of(plan),
        outcomes -> {
          assertThat(outcomes)
              .isNotEmpty()
              .allSatisfy(
                  outcome -> {
                    assertThat(outcome.getFailure().getMessage())
                        .isEqualTo("a.mp4: was changed while it was used");
                    assertThat(isStored(used, outcome.getSegmentKey())).isFalse();
                  });
          return null;
        });
  }

  @Test
  void soundIsCutOnceAndOutlivesAnotherPictureQuality() throws Exception {
    PlannedMontage heard = withOriginalSound(plan);
    List<SegmentOutcome> first = answers(heard);
    OutputProfile draft =
        OutputProfile.newBuilder(plan.getProfile()).setQuality(Quality.DRAFT).build();

    List<SegmentOutcome> second =
        answers(PlannedMontage.newBuilder(heard).setProfile(draft).build());

    assertThat(first)
        .allSatisfy(outcome -> assertThat(isStored(context, outcome.getSoundKey())).isTrue());
    assertThat(second)
        .extracting(SegmentOutcome::getSoundKey)
        .isEqualTo(first.stream().map(SegmentOutcome::getSoundKey).toList());
    assertThat(answers(plan)).allMatch(o -> o.getWork().getReused() && o.getSoundKey().isEmpty());
    assertThat(answers(heard)).allMatch(o -> o.getWork().getReused());
  }

  @Test
  void soundThatCannotBeReadIsANoteAndNoFailure() throws Exception {
    Path odd = SoundCutterTest.withUnknownSound(folder);
    TestMontage other = new TestMontage(context).offer(odd);
    PlannedMontage heard = withOriginalSound(other.plan(request("odd"), TestBeats.bpm(120_000)));

    assertThat(answers(heard))
        .isNotEmpty()
        .allSatisfy(
            outcome -> {
              assertThat(outcome.getFailure()).isNull();
              assertThat(outcome.getSoundKey()).isEmpty();
              assertThat(outcome.getNote())
                  .isEqualTo(
                      "odd.mov: its sound could not be read (it is of a codec that FFmpeg does not know (zzzz))");
            });
  }

  private static PlannedMontage withOriginalSound(PlannedMontage plan) {
    MontageRequest request =
        MontageRequest.newBuilder(plan.getRequest())
            .setSound(SoundWishes.newBuilder().setOriginal(true).build())
            .build();
    return PlannedMontage.newBuilder(plan).setRequest(request).build();
  }

  private List<SegmentOutcome> answers(PlannedMontage asked) throws Exception {
    List<SegmentOutcome> outcomes = new ArrayList<>();
    for (SegmentBatch batch : new SegmentList(context).of(asked)) {
      outcomes.addAll(new BatchCutting(context, FfmpegSegments::new).answer(batch));
    }
    return outcomes;
  }

  @Test
  void planThatCannotBeMadeIsNotCut() {
    PlannedMontage unmakeable =
        PlannedMontage.newBuilder(plan).setMakeable(false).setPlanKey("").setPieces(0).build();

    assertOutcomes(
        List.of(unmakeable),
        outcomes -> {
          assertThat(outcomes).isEmpty();
          return null;
        });
  }

  @Test
  void longestSegmentsComeFirst() throws Exception {
    MontageRequest uneven =
        MontageRequest.newBuilder(request("uneven"))
            .setTemplate(TestRequest.template(List.of(1, 3, 2), 100, 60_000))
            .build();

    List<SegmentRequest> requests =
        new SegmentList(context)
            .of(montage.plan(uneven, TestBeats.bpm(120_000))).stream()
                .flatMap(batch -> batch.getRequests().stream())
                .toList();

    assertThat(requests)
        .extracting(SegmentRequest::getFrames)
        .containsExactly(60L, 45L, 30L, 15L, 15L, 15L);
    assertThat(requests).extracting(SegmentRequest::getIndex).containsExactly(5, 1, 2, 0, 3, 4);
  }

  private static MontageRequest request(String id) {
    return TestRequest.montage(id, List.of()).setCanvas("160x90").build();
  }

  private static boolean isStored(WorkerContext context, String key) {
    try {
      return context.store().find(ContentKey.parse(key)).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertOutcomes(
      List<PlannedMontage> plans, SerializableFunction<List<SegmentOutcome>, Void> checks) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    var outcomes =
        pipeline
            .apply(Create.of(plans).withCoder(AvroCoder.of(PlannedMontage.class)))
            .apply("Cut segments", CutSegments.using(context));
    PAssert.that(outcomes)
        .satisfies(
            found -> {
              List<SegmentOutcome> all = new ArrayList<>();
              found.forEach(all::add);
              return checks.apply(all);
            });
    pipeline.run().waitUntilFinish();
  }
}
