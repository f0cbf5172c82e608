package io.autocut.runners;

import com.google.common.base.Strings;
import io.autocut.accounting.Price;
import io.autocut.assembly.RunLabel;
import io.autocut.ingest.IngestException;
import io.autocut.media.FfmpegLocator;
import io.autocut.media.HardwareUse;
import io.autocut.media.MemoryBudget;
import io.autocut.media.SandboxUse;
import io.autocut.pipelines.RunOptions;
import io.autocut.runners.Execution.Mode;
import io.autocut.runners.cluster.FlinkAddress;
import io.autocut.runners.cluster.FlinkRest;
import io.autocut.store.RememberedHardware;
import io.autocut.store.WorkerContext;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where and how a graph runs: options that every verb with a graph has. */
final class RunArguments {
  private static final String LOCAL = "[local]";
  private static final int SLOTS_PER_CORE_STREAMING = 2;
  private static final int SLOTS_PER_CORE_BATCH = 8;
  private static final int MOST_SLOTS = 32;

  @Option(
      names = "--store",
      paramLabel = "DIR|URI",
      description =
          "Where analyses, beats and segments are kept and found again. Default: autocut/store in"
              + " $$XDG_CACHE_HOME or ~/.cache.")
  private String store;

  @Option(
      names = "--runner",
      paramLabel = "flink|direct",
      description =
          "What runs the graph: an embedded Flink, or Beam's own runner. Default: ${DEFAULT-VALUE}.")
  private Runner runner = Runner.FLINK;

  @Option(
      names = "--flink-master",
      paramLabel = "HOST:PORT",
      description =
          "The Flink 1.19 cluster that runs the graph, for example one of 'autocut cluster start'."
              + " Default: [local], a Flink inside this program.")
  private String flinkMaster = LOCAL;

  @Option(
      names = "--batch",
      description =
          "Lets each stage end before the next begins. Films are the same; the first of many comes"
              + " later.")
  private boolean batch;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many FFmpegs run at once on a machine. Default: the number of its cores.")
  private int parallelism = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--max-memory",
      paramLabel = "SIZE",
      description =
          "Memory that this program and its FFmpegs may take together on a machine, for example"
              + " 800M or 2G; fewer run at once to keep it, one always does. Default: three quarters"
              + " of what is free.")
  private String maxMemory;

  @Option(
      names = "--hardware",
      paramLabel = "auto|off",
      description =
          "Whether films are decoded, scaled and encoded on graphics hardware: where a trial shows"
              + " that it works, or never. Default: ${DEFAULT-VALUE}.")
  private HardwareUse hardware = HardwareUse.AUTO;

  @Option(
      names = "--sandbox",
      paramLabel = "auto|required|off",
      description =
          "Whether FFmpegs run in a sandbox without network, in which they can change nothing but"
              + " their outputs: where bubblewrap works, always, or never. Default: ${DEFAULT-VALUE}.")
  private SandboxUse sandbox = SandboxUse.AUTO;

  @Option(
      names = "--price-per-core-hour",
      paramLabel = "PRICE",
      description =
          "What an hour of one core costs, for example 0.042, in any currency: reports then tell what"
              + " the CPU time of each film costs.")
  private String price = "";

  @Mixin private ProgressArguments progress;
  @Mixin private StorageArguments storage;
  @Mixin private FfmpegArguments ffmpeg;

  /** What the graph runs on. */
  Execution execution() throws UsageException {
    Mode mode = batch ? Mode.BATCH : Mode.STREAMING;
    if (runner == Runner.DIRECT) {
      if (batch || !flinkMaster.equals(LOCAL)) {
        throw new UsageException("--runner direct takes neither --flink-master nor --batch.");
      }
      return new DirectExecution(SLOTS_PER_CORE_STREAMING * parallelism());
    }
    if (flinkMaster.equals(LOCAL)) {
      return new EmbeddedFlink(mode, embeddedSlots());
    }
    try {
      return new RemoteFlink(mode, new FlinkRest(FlinkAddress.parse(flinkMaster)));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--flink-master: " + e.getMessage(), e);
    }
  }

  /**
   * Slots are not width: these keep as many children at once as there are cores busy to the end
   * (measured).
   */
  private int embeddedSlots() throws UsageException {
    return batch
        ? Math.max(
            SLOTS_PER_CORE_STREAMING * parallelism(),
            Math.min(MOST_SLOTS, SLOTS_PER_CORE_BATCH * parallelism()))
        : SLOTS_PER_CORE_STREAMING * parallelism();
  }

  int parallelism() throws UsageException {
    if (parallelism < 1 || parallelism > 256) {
      throw new UsageException("--parallelism must lie between 1 and 256: " + parallelism);
    }
    return parallelism;
  }

  /** Finds FFmpeg and the store; throws when this machine or the command line offers none. */
  WorkerContext context() throws UsageException, InterruptedException {
    RunOptions options = PipelineOptionsFactory.as(RunOptions.class);
    fill(options);
    try {
      ObjectStorage.register(options);
      return Workers.of(options);
    } catch (IngestException e) {
      throw UsageException.of(e);
    }
  }

  /** Puts what was given on the options of a pipeline. */
  void fill(RunOptions options) throws UsageException {
    options.setStore(storeUri());
    options.setFfmpeg(ffmpeg.name());
    options.setHardware(hardware.name().toLowerCase(Locale.ROOT));
    options.setSandbox(sandbox.name().toLowerCase(Locale.ROOT));
    options.setFfmpegsAtOnce(parallelism());
    options.setPricePerCoreHour(price);
    options.setMaxMemory(Strings.nullToEmpty(maxMemory));
    storage.fill(options);
  }

  ProgressArguments progress() {
    return progress;
  }

  StorageArguments storage() {
    return storage;
  }

  private String storeUri() throws UsageException {
    return storeUri(store);
  }

  /** What {@code --store} means, or leaving it out. */
  static String storeUri(String store) throws UsageException {
    try {
      return Workers.storeUri(Strings.nullToEmpty(store));
    } catch (IngestException e) {
      throw UsageException.of(e);
    }
  }

  /** Bytes for the whole program; empty for what the machine can spare. */
  OptionalLong memoryLimit() throws UsageException {
    if (maxMemory == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(MemoryBudget.parse(maxMemory));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--max-memory: " + e.getMessage(), e);
    }
  }

  HardwareUse hardware() {
    return hardware;
  }

  /** Tries every FFmpeg anew, whatever is remembered of it. */
  FfmpegLocator.Survey survey() throws InterruptedException {
    return ffmpeg.survey(RememberedHardware.ofThisHost()::triedAnew, hardware);
  }

  RunLabel label() throws UsageException {
    Execution execution = execution();
    try {
      return new RunLabel(
          UUID.randomUUID().toString(),
          execution.label(),
          AutoCut.Version.number(),
          execution.restarts(),
          price.isEmpty() ? Price.UNKNOWN : Price.parse(price));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--price-per-core-hour: " + e.getMessage(), e);
    }
  }
}
