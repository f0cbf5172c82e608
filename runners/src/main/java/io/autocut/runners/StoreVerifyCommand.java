package io.autocut.runners;

import io.autocut.store.StoreInventory;
import io.autocut.store.StoredThing;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads all that a store holds. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reads everything in a store and compares it with its checksum.",
      "",
      "Damaged things do no harm: they count as missing and are made anew. Exit code 3 tells that there"
          + " are some, and 0 that all are whole or were removed."
    },
    footer = {
      "",
      "Examples:",
      "  autocut store verify",
      "  autocut store verify --store /big/disk/autocut --repair"
    })
final class StoreVerifyCommand implements Callable<Integer> {
  /** What is younger may be on its way into the store: the thing is there, its checksum not yet. */
  private static final Duration ON_ITS_WAY = Duration.ofMinutes(10);

  @Option(names = "--repair", description = "Removes what is damaged.")
  private boolean repair;

  @Mixin private StoreArguments store;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    StoreInventory inventory = store.inventory();
    List<StoredThing> things = inventory.things();
    List<StoredThing> damaged = damaged(inventory, things);
    damaged.forEach(thing -> out.println("damaged: " + thing.path()));
    if (repair) {
      inventory.remove(damaged);
    }
    out.println(
        StoreWords.things(things)
            + " read; "
            + (damaged.isEmpty()
                ? "all are whole."
                : damaged.size()
                    + (repair
                        ? " damaged and removed; they are made anew when they are needed."
                        : " damaged; --repair removes what is damaged, and it is made anew when it is needed.")));
    out.flush();
    return damaged.isEmpty() || repair ? ExitCode.ALL_MADE : ExitCode.SOME_FAILED;
  }

  private static List<StoredThing> damaged(StoreInventory inventory, List<StoredThing> things)
      throws IOException {
    Instant settled = Instant.now().minus(ON_ITS_WAY);
    List<StoredThing> damaged = new ArrayList<>();
    for (StoredThing thing : things) {
      boolean whole = inventory.isWhole(thing);
      if (!whole && (inventory.isComplete(thing) || thing.lastUse().isBefore(settled))) {
        damaged.add(thing);
      }
    }
    return damaged;
  }
}
