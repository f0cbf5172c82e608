package io.autocut.runners;

import io.autocut.assembly.RunLabel;
import io.autocut.ingest.IngestException;
import io.autocut.pipelines.RunOptions;
import io.autocut.schemas.MontageRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;

/** Runs one graph to its end, showing how far it is, and says what came of it. */
final class Launch {
  private final RunArguments run;
  private final PrintWriter out;
  private final PrintWriter err;

  Launch(RunArguments run, PrintWriter out, PrintWriter err) {
    this.run = run;
    this.out = out;
    this.err = err;
  }

  /** Adds a graph to a pipeline. */
  interface Graph {
    void addTo(Pipeline pipeline)
        throws UsageException, IngestException, IOException, InterruptedException;
  }

  /**
   * Runs until this JVM is ended, and says what came of each montage as soon as it is made.
   *
   * @param films the folder in which they appear
   * @return the exit code when the job ends by itself
   */
  int watch(RunLabel label, Path films, Graph graph)
      throws UsageException, IOException, InterruptedException {
    Files.createDirectories(films);
    NewReports reports = NewReports.in(films, label.runId(), new Summary(out)::print);
    try {
      err.println("Watching; films appear in " + films + ". Ctrl-C ends it.");
      err.flush();
      run(label, graph);
      return ExitCode.ALL_MADE;
    } finally {
      reports.close();
    }
  }

  /**
   * Makes films, and says what came of each.
   *
   * @param requests what the graph will be asked for
   * @return the exit code
   */
  int run(RunLabel label, List<MontageRequest> requests, Graph graph)
      throws UsageException, IOException, InterruptedException {
    FilmOutcome outcome = FilmOutcome.awaited(requests, label.runId());
    run(label, graph);
    return outcome.tell(out, err);
  }

  /** Runs a graph to its end, showing how far it is; throws when it ends otherwise. */
  void run(RunLabel label, Graph graph) throws UsageException, IOException, InterruptedException {
    Execution execution = run.execution();
    RunOptions options = execution.options(ScratchFolder.create()).as(RunOptions.class);
    run.fill(options);
    options.setJobName("autocut-" + label.runId());
    Pipeline pipeline = pipeline(options, graph);
    try (Execution.Follower follower = execution.follow(options.getJobName());
        ProgressDisplay display = ProgressDisplay.start(err, follower)) {
      PipelineResult.State state = pipeline.run().waitUntilFinish();
      if (state != PipelineResult.State.DONE) {
        throw new IOException("the run ended as " + state);
      }
      follower.awaitLast();
      display.finish();
    }
  }

  private static Pipeline pipeline(RunOptions options, Graph graph)
      throws UsageException, IOException, InterruptedException {
    try {
      ObjectStorage.prepare(options);
      Pipeline pipeline = Pipeline.create(options);
      graph.addTo(pipeline);
      return pipeline;
    } catch (IngestException | IllegalArgumentException e) {
      throw UsageException.of(e);
    }
  }
}
