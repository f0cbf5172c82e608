package io.autocut.runners;

import io.autocut.assembly.RunLabel;
import io.autocut.ingest.IngestException;
import io.autocut.pipelines.IndexArchiveOptions;
import io.autocut.pipelines.IndexArchivePipeline;
import io.autocut.progress.Progress.Stage;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
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
    PrintWriter err = spec.commandLine().getErr();
    String place = place();
    RunLabel label = run.label();
    new Launch(run, out, err, Stage.ANALYSIS)
        .run(
            label,
            pipeline -> {
              IndexArchiveOptions options = fill(pipeline.getOptions());
              options.setWorkerContext(run.context());
              options.setRunLabel(label);
              IndexArchivePipeline.build(pipeline, options);
            });
    return new CatalogOutcome(place).tell(run.progress().summary(out, err), err);
  }

  /** What is wrong with the command line is said before anything runs. */
  private String place() throws UsageException {
    try {
      return IndexArchivePipeline.place(fill(PipelineOptionsFactory.create()));
    } catch (IngestException e) {
      throw UsageException.of(e);
    }
  }

  IndexArchiveOptions fill(PipelineOptions pipeline) {
    IndexArchiveOptions options = pipeline.as(IndexArchiveOptions.class);
    options.setClips(clips);
    options.setCatalogue(catalogue);
    options.setPartitions(partitions);
    return options;
  }
}
