package io.autocut.pipelines;

import io.autocut.analysis.AnalyzeClips;
import io.autocut.archive.ArchiveRoots;
import io.autocut.archive.CatalogFolder;
import io.autocut.archive.CompareClips;
import io.autocut.archive.ListClips;
import io.autocut.archive.ReportCatalogues;
import io.autocut.archive.WritePartitions;
import io.autocut.ingest.AllowedPaths;
import io.autocut.ingest.FingerprintFiles;
import io.autocut.ingest.IngestException;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.apache.beam.sdk.Pipeline;

/**
 * From an archive of clips to a catalogue of what is in them, brought up to date: only what is new
 * or has changed is looked at.
 */
public final class IndexArchivePipeline {
  private IndexArchivePipeline() {}

  /**
   * Adds the graph to a pipeline, and begins the catalogue where there is none.
   *
   * @throws IngestException when the archive is named wrongly
   * @throws IllegalArgumentException when the catalogue has another number of partitions
   * @throws IOException when the catalogue cannot be read or begun
   */
  public static void build(Pipeline pipeline, IndexArchiveOptions options)
      throws IngestException, IOException, InterruptedException {
    WorkerContext context = options.getRunLabel().noting(options.getWorkerContext());
    ArchiveRoots roots = roots(options);
    CatalogFolder catalogue = open(place(options), options);

    var listed = pipeline.apply("List clips", ListClips.of(roots, catalogue));
    var compared =
        listed.apply("Compare with catalogue", CompareClips.of(roots, catalogue, context));
    var outcomes =
        compared
            .get(CompareClips.REQUESTS)
            .apply("Fingerprint clips", FingerprintFiles.using(context))
            .get(FingerprintFiles.CLIPS)
            .apply("Analyze clips", AnalyzeClips.using(context));
    compared
        .get(CompareClips.CHANGES)
        .apply("Write partitions", WritePartitions.of(outcomes, catalogue, context))
        .apply("Report", ReportCatalogues.of(catalogue, context, options.getRunLabel()));
  }

  /**
   * Where the catalogue lies, once what is asked for has been looked at.
   *
   * @throws IngestException when the archive is not there or the catalogue is named wrongly
   */
  public static String place(IndexArchiveOptions options) throws IngestException {
    int partitions = options.getPartitions();
    if (partitions < 0 || partitions > CatalogFolder.MOST_PARTITIONS) {
      throw new IngestException(
          "\"partitions\" must lie between 1 and %d: %d"
              .formatted(CatalogFolder.MOST_PARTITIONS, partitions));
    }
    roots(options).requireLocal();
    String catalogue = options.getCatalogue();
    return AllowedPaths.isRemote(catalogue)
        ? catalogue
        : AllowedPaths.everyLocalPath().check(catalogue, here());
  }

  private static ArchiveRoots roots(IndexArchiveOptions options) throws IngestException {
    return ArchiveRoots.of(options.getClips(), here());
  }

  private static Path here() {
    return Path.of("").toAbsolutePath();
  }

  private static CatalogFolder open(String place, IndexArchiveOptions options)
      throws IOException, InterruptedException {
    int wanted = options.getPartitions();
    try (WorkFolder work = options.getWorkerContext().store().newWorkFolder()) {
      return CatalogFolder.open(
          place, wanted == 0 ? OptionalInt.empty() : OptionalInt.of(wanted), work);
    }
  }
}
