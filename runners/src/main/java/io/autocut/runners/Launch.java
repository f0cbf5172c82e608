package io.autocut.runners;

import io.autocut.assembly.RunLabel;
import io.autocut.ingest.IngestException;
import io.autocut.pipelines.RunOptions;
import io.autocut.progress.Progress.Stage;
import io.autocut.schemas.MontageRequest;
import io.autocut.store.RunNotes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one graph to its end, showing how far it is, and says what came of it. */
final class Launch {
  private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

  private final RunArguments run;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Stage last;

  /**
   * @param last the stage with which the run ends
   */
  Launch(RunArguments run, PrintWriter out, PrintWriter err, Stage last) {
    this.run = run;
    this.out = out;
    this.err = err;
    this.last = last;
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
    NewReports reports = NewReports.in(films, label.runId(), new Summary(summary())::print);
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
    FilmOutcome outcome = FilmOutcome.awaited(requests, label);
    run(label, graph);
    return outcome.tell(summary(), err);
  }

  /** Runs a graph to its end, showing how far it is; throws when it ends otherwise. */
  void run(RunLabel label, Graph graph) throws UsageException, IOException, InterruptedException {
    Execution execution = run.execution();
    RunOptions options = execution.options(ScratchFolder.create()).as(RunOptions.class);
    run.fill(options);
    options.setJobName("autocut-" + label.runId());
    Pipeline pipeline = pipeline(options, graph);
    try (Execution.Follower follower = execution.follow(options.getJobName());
        ProgressDisplay display =
            ProgressDisplay.start(run.progress().view(out, err), follower, last)) {
      PipelineResult.State state = pipeline.run().waitUntilFinish();
      if (state != PipelineResult.State.DONE) {
        throw new IOException("the run ended as " + state);
      }
      follower.awaitLast();
      display.finish();
    }
    forgetNotes(label, options);
  }

  private PrintWriter summary() {
    return run.progress().summary(out, err);
  }

  /** What a run has noted for itself is of no use when it has ended. */
  static void forgetNotes(RunLabel label, RunOptions options) {
    if (label.restarts() != RunLabel.Restarts.NEVER) {
      try {
        RunNotes.remove(Workers.storeUri(options.getStore()), label.runId());
      } catch (IOException | IngestException e) {
        LOG.warn("notes of run {} stay until the store is pruned", label.runId(), e);
      }
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
