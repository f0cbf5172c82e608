package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.Failure;
import io.autocut.schemas.MediaKind;
import io.autocut.schemas.MontageRequest;
import io.autocut.store.Fingerprint;
import io.autocut.store.WorkerContext;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestAnalysesTest {
  @TempDir Path folder;
  private WorkerContext context;

  @BeforeEach
  void openStore() {
    context = TestContext.in(folder);
  }

  @Test
  void clipsAndMusicAreAskedForByTheirContent() throws Exception {
    String a = file("a.mp4", "a");
    String b = file("b.mp4", "b");
    String song = file("song.mp3", "song");
    TestPipeline pipeline = pipeline();
    PCollectionTuple wanted =
        request(pipeline, TestRequest.montage("film", List.of(a, b)).setMusic(song).build());

    assertAsked(
        wanted.get(RequestAnalyses.CLIPS),
        List.of(asked("film", MediaKind.CLIP, a), asked("film", MediaKind.CLIP, b)));
    assertAsked(wanted.get(RequestAnalyses.MUSIC), List.of(asked("film", MediaKind.MUSIC, song)));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void sameContentInTwoMontagesHasTheSameKey() throws Exception {
    String a = file("a.mp4", "same");
    String b = file("b.mp4", "same");
    TestPipeline pipeline = pipeline();
    PCollectionTuple wanted =
        request(
            pipeline,
            TestRequest.montage("first", List.of(a)).setMusic("").build(),
            TestRequest.montage("second", List.of(b)).setMusic("").build());

    PAssert.that(wanted.get(RequestAnalyses.CLIPS))
        .satisfies(
            requests -> {
              List<String> keys = new ArrayList<>();
              requests.forEach(request -> keys.add(request.getKey()));
              assertThat(keys).hasSize(2);
              assertThat(keys.get(0)).isEqualTo(keys.get(1));
              return null;
            });
    assertAsked(wanted.get(RequestAnalyses.MUSIC), List.of());
    pipeline.run().waitUntilFinish();
  }

  @Test
  void fileWhoseNameCannotBeReadIsToBeRenamed() {
    String garbled = folder.resolve("caf\uFFFD.mp4").toString();
    TestPipeline pipeline = pipeline();
    PCollectionTuple wanted =
        request(pipeline, TestRequest.montage("film", List.of(garbled)).setMusic("").build());

    PAssert.thatSingleton(wanted.get(RequestAnalyses.CLIPS))
        .satisfies(
            request -> {
              assertThat(request.getValue().getFailure().getMessage())
                  .isEqualTo(
                      "caf\uFFFD.mp4: has a name that is not in UTF-8, and so cannot be opened; rename it");
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void fileThatIsNotThereIsAskedForWithItsFailure() {
    String missing = folder.resolve("none.mp4").toString();
    TestPipeline pipeline = pipeline();
    PCollectionTuple wanted =
        request(pipeline, TestRequest.montage("film", List.of(missing)).setMusic("").build());

    PAssert.thatSingleton(wanted.get(RequestAnalyses.CLIPS))
        .satisfies(
            request -> {
              assertThat(request.getKey()).isEqualTo(missing);
              Failure failure = request.getValue().getFailure();
              assertThat(request.getValue().getFingerprint()).isEmpty();
              assertThat(failure.getStage()).isEqualTo("analysis");
              assertThat(failure.getMontageId()).isEqualTo("film");
              assertThat(failure.getCode()).isEqualTo("UNREADABLE");
              assertThat(failure.getMessage()).isEqualTo("none.mp4: is not there");
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void missingMusicIsAFailureOfTheMusicStage() {
    String missing = folder.resolve("none.mp3").toString();
    TestPipeline pipeline = pipeline();
    PCollectionTuple wanted =
        request(pipeline, TestRequest.montage("film", List.of()).setMusic(missing).build());

    PAssert.thatSingleton(wanted.get(RequestAnalyses.MUSIC))
        .satisfies(
            request -> {
              assertThat(request.getValue().getFailure().getStage()).isEqualTo("music");
              assertThat(request.getValue().getFailure().getMessage())
                  .isEqualTo("none.mp3: is not there");
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static void assertAsked(
      PCollection<KV<String, AnalysisRequest>> requests,
      List<KV<String, AnalysisRequest>> expected) {
    List<String> keys = expected.stream().map(KV::getKey).toList();
    List<AnalysisRequest> values = expected.stream().map(KV::getValue).toList();
    PAssert.that(requests)
        .satisfies(
            found -> {
              List<String> foundKeys = new ArrayList<>();
              List<AnalysisRequest> foundValues = new ArrayList<>();
              found.forEach(
                  request -> {
                    foundKeys.add(request.getKey());
                    foundValues.add(request.getValue());
                  });
              assertThat(foundKeys).containsExactlyInAnyOrderElementsOf(keys);
              assertThat(foundValues).containsExactlyInAnyOrderElementsOf(values);
              return null;
            });
  }

  private static TestPipeline pipeline() {
    return TestPipeline.create().enableAbandonedNodeEnforcement(false);
  }

  private PCollectionTuple request(TestPipeline pipeline, MontageRequest... montages) {
    return pipeline
        .apply(Create.of(List.of(montages)).withCoder(AvroCoder.of(MontageRequest.class)))
        .apply("Request analyses", RequestAnalyses.using(context));
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private static KV<String, AnalysisRequest> asked(String montageId, MediaKind kind, String uri)
      throws IOException {
    String fingerprint = Fingerprint.of(Path.of(uri));
    return KV.of(fingerprint, new AnalysisRequest(montageId, kind, uri, fingerprint, null, null));
  }
}
