package io.autocut.runners.simulation;

import io.autocut.assembly.RunLabel;
import io.autocut.media.FfmpegInstallation;
import io.autocut.media.VideoEncoder;
import io.autocut.pipelines.MediaEngines;
import io.autocut.pipelines.MontageJob;
import io.autocut.pipelines.MontagePipeline;
import io.autocut.planning.PlanEngine;
import io.autocut.store.WorkerContext;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;

/**
 * The graph that makes films, whole and as it is, on an archive that does not exist: only what
 * reads and writes media, or decides the cuts, may be simulated.
 *
 * @param archive what it is run on
 * @param planner decides the cuts; see {@link #inTurn}
 * @param context of its workers; see {@link #context}
 * @param films the folder for films and reports
 */
public record GraphSimulation(
    SimulatedArchive archive, PlanEngine planner, WorkerContext context, Path films) {

  /** The context of workers that never start FFmpeg, with a store in {@code store}. */
  public static WorkerContext context(Path store) {
    // Never run, but looked for on each worker.
    String executable = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new WorkerContext(
        store.toString(),
        new FfmpegInstallation(
            FfmpegInstallation.Origin.CHOSEN, executable, executable, "simulated"),
        VideoEncoder.X264,
        Runtime.getRuntime().availableProcessors());
  }

  /** The same with a store that holds so many things and forgets the oldest. */
  public static WorkerContext context(Path store, int things) {
    return context(store).through(ForgettingStore.keeping(things));
  }

  /** A planner that takes no time to speak of. */
  public static PlanEngine inTurn() {
    return new SimulatedPlans();
  }

  /** Adds the graph to a pipeline. */
  public void addTo(Pipeline pipeline, RunLabel label) {
    MontagePipeline.buildFilms(
        pipeline,
        new MontageJob(
            SimulatedRequests.of(archive, films),
            context,
            label,
            engines(archive, planner),
            List.of()));
  }

  private static MediaEngines engines(SimulatedArchive archive, PlanEngine planner) {
    return new MediaEngines(
        (request, sources) -> SimulatedArchive.fingerprint(request.getUri()),
        ffmpeg -> new SimulatedClips(archive),
        ffmpeg -> new SimulatedMusic(archive),
        planner,
        (ffmpeg, hardware) -> new SimulatedSegments(archive),
        (ffmpeg, hardware) -> new SimulatedFilms());
  }
}
