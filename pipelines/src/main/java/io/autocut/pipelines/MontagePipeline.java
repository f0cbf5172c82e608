package io.autocut.pipelines;

import com.google.common.collect.ImmutableList;
import io.autocut.analysis.AnalyzeClips;
import io.autocut.assembly.AssembleMontages;
import io.autocut.assembly.CodeMusic;
import io.autocut.assembly.ReportPlans;
import io.autocut.assembly.VerifyMontages;
import io.autocut.exports.DrawPages;
import io.autocut.exports.WriteCatalogues;
import io.autocut.exports.WriteHandoffs;
import io.autocut.exports.WriteReports;
import io.autocut.ingest.IngestException;
import io.autocut.ingest.RequestAnalyses;
import io.autocut.music.AnalyzeMusic;
import io.autocut.planning.GatherAnalyses;
import io.autocut.planning.PlanMontages;
import io.autocut.schemas.GatheredMontage;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PlannedMontage;
import io.autocut.segments.CutSegments;
import io.autocut.store.WorkerContext;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;

/**
 * From requests to films, by way of analyses, beats, plans and segments.
 *
 * <p>Each method adds one graph to a pipeline; the graphs share their first stages, so that a plan
 * is the plan that a film would be made by.
 */
public final class MontagePipeline {
  private MontagePipeline() {}

  /** What comes of requests, and what its files end in; the first is given to those without. */
  public enum Result {
    FILMS(".mp4"),
    PLANS(".edl.json", ".json");

    private final ImmutableList<String> suffixes;

    Result(String... suffixes) {
      this.suffixes = ImmutableList.copyOf(suffixes);
    }
  }

  /**
   * Makes the films that options ask for.
   *
   * @throws IngestException when they ask for what is not there or makes no sense
   */
  public static void build(Pipeline pipeline, MontagePipelineOptions options)
      throws IngestException {
    buildFilms(pipeline, job(options, Result.FILMS));
  }

  /** As {@link #build}, of plans by which the films would be made. */
  public static void buildPlans(Pipeline pipeline, MontagePipelineOptions options)
      throws IngestException {
    buildPlans(pipeline, job(options, Result.PLANS));
  }

  /** As {@link #buildPlans}, with a page of each. */
  public static void buildPlanPages(Pipeline pipeline, MontagePipelineOptions options)
      throws IngestException {
    buildPlanPages(pipeline, job(options, Result.PLANS));
  }

  /**
   * What the graph will be asked for; nothing that is known yet where a folder is watched.
   *
   * @throws IngestException as {@link #build} does
   */
  public static List<MontageRequest> requests(MontagePipelineOptions options, Result result)
      throws IngestException {
    return new AskedMontages(options, result.suffixes).requests();
  }

  private static MontageJob job(MontagePipelineOptions options, Result result)
      throws IngestException {
    return new MontageJob(
        new AskedMontages(options, result.suffixes).source(),
        options.getWorkerContext(),
        options.getRunLabel(),
        MediaEngines.real(),
        FilmWords.handoffs(options.getExport()));
  }

  /** Makes films, and writes the list of decisions and the report beside each. */
  public static void buildFilms(Pipeline pipeline, MontageJob job) {
    WorkerContext context = job.context();
    MediaEngines engines = job.engines();
    var plans = plans(pipeline, job);
    var segments = plans.apply("Cut segments", CutSegments.using(context, engines.segments()));
    var music = plans.apply("Code music", CodeMusic.using(context, engines.films()));
    var reports =
        plans
            .apply(
                "Assemble montages",
                AssembleMontages.of(segments, music, context, engines.films(), engines.segments()))
            .apply("Verify montages", VerifyMontages.using(context, job.label(), engines.films()));
    handedOff(reports, job)
        .apply("Draw pages", DrawPages.using(context, engines.films(), engines.segments()))
        .apply("Write reports", WriteReports.using(context));
  }

  private static PCollection<MontageReport> handedOff(
      PCollection<MontageReport> reports, MontageJob job) {
    return job.handoffs().isEmpty()
        ? reports
        : reports.apply("Hand off", WriteHandoffs.of(job.handoffs(), job.context()));
  }

  /** Writes the plans that films would be made by; nothing is cut. */
  public static void buildPlans(Pipeline pipeline, MontageJob job) {
    planReports(pipeline, job).apply("Write reports", WriteReports.using(job.context()));
  }

  /** As {@link #buildPlans}, with a page of each on which it can be seen and heard. */
  public static void buildPlanPages(Pipeline pipeline, MontageJob job) {
    MediaEngines engines = job.engines();
    planReports(pipeline, job)
        .apply("Draw pages", DrawPages.using(job.context(), engines.films(), engines.segments()))
        .apply("Write reports", WriteReports.using(job.context()));
  }

  private static PCollection<MontageReport> planReports(Pipeline pipeline, MontageJob job) {
    return handedOff(
        plans(pipeline, job).apply("Report plans", ReportPlans.using(job.context(), job.label())),
        job);
  }

  /** Writes what analysis finds out about clips; a request without music is enough. */
  public static void buildCatalogues(Pipeline pipeline, MontageJob job) {
    analyses(pipeline, job)
        .apply("Write catalogues", WriteCatalogues.using(job.context(), job.label()))
        .apply("Write reports", WriteReports.using(job.context()));
  }

  private static PCollection<PlannedMontage> plans(Pipeline pipeline, MontageJob job) {
    return analyses(pipeline, job)
        .apply("Plan montages", PlanMontages.using(job.context(), job.engines().plans()));
  }

  private static PCollection<GatheredMontage> analyses(Pipeline pipeline, MontageJob job) {
    var requests = pipeline.apply("Take montages", job.montages());
    WorkerContext context = job.context();
    MediaEngines engines = job.engines();
    var wanted =
        requests.apply("Request analyses", RequestAnalyses.using(context, engines.fingerprints()));
    var clips =
        wanted
            .get(RequestAnalyses.CLIPS)
            .apply("Analyze clips", AnalyzeClips.using(context, engines.clips()));
    var music =
        wanted
            .get(RequestAnalyses.MUSIC)
            .apply("Analyze music", AnalyzeMusic.using(context, engines.music()));
    return requests.apply("Gather analyses", GatherAnalyses.of(clips, music));
  }
}
