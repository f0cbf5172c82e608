package io.autocut.pipelines;

import com.google.common.base.Strings;
import io.autocut.archive.CatalogFolder;
import io.autocut.archive.MovedClips;
import io.autocut.ingest.AllowedPaths;
import io.autocut.ingest.EarlierMontages;
import io.autocut.ingest.EarlierPlan;
import io.autocut.ingest.IngestException;
import io.autocut.ingest.PlanFile;
import io.autocut.ingest.ReadPlans;
import io.autocut.schemas.MontageRequest;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;

/**
 * From the plans of earlier films to films again, planned anew for the clips that were offered then
 * with what is wanted otherwise. What has not changed is taken from the store.
 */
public final class ReprocessArchivePipeline {
  private ReprocessArchivePipeline() {}

  /**
   * Adds the graph to a pipeline, when all plans have been read once.
   *
   * @throws IngestException when a plan cannot be read, or what is wanted makes no sense
   * @throws IOException when the catalogue cannot be read
   */
  public static void build(Pipeline pipeline, ReprocessArchiveOptions options)
      throws IngestException, IOException {
    EarlierMontages montages = montages(options);
    MontagePipeline.buildFilms(
        pipeline,
        new MontageJob(
            ReadPlans.of(plans(options), montages),
            context(options),
            options.getRunLabel(),
            MediaEngines.real(),
            FilmWords.handoffs(options.getExport())));
  }

  /** What the graph will be asked for, one request a plan. */
  public static List<MontageRequest> requests(ReprocessArchiveOptions options)
      throws IngestException, IOException {
    EarlierMontages montages = montages(options);
    List<MontageRequest> requests = new ArrayList<>();
    for (EarlierPlan plan : plans(options)) {
      requests.add(montages.request(plan));
    }
    return requests;
  }

  /** The plans that are meant, and where their films go. */
  public static List<EarlierPlan> plans(ReprocessArchiveOptions options) throws IngestException {
    return EarlierPlan.of(
        options.getPlans().stream().map(Path::of).toList(), Path.of(options.getOutput()));
  }

  private static WorkerContext context(ReprocessArchiveOptions options) {
    WorkerContext context = options.getWorkerContext();
    return options.getForce() ? context.redoing(options.getRunLabel().runId()) : context;
  }

  private static EarlierMontages montages(ReprocessArchiveOptions options)
      throws IngestException, IOException {
    AllowedPaths allowed = AllowedPaths.everyLocalPath().withSchemes(options.getAllowScheme());
    return EarlierMontages.within(allowed, Path.of("").toAbsolutePath())
        .changing(FilmWords.changes(options))
        .withMoved(moved(options));
  }

  private static Map<String, String> moved(ReprocessArchiveOptions options)
      throws IngestException, IOException {
    if (Strings.isNullOrEmpty(options.getCatalogue())) {
      return Map.of();
    }
    CatalogFolder catalogue =
        CatalogFolder.find(options.getCatalogue())
            .orElseThrow(() -> new IngestException("no catalogue in " + options.getCatalogue()));
    Set<String> missing = new HashSet<>();
    for (EarlierPlan plan : plans(options)) {
      missing.addAll(EarlierMontages.missing(PlanFile.read(Path.of(plan.plan()))));
    }
    return MovedClips.find(catalogue, missing);
  }
}
