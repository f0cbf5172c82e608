package io.autocut.runners;

import io.autocut.archive.ArchiveRoots;
import io.autocut.archive.CatalogFolder;
import io.autocut.assembly.RunLabel;
import io.autocut.ingest.AllowedPaths;
import io.autocut.ingest.IngestException;
import io.autocut.json.PlainJson;
import io.autocut.media.Failures;
import io.autocut.pipelines.IndexArchiveOptions;
import io.autocut.pipelines.IndexArchivePipeline;
import io.autocut.schemas.CatalogReport;
import io.autocut.schemas.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.Pipeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps the catalogue of an archive up to date. */
@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes what is in the clips of an archive into a catalogue, or brings it up to date.",
      "",
      "A catalogue is a folder of Avro files, partition=NN/clips.avro, one record a clip. Clips that"
          + " have not changed since are taken from it without being opened; those that are gone from"
          + " the archive go from it."
    },
    footer = {"", "Example:", "  autocut index --clips archive/ --catalogue catalogue/"})
final class IndexCommand implements Callable<Integer> {
  private static final int MOST_LISTED = 5;

  @Option(
      names = "--clips",
      paramLabel = "DIR|URI",
      arity = "1..*",
      required = true,
      description =
          "The archive: clips and folders of clips, searched through and through, local ones or URIs of"
              + " a Beam file system that is on the class path. What the catalogue has of other places"
              + " stays as it is.")
  private List<String> clips;

  @Option(
      names = "--catalogue",
      paramLabel = "DIR",
      required = true,
      description = "The folder of the catalogue. Begun where there is none.")
  private String catalogue;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "How many files a new catalogue is divided into; one that is there keeps its number."
              + " Default: 64.")
  private int partitions;

  @Mixin private RunArguments run;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    String place = place();
    RunLabel label = run.label();
    new Launch(run, out, spec.commandLine().getErr())
        .run(label, pipeline -> build(pipeline, place, label));
    CatalogFolder written =
        CatalogFolder.find(place).orElseThrow(() -> new IOException(place + " is gone"));
    try (var bytes =
        written.report().read().orElseThrow(() -> new IOException("no report at " + place))) {
      String json = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
      return tell(PlainJson.parse(json, CatalogReport.class), out);
    }
  }

  private void build(Pipeline pipeline, String place, RunLabel label)
      throws UsageException, IOException, InterruptedException {
    IndexArchiveOptions options = pipeline.getOptions().as(IndexArchiveOptions.class);
    options.setClips(clips);
    options.setCatalogue(place);
    options.setPartitions(partitions);
    options.setWorkerContext(run.context());
    options.setRunLabel(label);
    try {
      IndexArchivePipeline.build(pipeline, options);
    } catch (IngestException | IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** What is wrong with the command line is said before anything runs. */
  private String place() throws UsageException {
    if (partitions < 0 || partitions > CatalogFolder.MOST_PARTITIONS) {
      throw new UsageException(
          "--partitions must lie between 1 and %d: %d"
              .formatted(CatalogFolder.MOST_PARTITIONS, partitions));
    }
    try {
      Path here = Path.of("").toAbsolutePath();
      ArchiveRoots.of(clips, here).requireLocal();
      return AllowedPaths.isRemote(catalogue)
          ? catalogue
          : AllowedPaths.everyLocalPath().check(catalogue, here);
    } catch (IngestException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static int tell(CatalogReport report, PrintWriter out) {
    out.println(
        "%s: %d clips: %d new, %d changed, %d unchanged; %d gone."
            .formatted(
                report.getCatalogue(),
                report.getClips(),
                report.getAdded(),
                report.getChanged(),
                report.getUnchanged(),
                report.getGone()));
    out.println(
        "  Written: %d of %d partitions."
            .formatted(report.getPartitionsWritten(), report.getPartitions()));
    if (report.getUnusable() > 0) {
      out.println("  Cannot be used: %d.".formatted(report.getUnusable()));
      List<Failure> shown = report.getFailures().stream().limit(MOST_LISTED).toList();
      shown.forEach(failure -> out.println("    " + line(failure)));
      if (report.getUnusable() > shown.size()) {
        out.println("    … and %d more.".formatted(report.getUnusable() - shown.size()));
      }
    }
    out.println("  Report: " + report.getCatalogue() + "/index.report.json");
    out.flush();
    boolean nothing = report.getClips() > 0 && report.getUnusable() == report.getClips();
    return report.getUnusable() == 0
        ? ExitCode.ALL_MADE
        : nothing ? ExitCode.NOTHING_MADE : ExitCode.SOME_FAILED;
  }

  private static String line(Failure failure) {
    String message = failure.getMessage();
    return message.startsWith(Failures.nameOf(failure.getUri()))
        ? message
        : Failures.nameOf(failure.getUri()) + ": " + message;
  }
}
