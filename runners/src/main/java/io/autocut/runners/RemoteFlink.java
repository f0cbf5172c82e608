package io.autocut.runners;

import io.autocut.assembly.RunLabel;
import io.autocut.runners.cluster.ClassPath;
import io.autocut.runners.cluster.ClusterSettings;
import io.autocut.runners.cluster.FlinkJob;
import io.autocut.runners.cluster.FlinkRest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** A Flink cluster that is given the job and waited for. */
record RemoteFlink(Mode mode, FlinkRest cluster) implements Execution {
  @Override
  public String label() {
    return "Flink cluster, " + mode.label();
  }

  @Override
  public RunLabel.Restarts restarts() {
    return RunLabel.Restarts.WHEN_A_WORKER_IS_LOST;
  }

  @Override
  public PipelineOptions options(Path folder)
      throws UsageException, IOException, InterruptedException {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster(cluster.address().toString());
    options.setStreaming(mode == Mode.STREAMING);
    options.setParallelism(slots(cluster));
    options.setShutdownSourcesAfterIdleMs(0L);
    // Beam publishes its counters at the end of a bundle: how far a job is, is known no sooner.
    options.setMaxBundleSize(1L);
    options.setNumberOfExecutionRetries(ClusterSettings.RESTARTS);
    options.setExecutionRetryDelay(ClusterSettings.RESTART_DELAY.toMillis());
    options.setFilesToStage(filesToStage(folder));
    return options;
  }

  /** Beam stages the whole class path where it is given an empty list: an empty jar is less. */
  private List<String> filesToStage(Path folder) throws IOException, InterruptedException {
    ClassPath ours = ClassPath.ofThisJvm();
    if (!cluster.hasClasses(ours.identity())) {
      return ours.files();
    }
    Path nothing = folder.resolve("nothing.jar");
    new JarOutputStream(Files.newOutputStream(nothing), new Manifest()).close();
    return List.of(nothing.toString());
  }

  /**
   * So many that the others can take over the work of one worker that is lost: Flink starts a job
   * anew only when it has slots for all of it.
   */
  static int slots(FlinkRest cluster) throws UsageException, IOException, InterruptedException {
    List<FlinkRest.Worker> workers = cluster.workers();
    int all = workers.stream().mapToInt(FlinkRest.Worker::slots).sum();
    int most = workers.stream().mapToInt(FlinkRest.Worker::slots).max().orElse(0);
    if (all == 0) {
      throw new UsageException(
          "the Flink cluster at " + cluster.address() + " has no workers: start some.");
    }
    return all > most ? all - most : all;
  }

  @Override
  public Follower follow(String jobName) {
    return FollowedThere.begin(new FlinkJob(cluster, jobName));
  }
}
