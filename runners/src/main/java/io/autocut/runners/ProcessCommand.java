package io.autocut.runners;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What AutoCut V2 called making a film. */
@Command(
    name = "process",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "As in AutoCut V2: makes a film. Now 'autocut render', whose options it takes too.",
    footer = {
      "",
      "Example:",
      "  autocut process *.mov --audio song.wav --pattern dramatic --output film.mp4"
    })
final class ProcessCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "VIDEO",
      arity = "1..*",
      description = "Clips and folders of clips; options of the new verb behind them.")
  private List<String> videos;

  @Option(names = "--audio", paramLabel = "FILE", required = true, description = "The music.")
  private String audio;

  @Option(
      names = "--output",
      paramLabel = "FILE.mp4",
      description = "The film. Default: ${DEFAULT-VALUE}.")
  private String output = "output.mp4";

  @Option(
      names = "--pattern",
      paramLabel = "NAME",
      description = "energetic, balanced, dramatic or buildup. Default: ${DEFAULT-VALUE}.")
  private String pattern = "balanced";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<String> arguments = new ArrayList<>(List.of("render", "--clips"));
    arguments.addAll(EarlierVerb.files(videos));
    arguments.addAll(List.of("--music", audio, "--output", output, "--template", pattern));
    arguments.addAll(EarlierVerb.options(videos));
    return new EarlierVerb(spec).become(arguments);
  }
}
