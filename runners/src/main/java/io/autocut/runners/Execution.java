package io.autocut.runners;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.autocut.assembly.RunLabel;
import io.autocut.progress.Progress.Running;
import io.autocut.progress.Progress.Snapshot;
import io.autocut.progress.Progress.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;

/** Where and how a graph runs. */
interface Execution {
  /** Whether a graph waits for the last element of a stage before it begins the next. */
  enum Mode {
    /** Early films come out while others are cut. */
    STREAMING,
    BATCH;

    /** As people read it. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** As reports name it. */
  String label();

  RunLabel.Restarts restarts();

  /**
   * The options of a pipeline that runs here.
   *
   * @param folder takes what the runner is configured by
   */
  PipelineOptions options(Path folder) throws UsageException, IOException, InterruptedException;

  /**
   * Begins to follow a job that is about to run here.
   *
   * @param jobName as the options of its pipeline say
   */
  Follower follow(String jobName);

  /** Knows how far a job is. */
  interface Follower extends AutoCloseable {
    ImmutableMap<Stage, Snapshot> progress();

    /** What it works on now, what began first coming first; empty where that is not known. */
    ImmutableList<Running> running();

    /** Why the job cannot go on now, and what to do; empty while nothing hinders it. */
    Optional<String> hindrance();

    /** The job has ended as it should; waits until all of its progress is known. */
    void awaitLast() throws InterruptedException;

    /** The job has ended, as it should or not. */
    @Override
    void close();
  }
}
