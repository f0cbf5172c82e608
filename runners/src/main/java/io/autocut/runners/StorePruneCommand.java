package io.autocut.runners;

import io.autocut.store.Pruning;
import io.autocut.store.RunNotes;
import io.autocut.store.StoreInventory;
import io.autocut.store.StoredThing;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes room in a store. */
@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Removes from a store what was not used for long, or the least recently used until the rest is"
          + " small enough.",
      "",
      "What goes is computed anew when it is needed again. Kept corrections of beats stay, and so does"
          + " what was used in the last hour (in a store that is not local: the last day), as a running"
          + " job may need it."
    },
    footer = {
      "",
      "Examples:",
      "  autocut store prune --older-than 30d",
      "  autocut store prune --max-bytes 50G --dry-run",
      "  autocut store prune --store s3://bucket/autocut --max-bytes 2T --older-than 26w"
    })
final class StorePruneCommand implements Callable<Integer> {
  /** What a run has noted of its expenses is read until it ends. */
  private static final Duration LONGEST_RUN = Duration.ofDays(30);

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      description = "What may stay, for example 800M or 50G; the least recently used goes first.")
  private String maxBytes;

  @Option(
      names = "--older-than",
      paramLabel = "D",
      description = "Removes what was not used for so long, for example 12h, 30d or 8w.")
  private String olderThan;

  @Option(names = "--dry-run", description = "Removes nothing and tells what would go.")
  private boolean dryRun;

  @Mixin private StoreArguments store;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Pruning pruning = pruning();
    StoreInventory inventory = store.inventory();
    List<StoredThing> things = inventory.things();
    List<StoredThing> chosen = pruning.choose(things, inventory.sparing(), Instant.now());
    if (!dryRun) {
      inventory.remove(chosen);
      RunNotes.removeOlder(store.uri(), LONGEST_RUN);
    }
    tell(pruning, things, chosen, inventory.sparing());
    return ExitCode.ALL_MADE;
  }

  private Pruning pruning() throws UsageException {
    if (maxBytes == null && olderThan == null) {
      throw new UsageException("Give --max-bytes, --older-than or both: otherwise nothing goes.");
    }
    return new Pruning(
        maxBytes == null
            ? OptionalLong.empty()
            : OptionalLong.of(StoreWords.parseBytes("--max-bytes", maxBytes)),
        olderThan == null
            ? Optional.empty()
            : Optional.of(StoreWords.parseTime("--older-than", olderThan)));
  }

  private void tell(
      Pruning pruning, List<StoredThing> things, List<StoredThing> chosen, Duration sparing) {
    PrintWriter out = spec.commandLine().getOut();
    Set<StoredThing> gone = new HashSet<>(chosen);
    List<StoredThing> rest = things.stream().filter(thing -> !gone.contains(thing)).toList();
    out.println(
        "%s %s; %s."
            .formatted(
                dryRun ? "Would remove" : "Removed",
                StoreWords.things(chosen),
                StoreWords.things(rest) + (rest.size() == 1 ? " stays" : " stay")));
    long stays = StoreWords.sum(rest);
    if (pruning.maxBytes().isPresent() && stays > pruning.maxBytes().getAsLong()) {
      out.println(
          "That is %s more than --max-bytes: what was used in the last %s and what a person has said stays."
              .formatted(
                  StoreWords.bytes(stays - pruning.maxBytes().getAsLong()),
                  StoreWords.time(sparing)));
    }
    out.flush();
  }
}
