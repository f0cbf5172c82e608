package io.autocut.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.analysis.AnalyzeClips;
import io.autocut.ingest.ReadManifests;
import io.autocut.ingest.RequestAnalyses;
import io.autocut.schemas.MontageRequest;
import io.autocut.store.WorkerContext;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline of one's own with our transforms, as docs/library.md shows it. */
class OwnPipelineTest {
  @TempDir Path folder;

  /** Lists the clips that cannot be used, and why. */
  private static void listUnusable(
      Pipeline pipeline, List<MontageRequest> requests, WorkerContext context, String list) {
    pipeline
        .apply("Take montages", ReadManifests.given(requests))
        .apply("Request analyses", RequestAnalyses.using(context))
        .get(RequestAnalyses.CLIPS)
        .apply("Analyze clips", AnalyzeClips.using(context))
        .apply("Keep failures", Filter.by(outcome -> outcome.getFailure() != null))
        .apply(
            "Say why",
            MapElements.into(TypeDescriptors.strings())
                .via(outcome -> outcome.getFailure().getMessage()))
        .apply("Write", TextIO.write().to(list).withoutSharding());
  }

  @Test
  void unusableClipsAreListed() throws Exception {
    Path clip = TestClip.numbered(1, 50).in(folder, "clip.mp4");
    Path broken = Files.writeString(folder.resolve("broken.mp4"), "");
    List<String> clips = List.of(clip.toString(), broken.toString());
    Pipeline pipeline = Pipeline.create();

    listUnusable(
        pipeline,
        List.of(TestRequest.montage("mine", clips).build()),
        TestContext.in(folder),
        folder.resolve("list.txt").toString());
    pipeline.run().waitUntilFinish();

    assertThat(folder.resolve("list.txt")).content().contains("broken.mp4: is empty");
  }
}
