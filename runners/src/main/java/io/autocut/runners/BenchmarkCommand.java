package io.autocut.runners;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures how well the program does: one class a thing that is measured. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "[WHAT]",
    description = {
      "Measures how well this program does, against truth that you have.",
      "",
      "Alone, as in AutoCut V2: how fast films are made. Now 'autocut bench'."
    },
    footer = {"", "Example:", "  autocut benchmark beats annotated/"},
    subcommands = {BenchmarkBeatsCommand.class, BenchmarkGraphCommand.class})
final class BenchmarkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return new EarlierVerb(spec).become(List.of("bench", "--counts", "5"));
  }
}
