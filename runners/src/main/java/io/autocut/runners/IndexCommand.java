package io.autocut.runners;

import io.autocut.archive.ArchiveRoots;
import io.autocut.archive.CatalogFolder;
import io.autocut.assembly.RunLabel;
import io.autocut.ingest.AllowedPaths;
import io.autocut.ingest.IngestException;
import io.autocut.pipelines.IndexArchiveOptions;
import io.autocut.pipelines.IndexArchivePipeline;
import java.io.IOException;
import java.io.PrintWriter;
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
    return new CatalogOutcome(place).tell(out, spec.commandLine().getErr());
  }

  private void build(Pipeline pipeline, String place, RunLabel label)
      throws UsageException, IngestException, IOException, InterruptedException {
    IndexArchiveOptions options = pipeline.getOptions().as(IndexArchiveOptions.class);
    options.setClips(clips);
    options.setCatalogue(place);
    options.setPartitions(partitions);
    options.setWorkerContext(run.context());
    options.setRunLabel(label);
    IndexArchivePipeline.build(pipeline, options);
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
}
