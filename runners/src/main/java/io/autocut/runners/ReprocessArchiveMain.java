package io.autocut.runners;

import io.autocut.ingest.IngestException;
import io.autocut.pipelines.ReprocessArchiveOptions;
import io.autocut.pipelines.ReprocessArchivePipeline;
import io.autocut.schemas.MontageRequest;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.Pipeline;

/**
 * {@link ReprocessArchivePipeline} as a program; {@code --help=ReprocessArchiveOptions} is its
 * manual.
 */
public final class ReprocessArchiveMain {
  static final PipelineProgram<ReprocessArchiveOptions> PROGRAM =
      new PipelineProgram<>(ReprocessArchiveOptions.class, ReprocessArchiveMain::build);

  private ReprocessArchiveMain() {}

  public static void main(String[] arguments) throws Exception {
    PROGRAM.main(arguments);
  }

  private static Outcome build(Pipeline pipeline, ReprocessArchiveOptions options)
      throws IngestException, IOException {
    List<MontageRequest> requests = ReprocessArchivePipeline.requests(options);
    ReprocessArchivePipeline.build(pipeline, options);
    return FilmOutcome.awaited(requests, options.getRunLabel());
  }
}
