package io.autocut.runners;

import io.autocut.assembly.RunLabel;
import io.autocut.ingest.IngestException;
import io.autocut.pipelines.MontagePipeline;
import io.autocut.pipelines.MontagePipeline.Result;
import io.autocut.pipelines.MontagePipelineOptions;
import io.autocut.progress.Progress.Stage;
import io.autocut.schemas.MontageRequest;
import io.autocut.store.WorkerContext;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes plans. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes the plan that render would make a film by; nothing is cut.",
      "",
      "A plan lists every cut: output frames, clip, source range, beat, score and reason. Its analyses"
          + " are kept, so that a render after it does not repeat them."
    },
    footer = {
      "",
      "Examples:",
      "  autocut plan --clips holiday/ --music song.mp3 --output holiday.edl.json",
      "  autocut plan --clips holiday/ --music song.mp3 --output holiday.edl.json --html"
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin private MontageArguments montages;

  @Option(
      names = "--html",
      description =
          "Writes PLAN.plan.html too: the plan to be looked at, with a picture of each shot, and heard,"
              + " with a click on every cut.")
  private boolean html;

  @Mixin private HandoffArguments handoff;
  @Mixin private RunArguments run;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    run.storage().register();
    List<MontageRequest> requests = requests();
    RunLabel label = run.label();
    WorkerContext context = run.context();
    return new Launch(run, spec.commandLine().getOut(), spec.commandLine().getErr(), Stage.PLANNING)
        .run(
            label,
            requests,
            pipeline -> {
              MontagePipelineOptions options = fill(pipeline.getOptions());
              options.setWorkerContext(context);
              options.setRunLabel(label);
              if (html) {
                MontagePipeline.buildPlanPages(pipeline, options);
              } else {
                MontagePipeline.buildPlans(pipeline, options);
              }
            });
  }

  private List<MontageRequest> requests() throws UsageException {
    try {
      return MontagePipeline.requests(fill(PipelineOptionsFactory.create()), Result.PLANS);
    } catch (IngestException | IllegalArgumentException e) {
      throw UsageException.of(e);
    }
  }

  private MontagePipelineOptions fill(PipelineOptions pipeline) throws UsageException {
    MontagePipelineOptions options = pipeline.as(MontagePipelineOptions.class);
    montages.fill(options);
    handoff.fill(options);
    return options;
  }
}
