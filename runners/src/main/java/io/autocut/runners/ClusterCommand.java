package io.autocut.runners;

import io.autocut.runners.cluster.FlinkAddress;
import io.autocut.runners.cluster.LocalCluster;
import io.autocut.runners.cluster.LocalCluster.Member;
import io.autocut.store.Uris;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts, shows and stops a Flink cluster on this machine. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a Flink cluster on this machine: a JobManager and workers, each a process of its own.",
      "",
      "Give work to it, or to any other Flink 1.19 cluster, with --flink-master HOST:PORT."
    },
    footer = {
      "",
      "Examples:",
      "  autocut cluster start --workers 3",
      "  autocut render --manifest films.jsonl --output films/ --flink-master 127.0.0.1:8081",
      "  autocut cluster status",
      "  autocut cluster stop"
    })
final class ClusterCommand implements Runnable {
  private static final int MOST_WORKERS = 64;

  @Spec private CommandSpec spec;

  @Option(
      names = "--folder",
      scope = picocli.CommandLine.ScopeType.INHERIT,
      paramLabel = "DIR",
      description =
          "Where the cluster's settings and logs lie; each folder is a cluster of its own. Default:"
              + " autocut/cluster in $$XDG_CACHE_HOME or ~/.cache.")
  private Path folder;

  @Override
  public void run() {
    spec.commandLine().usage(out());
  }

  @Command(
      name = "start",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Starts a cluster, or replaces the workers that it has lost.",
        "",
        "The last line names it: flink-master=HOST:PORT. Only this machine can reach it."
      })
  int start(
      @Option(
              names = "--workers",
              paramLabel = "N",
              defaultValue = "2",
              description = "How many workers. Default: ${DEFAULT-VALUE}.")
          int workers,
      @Option(
              names = "--slots",
              paramLabel = "M",
              description =
                  "How many elements of work each worker takes at once; how many FFmpegs run is"
                      + " decided by cores and memory. Default: twice the number of cores.")
          Integer slots,
      @Option(
              names = "--port",
              paramLabel = "PORT",
              defaultValue = "0",
              description =
                  "Where a new cluster listens. Default: where it did before, or any port that is free.")
          int port)
      throws UsageException, IOException, InterruptedException {
    int each = slots == null ? 2 * Runtime.getRuntime().availableProcessors() : slots;
    between("--workers", workers, 1, MOST_WORKERS);
    between("--slots", each, 1, MOST_WORKERS);
    between("--port", port, 0, 65_535);
    FlinkAddress address = cluster().start(workers, each, port);
    print(cluster().members());
    out().println("flink-master=" + address);
    out().flush();
    return ExitCode.ALL_MADE;
  }

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = {
        "Shows the cluster's processes, one a line: role, process number, slots.",
        "Ends with 1 when no cluster runs."
      })
  int status() throws IOException, InterruptedException {
    LocalCluster cluster = cluster();
    List<Member> members = cluster.members();
    print(members);
    for (String lost : cluster.lost()) {
      err()
          .println(
              lost
                  + " has ended: 'autocut cluster start' starts another one; what it said is in "
                  + cluster.logs());
    }
    if (members.isEmpty()) {
      err().println("No cluster runs here: 'autocut cluster start' starts one.");
      return ExitCode.NOTHING_MADE;
    }
    return ExitCode.ALL_MADE;
  }

  @Command(
      name = "stop",
      mixinStandardHelpOptions = true,
      description = "Ends every process of the cluster; films that are not made are lost with it.")
  int stop() throws IOException, InterruptedException {
    out().println(cluster().stop() ? "The cluster has ended." : "No cluster ran here.");
    out().flush();
    return ExitCode.ALL_MADE;
  }

  private static void between(String name, int value, int least, int most) throws UsageException {
    if (value < least || value > most) {
      throw new UsageException(
          "%s must lie between %d and %d: %d".formatted(name, least, most, value));
    }
  }

  private LocalCluster cluster() {
    return LocalCluster.in(folder == null ? Uris.cacheFolder().resolve("cluster") : folder);
  }

  private void print(List<Member> members) {
    for (Member member : members) {
      out().printf("%s pid=%d slots=%d%n", member.role(), member.pid(), member.slots());
    }
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
