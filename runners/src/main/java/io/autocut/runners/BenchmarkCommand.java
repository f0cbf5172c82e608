package io.autocut.runners;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures how well the program does: one class a thing that is measured. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "WHAT",
    description = "Measures how well this program does, against truth that you have.",
    footer = {"", "Example:", "  autocut benchmark beats annotated/"},
    subcommands = {BenchmarkBeatsCommand.class, BenchmarkGraphCommand.class})
final class BenchmarkCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
