package io.autocut.runners;

import io.autocut.assembly.RunLabel;
import io.autocut.exports.WriteReports;
import io.autocut.ingest.WatchInbox;
import io.autocut.json.PlainJson;
import io.autocut.pipelines.MontageJob;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.MontageRequest;
import io.autocut.store.RemoteFile;
import io.autocut.store.Uris;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;

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
    void addTo(Pipeline pipeline) throws UsageException, IOException, InterruptedException;
  }

  /**
   * @param graph adds the graph for a job to a pipeline
   * @return the exit code
   */
  int run(MontageArguments.Wanted wanted, BiConsumer<Pipeline, MontageJob> graph)
      throws UsageException, IOException, InterruptedException {
    MontageJob job = new MontageJob(wanted.source(), run.context(), run.label());
    FileTime begin = FileTime.from(Instant.now());
    run(job.label(), pipeline -> graph.accept(pipeline, job));
    return tell(wanted.requests(), job.label().runId(), begin);
  }

  /**
   * Runs until this JVM is ended, and says what came of each montage as soon as it is made.
   *
   * @param graph adds the graph for a job to a pipeline
   * @return the exit code when the job ends by itself
   */
  int watch(MontageArguments.Watched watched, BiConsumer<Pipeline, MontageJob> graph)
      throws UsageException, IOException, InterruptedException {
    MontageJob job = new MontageJob(WatchInbox.of(watched.inbox()), run.context(), run.label());
    Files.createDirectories(watched.films());
    NewReports reports =
        NewReports.in(watched.films(), job.label().runId(), new Summary(out)::print);
    try {
      err.println("Watching; films appear in " + watched.films() + ". Ctrl-C ends it.");
      err.flush();
      run(job.label(), pipeline -> graph.accept(pipeline, job));
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
    FileTime begin = FileTime.from(Instant.now());
    run(label, graph);
    return tell(requests, label.runId(), begin);
  }

  /** Runs a graph to its end, showing how far it is; throws when it ends otherwise. */
  void run(RunLabel label, Graph graph) throws UsageException, IOException, InterruptedException {
    Execution execution = run.execution();
    PipelineOptions options = execution.options(ScratchFolder.create());
    run.storage().configure(options);
    options.setJobName("autocut-" + label.runId());
    Pipeline pipeline = Pipeline.create(options);
    graph.addTo(pipeline);
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

  private int tell(List<MontageRequest> requests, String runId, FileTime begin) throws IOException {
    List<MontageReport> reports = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (MontageRequest request : requests) {
      Optional<MontageReport> report = report(request, runId, begin);
      report.ifPresentOrElse(reports::add, () -> silent.add(request.getOutput()));
    }
    Summary summary = new Summary(out);
    reports.forEach(summary::print);
    silent.forEach(
        output ->
            err.println(
                output
                    + ": not made, and no report could be written there: is its folder writable?"));
    long made = reports.stream().filter(MontageReport::getMade).count();
    if (requests.size() > 1) {
      out.println(made + " of " + requests.size() + " made.");
    }
    out.flush();
    return made == requests.size()
        ? ExitCode.ALL_MADE
        : made > 0 ? ExitCode.SOME_FAILED : ExitCode.NOTHING_MADE;
  }

  /**
   * The report that this run wrote, or another one on the same film while this one ran; that of an
   * earlier run does not count.
   */
  private static Optional<MontageReport> report(
      MontageRequest request, String runId, FileTime begin) throws IOException {
    String place = WriteReports.reportOf(request.getOutput());
    try {
      byte[] json =
          Uris.isLocal(place)
              ? Files.readAllBytes(Uris.localPath(place))
              : RemoteFile.of(place).read();
      MontageReport report =
          PlainJson.parse(new String(json, StandardCharsets.UTF_8), MontageReport.class);
      boolean current =
          report.getRunId().equals(runId)
              || Uris.isLocal(place)
                  && Files.getLastModifiedTime(Uris.localPath(place)).compareTo(begin) > 0;
      return current ? Optional.of(report) : Optional.empty();
    } catch (java.io.FileNotFoundException | java.nio.file.NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
