package io.autocut.runners;

import com.google.common.base.Joiner;
import io.autocut.assembly.RunLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * A Flink inside this JVM.
 *
 * @param slots how many elements at once
 */
record EmbeddedFlink(Mode mode, int slots) implements Execution {
  private static final int NETWORK_MEGABYTES_PER_SLOT = 16;
  private static final int MOST_NETWORK_MEGABYTES = 256;
  private static final int MANAGED_MEGABYTES = 32;

  /** What sorts before a stage is divided among the stages of a slot; with 2 the graph failed. */
  private static final int SORTING_MEGABYTES_PER_SLOT = 8;

  @Override
  public String label() {
    return "embedded Flink, " + mode.label();
  }

  @Override
  public RunLabel.Restarts restarts() {
    return RunLabel.Restarts.NEVER;
  }

  @Override
  public PipelineOptions options(Path folder) throws IOException {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster("[local]");
    options.setStreaming(mode == Mode.STREAMING);
    options.setParallelism(slots);
    options.setShutdownSourcesAfterIdleMs(0L);
    options.setFlinkConfDir(configuration(folder).toString());
    return options;
  }

  /**
   * Flink takes all of its network buffers at once, and what it does not need is lost to FFmpeg;
   * from 16 slots on, streaming needs more than the default (measured). What Flink unpacks goes
   * where the run cleans up: it leaves 20 MB behind each time.
   */
  private Path configuration(Path workFolder) throws IOException {
    int managed =
        mode == Mode.BATCH
            ? Math.max(MANAGED_MEGABYTES, SORTING_MEGABYTES_PER_SLOT * slots)
            : MANAGED_MEGABYTES;
    int network = Math.min(MOST_NETWORK_MEGABYTES, NETWORK_MEGABYTES_PER_SLOT * slots);
    Path folder = Files.createDirectories(workFolder.resolve("flink"));
    Files.writeString(
        folder.resolve("config.yaml"),
        Joiner.on('\n')
            .join(
                "taskmanager.memory.network.min: " + network + "m",
                "taskmanager.memory.network.max: " + network + "m",
                "taskmanager.memory.managed.size: " + managed + "m",
                "taskmanager.network.sort-shuffle.min-buffers: 16",
                "rest.bind-address: 127.0.0.1",
                "rest.address: 127.0.0.1",
                "web.tmpdir: '" + folder.toString().replace("'", "''") + "'",
                "io.tmp.dirs: '" + folder.toString().replace("'", "''") + "'",
                ""));
    return folder;
  }

  @Override
  public Follower follow(String jobName) {
    return FollowedHere.begin();
  }
}
