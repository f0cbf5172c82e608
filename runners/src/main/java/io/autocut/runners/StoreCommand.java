package io.autocut.runners;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks after a store: one class a thing to do. */
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "WHAT",
    description =
        "Tells what a store holds, checks it, and makes room in it; also while films are made.",
    footer = {
      "",
      "Examples:",
      "  autocut store stats",
      "  autocut store verify --store s3://bucket/autocut --repair",
      "  autocut store prune --max-bytes 50G --older-than 30d"
    },
    subcommands = {StoreStatsCommand.class, StoreVerifyCommand.class, StorePruneCommand.class})
final class StoreCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
