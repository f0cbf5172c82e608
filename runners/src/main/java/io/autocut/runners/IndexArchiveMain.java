package io.autocut.runners;

import io.autocut.ingest.IngestException;
import io.autocut.pipelines.IndexArchiveOptions;
import io.autocut.pipelines.IndexArchivePipeline;
import java.io.IOException;
import org.apache.beam.sdk.Pipeline;

/** {@link IndexArchivePipeline} as a program; {@code --help=IndexArchiveOptions} is its manual. */
public final class IndexArchiveMain {
  static final PipelineProgram<IndexArchiveOptions> PROGRAM =
      new PipelineProgram<>(IndexArchiveOptions.class, IndexArchiveMain::build);

  private IndexArchiveMain() {}

  public static void main(String[] arguments) throws Exception {
    PROGRAM.main(arguments);
  }

  private static Outcome build(Pipeline pipeline, IndexArchiveOptions options)
      throws IngestException, IOException, InterruptedException {
    IndexArchivePipeline.build(pipeline, options);
    return new CatalogOutcome(IndexArchivePipeline.place(options));
  }
}
