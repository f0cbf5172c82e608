package io.autocut.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.media.Ffmpeg;
import io.autocut.media.UnusableMediaException;
import io.autocut.progress.Progress;
import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Failure;
import io.autocut.schemas.MediaKind;
import io.autocut.store.ContentKey;
import io.autocut.store.Fingerprint;
import io.autocut.store.WorkerContext;
import io.autocut.testing.SmallClips;
import io.autocut.testing.TestFfmpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeContentsTest {
  @TempDir private Path folder;

  @BeforeEach
  void forget() {
    CountingEngine.CALLS.clear();
    CountingEngine.STORED.clear();
  }

  @Test
  void oneContentThatThreeMontagesAskForIsComputedOnce() {
    List<AnalysisOutcome> outcomes =
        answers(request("m1", "same"), request("m2", "same"), request("m3", "same"));

    assertThat(CountingEngine.CALLS).containsExactly(Map.entry("same", 1));
    assertThat(outcomes)
        .extracting(AnalysisOutcome::getMontageId)
        .containsExactlyInAnyOrder("m1", "m2", "m3");
    assertThat(outcomes).allMatch(outcome -> outcome.getFailure() == null);
    assertThat(outcomes).extracting(AnalysisOutcome::getKey).containsOnly(keyOf("same"));
    assertThat(outcomes)
        .extracting(outcome -> outcome.getWork().getReused())
        .containsExactlyInAnyOrder(false, true, true);
  }

  @Test
  void otherContentsAreComputedEach() {
    answers(request("m1", "one"), request("m1", "other"));

    assertThat(CountingEngine.CALLS).containsOnlyKeys("one", "other");
  }

  @Test
  void contentThatCannotBeUsedIsAFailureAndNotTriedAgain() {
    AnalysisOutcome outcome = answers(request("m1", "unusable")).get(0);

    assertThat(CountingEngine.CALLS).containsEntry("unusable", 1);
    assertThat(outcome.getKey()).isEmpty();
    assertThat(outcome.getFailure().getCode()).isEqualTo("NO_VIDEO");
    assertThat(outcome.getFailure().getMessage()).isEqualTo("unusable.mp4: has no video stream");
    assertThat(outcome.getFailure().getStage()).isEqualTo("analysis");
    assertThat(outcome.getFailure().getRetryable()).isFalse();
  }

  @Test
  void requestThatCanNeverBeMadeConcreteIsAFailure() {
    AnalysisOutcome outcome = answers(request("m1", "contradictory")).get(0);

    assertThat(CountingEngine.CALLS).isEmpty();
    assertThat(outcome.getFailure().getCode()).isEqualTo("BAD_BEATS");
    assertThat(outcome.getFailure().getMessage()).isEqualTo("contradictory.mp4: has no beats");
  }

  @Test
  void troubleThatPassesIsTriedAgain() {
    AnalysisOutcome outcome = answers(request("m1", "passing")).get(0);

    assertThat(CountingEngine.CALLS).containsEntry("passing", 3);
    assertThat(outcome.getFailure()).isNull();
    assertThat(outcome.getKey()).isEqualTo(keyOf("passing"));
    assertThat(outcome.getWork().getAttempts()).isEqualTo(3);
  }

  @Test
  void troubleThatStaysIsAFailureAfterThreeTries() {
    AnalysisOutcome outcome = answers(request("m1", "staying")).get(0);

    assertThat(CountingEngine.CALLS).containsEntry("staying", 3);
    assertThat(outcome.getFailure().getCode()).isEqualTo("IO");
    assertThat(outcome.getFailure().getMessage()).isEqualTo("staying.mp4: the disk is full");
    assertThat(outcome.getFailure().getAttempts()).isEqualTo(3);
    assertThat(outcome.getFailure().getRetryable()).isTrue();
  }

  @Test
  void runThatIsBegunAgainOwnsUpToWhatItComputedBefore() {
    WorkerContext restarted = context().notingExpensesOf("run");
    AnalysisOutcome first = answers(restarted, request("m1", "twice")).get(0);
    AnalysisOutcome replayed = answers(restarted, request("m1", "twice")).get(0);
    AnalysisOutcome ofAnother = answers(restarted, request("m2", "twice")).get(0);

    assertThat(CountingEngine.CALLS).containsEntry("twice", 1);
    assertThat(first.getWork().getAttempts()).isEqualTo(1);
    assertThat(replayed.getWork().getReused()).isFalse();
    assertThat(replayed.getWork().getAttempts()).isEqualTo(1);
    assertThat(replayed.getWork().getWallMillis())
        .isGreaterThanOrEqualTo(first.getWork().getWallMillis());
    assertThat(ofAnother.getWork().getReused()).isTrue();
    assertThat(ofAnother.getWork().getAttempts()).isZero();
  }

  @Test
  void programmingErrorIsAFailureOfThatClipAlone() {
    List<AnalysisOutcome> outcomes = answers(request("m1", "faulty"), request("m1", "sound"));

    assertThat(outcomes)
        .filteredOn(outcome -> outcome.getFailure() != null)
        .extracting(outcome -> outcome.getFailure().getCode())
        .containsExactly("INTERNAL");
    assertThat(outcomes).hasSize(2);
  }

  @Test
  void failureOfAnEarlierStageIsPassedOn() {
    Failure earlier =
        io.autocut.media.Failures.of("ingest", "m1", "/clips/gone.mp4", "NOT_A_FILE", "gone");
    AnalysisRequest request =
        AnalysisRequest.newBuilder(request("m1", "")).setFailure(earlier).build();

    assertThat(answers(request).get(0).getFailure()).isEqualTo(earlier);
    assertThat(CountingEngine.CALLS).isEmpty();
  }

  @Test
  void clipsAreAnalysedIntoTheStore() throws Exception {
    Path clip = SmallClips.in(folder).drawn("a.mp4", "testsrc=s=64x48:r=25:d=0.4", "-c:v", "mpeg4");
    AnalysisRequest request =
        AnalysisRequest.newBuilder(request("m1", Fingerprint.ofClip(clip)))
            .setUri(clip.toString())
            .build();

    AnalysisOutcome outcome = run(AnalyzeClips.using(context()), request).get(0);

    assertThat(outcome.getFailure()).isNull();
    ClipAnalysis analysis =
        context().records().get(ContentKey.parse(outcome.getKey()), ClipAnalysis.class);
    assertThat(analysis.getFingerprint()).isEqualTo(request.getFingerprint());
    assertThat(analysis.getFrames()).isEqualTo(10);
  }

  @Test
  void clipThatIsChangedMeanwhileIsAnalysedByTheNextRun() throws Exception {
    Path clip = SmallClips.in(folder).drawn("a.mp4", "testsrc=s=64x48:r=25:d=0.4", "-c:v", "mpeg4");
    AnalysisRequest request =
        AnalysisRequest.newBuilder(request("m1", Fingerprint.ofClip(clip)))
            .setUri(clip.toString())
            .build();
    byte[] whole = Files.readAllBytes(clip);
    Files.write(clip, new byte[] {1, 2, 3});

    AnalysisOutcome changed = run(AnalyzeClips.using(context()), request).get(0);
    Files.write(clip, whole);
    AnalysisOutcome restored = run(AnalyzeClips.using(context()), request).get(0);

    assertThat(changed.getFailure().getMessage()).isEqualTo("a.mp4: was changed while it was used");
    assertThat(restored.getFailure()).isNull();
  }

  private List<AnalysisOutcome> answers(AnalysisRequest... requests) {
    return answers(context(), requests);
  }

  private static List<AnalysisOutcome> answers(WorkerContext context, AnalysisRequest... requests) {
    return run(
        ParDo.of(
            new AnalyzeContents(context, unused -> new CountingEngine(), Progress.Stage.ANALYSIS)),
        requests);
  }

  private static List<AnalysisOutcome> run(
      PTransform<PCollection<? extends KV<String, AnalysisRequest>>, PCollection<AnalysisOutcome>>
          transform,
      AnalysisRequest... requests) {
    return collected(keyed(requests).apply("Analyze", transform));
  }

  private static List<AnalysisOutcome> run(AnalyzeClips transform, AnalysisRequest... requests) {
    return collected(keyed(requests).apply("Analyze", transform));
  }

  private static PCollection<KV<String, AnalysisRequest>> keyed(AnalysisRequest... requests) {
    Pipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    List<KV<String, AnalysisRequest>> elements = new ArrayList<>();
    for (AnalysisRequest request : requests) {
      elements.add(KV.of(request.getFingerprint(), request));
    }
    return pipeline.apply(
        Create.of(elements)
            .withCoder(KvCoder.of(StringUtf8Coder.of(), AvroCoder.of(AnalysisRequest.class))));
  }

  private static List<AnalysisOutcome> collected(PCollection<AnalysisOutcome> outcomes) {
    COLLECTED.clear();
    PAssert.that(outcomes.setCoder(AvroCoder.of(AnalysisOutcome.class)))
        .satisfies(
            all -> {
              all.forEach(COLLECTED::add);
              return null;
            });
    outcomes.getPipeline().run().waitUntilFinish();
    return List.copyOf(COLLECTED);
  }

  private static final List<AnalysisOutcome> COLLECTED =
      Collections.synchronizedList(new ArrayList<>());

  private WorkerContext context() {
    return new WorkerContext(
        folder.resolve("store").toString(),
        TestFfmpeg.ffmpeg().installation(),
        TestFfmpeg.encoder(),
        2);
  }

  private static AnalysisRequest request(String montage, String fingerprint) {
    return AnalysisRequest.newBuilder()
        .setMontageId(montage)
        .setKind(MediaKind.CLIP)
        .setUri("/clips/" + fingerprint + ".mp4")
        .setFingerprint(fingerprint)
        .setFailure(null)
        .build();
  }

  private static String keyOf(String fingerprint) {
    return new CountingEngine().key(request("m", fingerprint)).toString();
  }

  /** Counts its calls over the whole JVM and fails as the fingerprint says. */
  private static final class CountingEngine implements AnalysisEngine {
    private static final Map<String, Integer> CALLS = new ConcurrentHashMap<>();
    private static final Set<ContentKey> STORED = Collections.synchronizedSet(new HashSet<>());

    @Override
    public AnalysisRequest concrete(AnalysisRequest request) throws UnusableMediaException {
      if (request.getFingerprint().equals("contradictory")) {
        throw new UnusableMediaException("BAD_BEATS", "has no beats");
      }
      return request;
    }

    @Override
    public ContentKey key(AnalysisRequest concrete) {
      return ContentKey.of(ContentKey.Kind.ANALYSIS)
          .with("clip", concrete.getFingerprint())
          .build();
    }

    @Override
    public boolean isStored(ContentKey key) {
      return STORED.contains(key);
    }

    @Override
    public void analyze(Path file, AnalysisRequest concrete, ContentKey key, Ffmpeg ffmpeg)
        throws UnusableMediaException, IOException {
      String fingerprint = concrete.getFingerprint();
      int call = CALLS.merge(fingerprint, 1, Integer::sum);
      switch (fingerprint) {
        case "unusable" -> throw new UnusableMediaException("NO_VIDEO", "has no video stream");
        case "staying" -> throw new IOException("the disk is full");
        case "faulty" -> throw new IllegalStateException("a fault");
        case "passing" -> {
          if (call < 3) {
            throw new IOException("not yet");
          }
        }
        default -> {}
      }
      STORED.add(key);
    }
  }
}
