package io.autocut.runners;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What AutoCut V2 called looking whether files can be used. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "As in AutoCut V2: tells which files can be used, and why others cannot. Now 'autocut analyze', or"
          + " 'autocut plan' where there is music."
    },
    footer = {"", "Example:", "  autocut validate *.mov --audio song.wav"})
final class ValidateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "VIDEO",
      arity = "1..*",
      description = "Clips and folders of clips; options of the new verb behind them.")
  private List<String> videos;

  @Option(names = "--audio", paramLabel = "FILE", description = "The music.")
  private String audio;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    String folder = ScratchFolder.create().toString();
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(audio == null ? "analyze" : "plan", "--clips"));
    arguments.addAll(EarlierVerb.files(videos));
    if (audio == null) {
      arguments.addAll(List.of("--output", folder + "/clips.jsonl"));
    } else {
      arguments.addAll(List.of("--music", audio, "--output", folder + "/plan.edl.json"));
    }
    arguments.addAll(EarlierVerb.options(videos));
    return new EarlierVerb(spec).become(arguments);
  }
}
