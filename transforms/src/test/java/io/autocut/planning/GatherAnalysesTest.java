package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.GatheredMontage;
import io.autocut.schemas.MediaKind;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PlanningInput;
import io.autocut.testing.TestOutcomes;
import io.autocut.testing.TestRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatherAnalysesTest {
  private static final MontageRequest FIRST =
      TestRequest.montage("first", List.of("/m/a.mp4", "/m/b.mp4")).build();
  private static final MontageRequest SECOND =
      TestRequest.montage("second", List.of("/m/a.mp4")).build();
  private static final MontageRequest CATALOGUE =
      TestRequest.montage("catalogue", List.of("/m/a.mp4")).setMusic("").build();

  private static final AnalysisOutcome FIRST_A = found("first", MediaKind.CLIP, "/m/a.mp4");
  private static final AnalysisOutcome FIRST_B =
      TestOutcomes.failed("first", MediaKind.CLIP, "/m/b.mp4");
  private static final AnalysisOutcome FIRST_MUSIC = found("first", MediaKind.MUSIC, "/m/s.mp3");
  private static final AnalysisOutcome SECOND_A = found("second", MediaKind.CLIP, "/m/a.mp4");
  private static final AnalysisOutcome SECOND_MUSIC = found("second", MediaKind.MUSIC, "/m/s.mp3");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void interleavedMontagesAreGatheredInAnyOrderOfArrival(long shuffle) {
    List<PlanningInput> inputs =
        new ArrayList<>(
            List.of(
                of(FIRST),
                of(SECOND),
                of(FIRST_A),
                of(FIRST_B),
                of(FIRST_MUSIC),
                of(SECOND_A),
                of(SECOND_MUSIC)));
    Collections.shuffle(inputs, new Random(shuffle));

    assertGathered(
        inputs,
        gathered(FIRST, FIRST_A, FIRST_B, FIRST_MUSIC),
        gathered(SECOND, SECOND_A, SECOND_MUSIC));
  }

  @Test
  void failedOutcomesAreCounted() {
    assertGathered(
        List.of(of(FIRST), of(FIRST_A), of(FIRST_MUSIC), of(FIRST_B)),
        gathered(FIRST, FIRST_A, FIRST_B, FIRST_MUSIC));
  }

  @Test
  void montageThatLacksAnOutcomeIsNotGathered() {
    assertGathered(
        List.of(
            of(FIRST), of(FIRST_A), of(FIRST_MUSIC), of(SECOND_A), of(SECOND), of(SECOND_MUSIC)),
        gathered(SECOND, SECOND_A, SECOND_MUSIC));
  }

  @Test
  void requestWithoutMusicWaitsForItsClipsOnly() {
    AnalysisOutcome clip = found("catalogue", MediaKind.CLIP, "/m/a.mp4");

    assertGathered(List.of(of(CATALOGUE), of(clip)), gathered(CATALOGUE, clip));
  }

  @Test
  void stateIsClearedSoThatTheSameMontageCanBeAskedForAgain() {
    AnalysisOutcome again = TestOutcomes.failed("second", MediaKind.CLIP, "/m/a.mp4");

    assertGathered(
        List.of(
            of(SECOND), of(SECOND_A), of(SECOND_MUSIC), of(again), of(SECOND_MUSIC), of(SECOND)),
        gathered(SECOND, SECOND_A, SECOND_MUSIC),
        gathered(SECOND, again, SECOND_MUSIC));
  }

  private static AnalysisOutcome found(String montageId, MediaKind kind, String uri) {
    return TestOutcomes.found(montageId, kind, uri, "key of " + uri);
  }

  private static PlanningInput of(MontageRequest request) {
    return new PlanningInput(request, null);
  }

  private static PlanningInput of(AnalysisOutcome outcome) {
    return new PlanningInput(null, outcome);
  }

  private static GatheredMontage gathered(MontageRequest request, AnalysisOutcome... outcomes) {
    return sorted(new GatheredMontage(request, List.of(outcomes)));
  }

  private static GatheredMontage sorted(GatheredMontage montage) {
    List<AnalysisOutcome> outcomes = new ArrayList<>(montage.getOutcomes());
    Collections.sort(outcomes);
    return new GatheredMontage(montage.getRequest(), outcomes);
  }

  /** Feeds the inputs one after the other, each when the one before has been worked off. */
  private static void assertGathered(List<PlanningInput> inputs, GatheredMontage... expected) {
    TestStream.Builder<PlanningInput> stream = TestStream.create(AvroCoder.of(PlanningInput.class));
    for (PlanningInput input : inputs) {
      stream = stream.addElements(input);
    }
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollectionTuple split =
        pipeline
            .apply(stream.advanceWatermarkToInfinity())
            .apply(
                ParDo.of(new SplitFn())
                    .withOutputTags(
                        SplitFn.REQUESTS, TupleTagList.of(SplitFn.CLIPS).and(SplitFn.MUSIC)));
    PCollection<AnalysisOutcome> clips =
        split.get(SplitFn.CLIPS).setCoder(AvroCoder.of(AnalysisOutcome.class));
    PCollection<AnalysisOutcome> music =
        split.get(SplitFn.MUSIC).setCoder(AvroCoder.of(AnalysisOutcome.class));
    PCollection<GatheredMontage> gathered =
        split
            .get(SplitFn.REQUESTS)
            .setCoder(AvroCoder.of(MontageRequest.class))
            .apply("Gather analyses", GatherAnalyses.of(clips, music));
    PAssert.that(gathered)
        .satisfies(
            montages -> {
              List<GatheredMontage> found = new ArrayList<>();
              montages.forEach(montage -> found.add(sorted(montage)));
              assertThat(found).containsExactlyInAnyOrder(expected);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static final class SplitFn extends DoFn<PlanningInput, MontageRequest> {
    private static final long serialVersionUID = 1L;
    private static final TupleTag<MontageRequest> REQUESTS = new TupleTag<>("requests") {};
    private static final TupleTag<AnalysisOutcome> CLIPS = new TupleTag<>("clips") {};
    private static final TupleTag<AnalysisOutcome> MUSIC = new TupleTag<>("music") {};

    @ProcessElement
    public void process(@Element PlanningInput input, MultiOutputReceiver output) {
      if (input.getRequest() != null) {
        output.get(REQUESTS).output(input.getRequest());
      } else {
        boolean clip = input.getOutcome().getKind() == MediaKind.CLIP;
        output.get(clip ? CLIPS : MUSIC).output(input.getOutcome());
      }
    }
  }
}
