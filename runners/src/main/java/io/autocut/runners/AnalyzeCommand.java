package io.autocut.runners;

import io.autocut.ingest.AllowedPaths;
import io.autocut.ingest.ClipFolders;
import io.autocut.ingest.EditTemplates;
import io.autocut.ingest.IngestException;
import io.autocut.ingest.ReadManifests;
import io.autocut.pipelines.MontageJob;
import io.autocut.pipelines.MontagePipeline;
import io.autocut.progress.Progress.Stage;
import io.autocut.schemas.MontageRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Analyses clips into a catalogue. */
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes what is found out about clips: one record a clip, as JSON Lines or Avro.",
    footer = {"", "Example:", "  autocut analyze --clips holiday/ --output holiday.jsonl"})
final class AnalyzeCommand implements Callable<Integer> {
  @Option(
      names = "--clips",
      paramLabel = "PATH",
      arity = "1..*",
      required = true,
      description = "Clips and folders of clips, searched through and through.")
  private List<String> clips;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      required = true,
      description = "The catalogue: .jsonl or .avro.")
  private String output;

  @Mixin private RunArguments run;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    run.storage().register();
    List<MontageRequest> requests = List.of(request());
    MontageJob job = new MontageJob(ReadManifests.given(requests), run.context(), run.label());
    return new Launch(run, spec.commandLine().getOut(), spec.commandLine().getErr(), Stage.ANALYSIS)
        .run(job.label(), requests, pipeline -> MontagePipeline.buildCatalogues(pipeline, job));
  }

  private MontageRequest request() throws UsageException {
    String lower = output.toLowerCase(Locale.ROOT);
    if (!lower.endsWith(".jsonl") && !lower.endsWith(".avro")) {
      throw new UsageException("--output must end in .jsonl or .avro: " + output);
    }
    try {
      AllowedPaths allowed = AllowedPaths.everyLocalPath();
      Path here = Path.of("").toAbsolutePath();
      List<String> absolute = new java.util.ArrayList<>();
      for (String clip : clips) {
        absolute.add(allowed.check(clip, here));
      }
      ClipFolders.Found found = ClipFolders.refusingMissing(allowed).expand(absolute);
      return MontageRequest.newBuilder()
          .setMontageId("catalogue")
          .setClips(found.clips())
          .setPassedOver(found.refused())
          .setMusic("")
          .setOutput(allowed.check(output, here))
          .setTemplate(EditTemplates.named(EditTemplates.STANDARD))
          .setCanvas("auto")
          .setFps("auto")
          .setSeed(0)
          .build();
    } catch (IngestException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }
}
