package io.autocut.runners.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Looks ten times a second at all processes that this JVM has started, and that they have started.
 *
 * <p>What lives shorter is missed by its memory, never by its CPU time: that is with its parent
 * when it has ended. Nothing else may run children meanwhile. Linux only.
 */
final class TreeWatch {
  private static final long PERIOD_MILLIS = 100;

  /** What our own cutting writes to, and what our joining reads. */
  private static final String SEGMENT = "segment.mp4";

  private static final String LIST_OF_SEGMENTS = "segments.ffconcat";

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread watching = new Thread(task, "watch child processes");
            watching.setDaemon(true);
            return watching;
          });
  private final ProcessMemory memory;
  private ScheduledFuture<?> looking;
  private long peakBytes;
  private double cpu;
  private Optional<Look> firstCut = Optional.empty();
  private Optional<Look> lastCut = Optional.empty();
  private Optional<Look> lastMade = Optional.empty();

  private record Look(long nanos, double cpu) {
    TreeFigures.Span until(Look end) {
      return new TreeFigures.Span((end.nanos - nanos) / 1e9, end.cpu - cpu);
    }
  }

  private TreeWatch(ProcessMemory memory) {
    this.memory = memory;
  }

  /** Begins to look. */
  static TreeWatch begin() {
    TreeWatch watch =
        new TreeWatch(
            ProcessMemory.told()
                .orElseThrow(
                    () -> new IllegalStateException("processes can be watched on Linux only")));
    watch.looking =
        watch.thread.scheduleAtFixedRate(watch::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return watch;
  }

  /** Looks no more; throws what went wrong while looking. */
  TreeFigures end() throws InterruptedException {
    if (looking.isDone() && !looking.isCancelled()) {
      try {
        looking.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("processes could not be watched", e.getCause());
      }
    }
    thread.shutdown();
    thread.awaitTermination(1, TimeUnit.MINUTES);
    synchronized (this) {
      return new TreeFigures(
          peakBytes,
          firstCut.flatMap(first -> lastCut.map(first::until)),
          firstCut.flatMap(first -> lastMade.map(first::until)));
    }
  }

  private synchronized void look() {
    // Parents come before their children: who ends between the two looks is missed once and never
    // counted twice, and what was seen before holds.
    double seen =
        ProcessStat.of(ProcessHandle.current().pid()).map(ProcessStat::endedChildren).orElse(0.0);
    long bytes = 0;
    boolean cuts = false;
    boolean joins = false;
    List<ProcessHandle> tree = ProcessHandle.current().descendants().toList();
    for (ProcessHandle process : tree) {
      seen += ProcessStat.of(process.pid()).map(ProcessStat::total).orElse(0.0);
      bytes += memory.bytes(process.pid());
      String line = commandLine(process.pid());
      cuts |= line.contains(SEGMENT);
      joins |= line.contains(LIST_OF_SEGMENTS);
    }
    cpu = Math.max(cpu, seen);
    peakBytes = Math.max(peakBytes, bytes);
    note(new Look(System.nanoTime(), cpu), cuts, joins);
  }

  private void note(Look look, boolean cuts, boolean joins) {
    if (cuts) {
      firstCut = firstCut.or(() -> Optional.of(look));
      lastCut = Optional.of(look);
    }
    if (cuts || joins) {
      lastMade = Optional.of(look);
    }
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException | UncheckedIOException e) {
      // It has ended since it was listed.
      return "";
    }
  }
}
