package io.autocut.runners;

import io.autocut.assembly.RunLabel;
import io.autocut.ingest.IngestException;
import io.autocut.pipelines.ReprocessArchiveOptions;
import io.autocut.pipelines.ReprocessArchivePipeline;
import io.autocut.progress.Progress.Stage;
import io.autocut.schemas.MontageRequest;
import io.autocut.store.WorkerContext;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes films again that were made before. */
@Command(
    name = "reprocess",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes films again from their plans: of the same clips, with another template, music, canvas or"
          + " whatever else is said; what is not said stays as it was.",
      "",
      "Only what has changed is computed. A plan that was edited by hand is followed to the letter,"
          + " unless what is said concerns its cuts."
    },
    footer = {
      "",
      "Examples:",
      "  autocut reprocess films/ --output again/ --template dramatic --dry-run",
      "  autocut reprocess holiday.edl.json --output phone/ --canvas 9:16 --catalogue catalogue/"
    })
final class ReprocessCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PLAN.edl.json|DIR",
      arity = "1..*",
      description = "Plans that films were made by, and folders of them.")
  private List<Path> plans;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "The folder that the films go to, each named as its plan.")
  private Path output;

  @Option(
      names = "--catalogue",
      paramLabel = "DIR",
      description =
          "A catalogue of 'autocut index': clips that are not where a plan has them are found in it by"
              + " their content.")
  private String catalogue = "";

  @Option(
      names = "--template",
      paramLabel = "NAME|FILE.json",
      description = "Another pacing and look.")
  private String template = "";

  @Option(names = "--music", paramLabel = "FILE", description = "Other music, for all of them.")
  private String music = "";

  @Option(
      names = "--canvas",
      paramLabel = "SIZE",
      description = "auto, 16:9, 9:16, 1:1 or WIDTHxHEIGHT.")
  private String canvas = "";

  @Option(
      names = "--fps",
      paramLabel = "RATE",
      description = "auto, or frames a second as 30 or 30000/1001.")
  private String fps = "";

  @Option(names = "--seed", paramLabel = "N", description = "Another choice among equals.")
  private String seed = "";

  @Option(
      names = "--allow-scheme",
      paramLabel = "SCHEME",
      description = "Lets plans name URIs of this scheme. Default: local files only.")
  private List<String> allowedSchemes = List.of();

  @Option(
      names = "--force",
      description =
          "Computes everything anew, analyses, beats and segments, whatever the store has.")
  private boolean force;

  @Option(
      names = "--dry-run",
      description = "Says what would be computed, and what that would cost; makes nothing.")
  private boolean dryRun;

  @Mixin private PictureArguments picture;
  @Mixin private FinishArguments finish;
  @Mixin private HandoffArguments handoff;
  @Mixin private WishArguments wishes;
  @Mixin private RunArguments run;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    RunLabel label = run.label();
    ReprocessArchiveOptions wanted = fill(PipelineOptionsFactory.create());
    WorkerContext context = run.context();
    List<MontageRequest> requests;
    try {
      if (dryRun) {
        wanted.setWorkerContext(context);
        new DryRun(wanted, out).print(ScratchFolder.create());
        return ExitCode.ALL_MADE;
      }
      requests = ReprocessArchivePipeline.requests(wanted);
    } catch (IngestException | IllegalArgumentException e) {
      throw UsageException.of(e);
    }
    return new Launch(run, out, spec.commandLine().getErr(), Stage.PAGE)
        .run(
            label,
            requests,
            pipeline -> {
              ReprocessArchiveOptions options = fill(pipeline.getOptions());
              options.setWorkerContext(context);
              options.setRunLabel(label);
              ReprocessArchivePipeline.build(pipeline, options);
            });
  }

  ReprocessArchiveOptions fill(PipelineOptions pipeline) throws UsageException {
    if (wishes.nameClips()) {
      throw new UsageException(
          "The clips of a film are offered again with what was wished of each of them then: leave out"
              + " --include, --exclude and the like, or render anew.");
    }
    ReprocessArchiveOptions options = pipeline.as(ReprocessArchiveOptions.class);
    options.setPlans(plans.stream().map(Path::toString).toList());
    options.setOutput(output.toString());
    options.setCatalogue(catalogue);
    options.setAllowScheme(allowedSchemes);
    options.setForce(force);
    options.setTemplate(template);
    options.setMusic(music);
    options.setCanvas(canvas);
    options.setFps(fps);
    options.setSeed(seed);
    wishes.fill(options);
    picture.fill(options);
    finish.fill(options);
    handoff.fill(options);
    return options;
  }
}
