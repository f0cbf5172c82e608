package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.schemas.MontageRequest;
import io.autocut.testing.TestRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadManifestsTest {
  private static final ManifestReader READER = ManifestReader.within(AllowedPaths.everyLocalPath());

  @TempDir Path folder;
  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

  @Test
  void everyLineOfAManifestBecomesARequest() {
    String line = "{\"montageId\": \"%s\", \"clips\": [\"a.mp4\"], \"music\": \"song.mp3\"}\n";
    Path manifest =
        new ManifestFolder(folder).write("films.jsonl", line.formatted("x") + line.formatted("y"));
    String clip = folder.resolve("a.mp4").toString();

    var requests =
        pipeline.apply("Read manifests", ReadManifests.from(manifest.toString(), READER));

    PAssert.that(requests)
        .satisfies(
            found -> {
              List<String> ids = new ArrayList<>();
              for (MontageRequest request : found) {
                ids.add(request.getMontageId());
                assertThat(request.getClips()).containsExactly(clip);
              }
              assertThat(ids).containsExactlyInAnyOrder("x", "y");
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void manifestWithAnErrorStopsThePipeline() {
    Path manifest = new ManifestFolder(folder).write("films.jsonl", "{\"montageId\": \"x\"}\n");
    pipeline.apply("Read manifests", ReadManifests.from(manifest.toString(), READER));

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .isInstanceOf(PipelineExecutionException.class)
        .hasRootCauseInstanceOf(ManifestException.class)
        .hasMessageContaining("films.jsonl line 1");
  }

  @Test
  void manifestThatIsNotThereIsRefusedBeforeAnythingRuns() {
    String missing = folder.resolve("none.jsonl").toString();

    assertThatThrownBy(() -> ReadManifests.read(missing, READER))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("none.jsonl");
  }

  @Test
  void requestsOfACommandLineAreTakenAsTheyAre() {
    MontageRequest request = TestRequest.montage("film", List.of("/m/a.mp4")).build();

    PAssert.thatSingleton(pipeline.apply("Read manifests", ReadManifests.given(List.of(request))))
        .satisfies(
            found -> {
              assertThat(found).isEqualTo(request);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }
}
