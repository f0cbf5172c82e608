package io.autocut.runners;

import com.google.common.base.Joiner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** What runs a graph. */
enum Runner {
  /** A Flink inside this JVM, streaming: early films come out while others are cut. */
  FLINK("embedded Flink, streaming") {
    @Override
    PipelineOptions options(int parallelism, Path workFolder) throws IOException {
      FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
      options.setRunner(FlinkRunner.class);
      options.setFlinkMaster("[local]");
      options.setStreaming(true);
      options.setParallelism(slots(parallelism));
      options.setShutdownSourcesAfterIdleMs(0L);
      options.setFlinkConfDir(configuration(workFolder, slots(parallelism)).toString());
      return options;
    }
  },

  /** Beam's own runner, for tests and for comparing. */
  DIRECT("Beam DirectRunner") {
    @Override
    PipelineOptions options(int parallelism, Path workFolder) {
      DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
      options.setRunner(DirectRunner.class);
      options.setTargetParallelism(slots(parallelism));
      options.setEnforceImmutability(false);
      options.setEnforceEncodability(false);
      return options;
    }
  };

  private static final int MOST_SLOTS = 32;
  private static final int NETWORK_MEGABYTES_PER_SLOT = 16;
  private static final int MOST_NETWORK_MEGABYTES = 256;

  private final String label;

  Runner(String label) {
    this.label = label;
  }

  /** As reports name it. */
  String label() {
    return label;
  }

  /**
   * The options of a pipeline that keeps {@code parallelism} cores busy.
   *
   * @param workFolder takes what the runner is configured by
   */
  abstract PipelineOptions options(int parallelism, Path workFolder) throws IOException;

  /**
   * Slots are not width: twice as many as children at once keep these busy to the end (measured).
   */
  private static int slots(int parallelism) {
    return 2 * parallelism;
  }

  /**
   * Flink takes all of its network buffers at once, and what it does not need is lost to FFmpeg;
   * from 16 slots on, streaming needs more than the default (measured). What Flink unpacks goes
   * where the run cleans up: it leaves 20 MB behind each time.
   */
  private static Path configuration(Path workFolder, int slots) throws IOException {
    int network = Math.min(MOST_NETWORK_MEGABYTES, NETWORK_MEGABYTES_PER_SLOT * slots);
    Path folder = Files.createDirectories(workFolder.resolve("flink"));
    Files.writeString(
        folder.resolve("config.yaml"),
        Joiner.on('\n')
            .join(
                "taskmanager.memory.network.min: " + network + "m",
                "taskmanager.memory.network.max: " + network + "m",
                "taskmanager.memory.managed.size: 32m",
                "rest.bind-address: 127.0.0.1",
                "rest.address: 127.0.0.1",
                "web.tmpdir: '" + folder.toString().replace("'", "''") + "'",
                "io.tmp.dirs: '" + folder.toString().replace("'", "''") + "'",
                ""));
    return folder;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
