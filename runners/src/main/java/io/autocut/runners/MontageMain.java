package io.autocut.runners;

import io.autocut.ingest.IngestException;
import io.autocut.pipelines.MontagePipeline;
import io.autocut.pipelines.MontagePipeline.Result;
import io.autocut.pipelines.MontagePipelineOptions;
import io.autocut.schemas.MontageRequest;
import java.util.List;
import org.apache.beam.sdk.Pipeline;

/** {@link MontagePipeline} as a program; {@code --help=MontagePipelineOptions} is its manual. */
public final class MontageMain {
  static final PipelineProgram<MontagePipelineOptions> PROGRAM =
      new PipelineProgram<>(MontagePipelineOptions.class, MontageMain::build);

  private MontageMain() {}

  public static void main(String[] arguments) throws Exception {
    PROGRAM.main(arguments);
  }

  private static Outcome build(Pipeline pipeline, MontagePipelineOptions options)
      throws IngestException {
    List<MontageRequest> requests = MontagePipeline.requests(options, Result.FILMS);
    MontagePipeline.build(pipeline, options);
    return FilmOutcome.awaited(requests, options.getRunLabel());
  }
}
