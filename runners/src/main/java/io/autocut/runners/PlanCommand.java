package io.autocut.runners;

import io.autocut.pipelines.MontagePipeline;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
      "Example:",
      "  autocut plan --clips holiday/ --music song.mp3 --output holiday.edl.json"
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin private MontageArguments montages;
  @Mixin private RunArguments run;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    run.storage().register();
    return new Launch(run, spec.commandLine().getOut(), spec.commandLine().getErr())
        .run(montages.wanted(List.of(".edl.json", ".json")), MontagePipeline::buildPlans);
  }
}
