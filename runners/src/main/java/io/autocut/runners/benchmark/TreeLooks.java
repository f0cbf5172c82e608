package io.autocut.runners.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What was seen in looks at all processes that this JVM has started, and that they have started.
 *
 * <p>The memory is the sum of {@link ProcessMemory#PSS} at the look that found the most {@link
 * ProcessMemory#RSS}: asking for PSS at each look would slow down what is looked at (measured: 16
 * ms for a JVM of 700 MB). Linux only. Safe for many threads.
 */
final class TreeLooks {
  /** What our own cutting writes to, and what our joining reads. */
  private static final Pattern SEGMENT =
      Pattern.compile("\\b(?:segment(?:-\\d+)?|part-\\d+|donor|aligned)\\.mp4");

  private static final String LIST_OF_SEGMENTS = "segments.ffconcat";

  private long mostRss;
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

  synchronized TreeFigures figures() {
    return new TreeFigures(
        peakBytes,
        firstCut.flatMap(first -> lastCut.map(first::until)),
        firstCut.flatMap(first -> lastMade.map(first::until)));
  }

  synchronized void look() {
    // Parents come before their children: who ends between the two looks is missed once and never
    // counted twice, and what was seen before holds.
    ProcessHandle self = ProcessHandle.current();
    double seen = ProcessStat.of(self.pid()).map(ProcessStat::endedChildren).orElse(0.0);
    List<Long> tree = self.descendants().map(ProcessHandle::pid).toList();
    boolean cuts = false;
    boolean joins = false;
    for (long pid : tree) {
      seen += ProcessStat.of(pid).map(ProcessStat::total).orElse(0.0);
      String line = commandLine(pid);
      cuts |= SEGMENT.matcher(line).find();
      joins |= line.contains(LIST_OF_SEGMENTS);
    }
    cpu = Math.max(cpu, seen);
    weigh(tree);
    note(new Look(System.nanoTime(), cpu), cuts, joins);
  }

  private void weigh(List<Long> tree) {
    long rss = sum(tree, ProcessMemory.RSS);
    if (rss > mostRss) {
      mostRss = rss;
      long pss = sum(tree, ProcessMemory.PSS);
      // Where the kernel tells no PSS.
      peakBytes = Math.max(peakBytes, pss > 0 ? pss : rss);
    }
  }

  private static long sum(List<Long> tree, ProcessMemory memory) {
    return tree.stream().mapToLong(memory::bytes).sum();
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
    } catch (IOException e) {
      // It has ended since it was listed.
      return "";
    }
  }
}
