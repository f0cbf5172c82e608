package io.autocut.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.analysis.ClipAnalyzer;
import io.autocut.assembly.RunLabel;
import io.autocut.json.PlainJson;
import io.autocut.media.Failures;
import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.CatalogReport;
import io.autocut.schemas.Failure;
import io.autocut.schemas.MediaKind;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transforms of an index, with analyses that nobody made. */
class ArchiveGraphTest {
  private static final int PARTITIONS = 3;

  @TempDir Path folder;
  private WorkerContext context;
  private CatalogFolder catalogue;

  @BeforeEach
  void beginCatalogue() throws Exception {
    context = TestContext.in(folder);
    Files.createDirectories(folder.resolve("archive"));
    try (WorkFolder work = context.store().newWorkFolder()) {
      catalogue =
          CatalogFolder.open(
              folder.resolve("archive/catalogue").toString(), OptionalInt.of(PARTITIONS), work);
    }
    context
        .records()
        .put(new ClipAnalyzer(context.ffmpeg()).key("f"), TestAnalysis.of("f").shot(2000).build());
  }

  @Test
  void eachClipIsInTheCatalogueAndNoneOfItsOwnFilesIs() throws Exception {
    for (int i = 0; i < 20; i++) {
      Files.writeString(folder.resolve("archive/clip" + i + ".mov"), "clip");
    }

    CatalogReport report = index();

    assertThat(report.getClips()).isEqualTo(20);
    assertThat(report.getAdded()).isEqualTo(20);
    assertThat(report.getPartitions()).isEqualTo(PARTITIONS);
    assertThat(names()).isEqualTo(20);
  }

  @Test
  void deletedAndUnusableClipsAreCountedAndUntouchedPartitionsAreNotWritten() throws Exception {
    for (int i = 0; i < 20; i++) {
      Files.writeString(folder.resolve("archive/clip" + i + ".mov"), "clip");
    }
    index();
    Files.delete(folder.resolve("archive/clip3.mov"));

    CatalogReport deleted = index();
    Path bad = Files.writeString(folder.resolve("archive/bad.mov"), "no clip");
    CatalogReport unusable = index();
    Files.delete(bad);

    assertThat(deleted.getGone()).isOne();
    assertThat(deleted.getUnchanged()).isEqualTo(19);
    assertThat(deleted.getPartitionsWritten()).isOne();
    assertThat(unusable.getUnusable()).isOne();
    assertThat(unusable.getFailures())
        .extracting(Failure::getMessage)
        .containsExactly("bad.mov: is empty");
    assertThat(index().getClips()).isEqualTo(19);
  }

  private int names() throws IOException {
    int[] names = new int[1];
    for (int partition = 0; partition < PARTITIONS; partition++) {
      catalogue.file(partition).forEach(clip -> names[0]++);
    }
    return names[0];
  }

  private CatalogReport index() throws Exception {
    ArchiveRoots roots = ArchiveRoots.of(List.of("archive"), folder);
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    var compared =
        pipeline
            .apply("List clips", ListClips.of(roots, catalogue))
            .apply("Compare", CompareClips.of(roots, catalogue, context));
    var outcomes =
        compared
            .get(CompareClips.REQUESTS)
            .apply(
                "Answer",
                MapElements.via(
                    new AnswerFn(new ClipAnalyzer(context.ffmpeg()).key("f").toString())))
            .setCoder(AvroCoder.of(AnalysisOutcome.class));
    compared
        .get(CompareClips.CHANGES)
        .apply("Write", WritePartitions.of(outcomes, catalogue, context))
        .apply("Report", ReportCatalogues.of(catalogue, context, new RunLabel("run", "", "")));
    pipeline.run().waitUntilFinish();
    return PlainJson.parse(
        Files.readString(folder.resolve("archive/catalogue/index.report.json")),
        CatalogReport.class);
  }

  /** Answers every request with one analysis, but for clips called bad. */
  private static final class AnswerFn extends SimpleFunction<AnalysisRequest, AnalysisOutcome> {
    private static final long serialVersionUID = 1L;

    private final String key;

    AnswerFn(String key) {
      this.key = ContentKey.parse(key).toString();
    }

    @Override
    public AnalysisOutcome apply(AnalysisRequest request) {
      boolean bad = request.getUri().endsWith("bad.mov");
      return AnalysisOutcome.newBuilder()
          .setMontageId(request.getMontageId())
          .setKind(MediaKind.CLIP)
          .setUri(request.getUri())
          .setFingerprint("f")
          .setKey(bad ? "" : key)
          .setWork(TestWork.computed(1, 1))
          .setFailure(
              bad
                  ? Failures.of("analysis", "", request.getUri(), "EMPTY_FILE", "bad.mov: is empty")
                  : null)
          .build();
    }
  }
}
