package io.autocut.runners;

import io.autocut.assembly.RunLabel;
import io.autocut.media.FfmpegLocator;
import io.autocut.media.HardwareUse;
import io.autocut.media.MemoryBudget;
import io.autocut.media.VideoEncoder;
import io.autocut.runners.Execution.Mode;
import io.autocut.runners.cluster.FlinkAddress;
import io.autocut.runners.cluster.FlinkRest;
import io.autocut.store.MediaStores;
import io.autocut.store.RememberedHardware;
import io.autocut.store.Uris;
import io.autocut.store.WorkerContext;
import java.util.OptionalLong;
import java.util.UUID;
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
    storage.register();
    OptionalLong limit = memoryLimit();
    FfmpegLocator.Found found = ffmpeg.find(hardware);
    VideoEncoder encoder =
        found
            .hardware()
            .best(hardware)
            .orElseThrow(
                () ->
                    new UsageException(
                        found.installation()
                            + " has no working H.264 encoder (libx264 or libopenh264); 'autocut doctor'"
                            + " tells why."));
    WorkerContext plain =
        new WorkerContext(storeUri(), found.installation(), encoder, parallelism())
            .withHardware(hardware)
            .withLocalCache(storage.localCacheBytes());
    WorkerContext context = limit.isEmpty() ? plain : plain.withMemory(limit.getAsLong());
    try {
      MediaStores.check(storeUri());
      context.store();
    } catch (java.io.IOException | java.io.UncheckedIOException e) {
      throw new UsageException(e.getMessage(), e);
    }
    return context;
  }

  StorageArguments storage() {
    return storage;
  }

  private String storeUri() throws UsageException {
    return storeUri(store);
  }

  /** What {@code --store} means, or leaving it out. */
  static String storeUri(String store) throws UsageException {
    String uri = store == null ? Uris.cacheFolder().resolve("store").toString() : store;
    if (!Uris.isLocal(uri)) {
      return uri;
    }
    try {
      return Uris.localPath(uri).toAbsolutePath().normalize().toString();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--store is neither a folder nor a URI: " + uri, e);
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
    return new RunLabel(
        UUID.randomUUID().toString(), execution().label(), AutoCut.Version.number());
  }
}
