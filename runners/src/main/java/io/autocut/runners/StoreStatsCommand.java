package io.autocut.runners;

import io.autocut.store.ContentKey;
import io.autocut.store.MediaStores;
import io.autocut.store.StoredThing;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells what a store holds. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Tells how much of what lies in a store, and between when and when it was last used (UTC).",
    footer = {
      "",
      "Examples:",
      "  autocut store stats",
      "  autocut store stats --store s3://bucket/autocut --s3-endpoint http://minio:9000"
    })
final class StoreStatsCommand implements Callable<Integer> {
  private static final String ROW = "  %-16s %8s %12s  %-16s  %-16s%n";
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Mixin private StoreArguments store;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    List<StoredThing> things = store.inventory().things();
    out.println(store.uri());
    out.printf(ROW, "", "things", "bytes", "oldest use", "newest use");
    Map<ContentKey.Kind, List<StoredThing>> kinds =
        things.stream()
            .collect(Collectors.groupingBy(StoredThing::kind, TreeMap::new, Collectors.toList()));
    kinds.forEach((kind, some) -> row(out, kind.name().toLowerCase(Locale.ROOT), some));
    row(out, "all", things);
    List<StoredThing> near = MediaStores.near(store.uri());
    if (!near.isEmpty()) {
      row(out, "near, here", near);
    }
    out.flush();
    return ExitCode.ALL_MADE;
  }

  private static void row(PrintWriter out, String name, Collection<StoredThing> things) {
    out.printf(
        ROW,
        name.replace('_', ' '),
        things.size(),
        StoreWords.bytes(StoreWords.sum(things)),
        things.stream()
            .map(StoredThing::lastUse)
            .min(Comparator.naturalOrder())
            .map(StoreStatsCommand::minute)
            .orElse("-"),
        things.stream()
            .map(StoredThing::lastUse)
            .max(Comparator.naturalOrder())
            .map(StoreStatsCommand::minute)
            .orElse("-"));
  }

  private static String minute(Instant instant) {
    return MINUTE.format(instant);
  }
}
