package io.autocut.runners;

import com.google.common.base.Joiner;
import com.sun.management.OperatingSystemMXBean;
import io.autocut.assembly.RunLabel;
import io.autocut.planning.MontagePlanner;
import io.autocut.planning.PlanEngine;
import io.autocut.runners.Execution.Mode;
import io.autocut.runners.simulation.GraphSimulation;
import io.autocut.runners.simulation.ShuffleFigures;
import io.autocut.runners.simulation.SimulatedArchive;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what the graph costs beside the media that goes through it. */
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the graph that makes films on an archive that does not exist: embedded Flink, records,"
          + " store, planning and reports are the real ones, only what reads and writes media is"
          + " simulated. No film shares a clip or its music with another. Tells wall and CPU time, the"
          + " greatest memory of the JVM, and what the tasks sent to each other.",
      "",
      "What it cost beyond the start is what a run of ten clips did not cost; benchmarks/simulate"
          + " runs both. On Linux only."
    },
    footer = {"", "Example:", "  autocut benchmark graph --clips 10000 --folder /tmp/simulated"})
final class BenchmarkGraphCommand implements Callable<Integer> {
  private static final int SLOTS_PER_CORE_STREAMING = 2;
  private static final int SLOTS_PER_CORE_BATCH = 8;

  @Option(
      names = "--clips",
      paramLabel = "N",
      required = true,
      description = "How many clips there are in all.")
  private long clips;

  @Option(
      names = "--clips-per-montage",
      paramLabel = "N",
      description = "How many clips each film is offered. Default: ${DEFAULT-VALUE}.")
  private int clipsPerMontage = 10;

  @Option(
      names = "--segments",
      paramLabel = "N",
      description = "How many segments each film has. Default: ${DEFAULT-VALUE}.")
  private int segments = 20;

  @Option(
      names = "--unusable",
      paramLabel = "N",
      description =
          "Of so many of a thousand clips nothing can be used. Default: ${DEFAULT-VALUE}.")
  private int unusable = 20;

  @Option(
      names = "--uncuttable",
      paramLabel = "N",
      description =
          "Of so many of a thousand clips no segment can be cut, and films with them are not made."
              + " Default: ${DEFAULT-VALUE}.")
  private int uncuttable = 1;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Takes the store and the films. Default: one that goes when this ends.")
  private Path folder;

  @Option(
      names = "--keep",
      paramLabel = "THINGS",
      description =
          "The store forgets what was put into it first beyond so many, so that an archive can be larger"
              + " than the disk; 100000 serve. Default: it keeps all.")
  private int keep;

  @Option(
      names = "--planner",
      paramLabel = "real|simulated",
      description =
          "Whether films are planned as real ones, which takes longer than all else here, or cut from"
              + " one clip to the next. Default: ${DEFAULT-VALUE}.")
  private Planner planner = Planner.SIMULATED;

  @Option(
      names = "--mode",
      paramLabel = "streaming|batch",
      description = "How Flink runs it. Default: ${DEFAULT-VALUE}.")
  private Mode mode = Mode.STREAMING;

  private enum Planner {
    REAL,
    SIMULATED;

    PlanEngine engine() {
      return this == REAL ? new MontagePlanner() : GraphSimulation.inTurn();
    }
  }

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    SimulatedArchive archive = archive();
    Path scratch = ScratchFolder.create();
    Path place = folder == null ? scratch : folder.toAbsolutePath();
    GraphSimulation simulation =
        new GraphSimulation(
            archive, planner.engine(), context(place.resolve("store")), place.resolve("films"));
    Path archived = Files.createDirectories(scratch.resolve("archived"));
    long begin = System.nanoTime();
    run(simulation, options(scratch, archived));
    double wall = (System.nanoTime() - begin) / 1e9;
    double cpu = cpuSeconds();
    tell(archive, wall, cpu, ShuffleFigures.read(archived));
    return ExitCode.ALL_MADE;
  }

  private WorkerContext context(Path store) {
    return keep == 0 ? GraphSimulation.context(store) : GraphSimulation.context(store, keep);
  }

  private SimulatedArchive archive() throws UsageException {
    try {
      return new SimulatedArchive(
          clips / clipsPerMontage, clipsPerMontage, segments, unusable, uncuttable);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new UsageException("There is no such archive: " + e.getMessage(), e);
    }
  }

  private PipelineOptions options(Path scratch, Path archived) throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    int slots = cores * (mode == Mode.STREAMING ? SLOTS_PER_CORE_STREAMING : SLOTS_PER_CORE_BATCH);
    PipelineOptions options = new EmbeddedFlink(mode, slots).options(scratch);
    Files.writeString(
        scratch.resolve("flink").resolve("config.yaml"),
        "jobmanager.archive.fs.dir: '" + archived.toUri() + "'\n",
        StandardOpenOption.APPEND);
    return options;
  }

  private void run(GraphSimulation simulation, PipelineOptions options) throws IOException {
    RunLabel label =
        new RunLabel(
            UUID.randomUUID().toString(),
            "embedded Flink, " + mode.label(),
            AutoCut.Version.number());
    Pipeline pipeline = Pipeline.create(options);
    simulation.addTo(pipeline, label);
    PipelineResult.State state = pipeline.run().waitUntilFinish();
    if (state != PipelineResult.State.DONE) {
      throw new IOException("the run ended as " + state);
    }
  }

  private void tell(SimulatedArchive archive, double wall, double cpu, ShuffleFigures shuffle)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        Joiner.on(' ')
            .join(
                "clips=" + archive.clips(),
                "montages=" + archive.montages(),
                "mode=" + mode.label(),
                "wall=" + seconds(wall),
                "cpu=" + seconds(cpu),
                "rss=" + (peakBytes() >> 20),
                "shuffled-records=" + shuffle.records(),
                "shuffled-bytes=" + shuffle.bytes()));
    out.flush();
  }

  /** Of this JVM, since it was started. */
  private static double cpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f", seconds);
  }

  /** The most that this JVM ever had in memory. */
  private static long peakBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
        .findFirst()
        .orElseThrow();
  }
}
