package io.autocut.runners.benchmark;

import io.autocut.media.ProgramProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What running a program has cost, all that it started included.
 *
 * @param wallSeconds from its start to its end
 * @param cpuSeconds user and system time, as the kernel counts it
 * @param tree what was seen of it meanwhile
 */
record RunCost(double wallSeconds, double cpuSeconds, TreeFigures tree) {
  private static final Duration DEADLINE = Duration.ofHours(3);

  /**
   * Runs a program to its end. Linux only.
   *
   * @throws IOException when it fails; the message says why
   */
  static RunCost of(ProgramProcess program, List<String> arguments)
      throws IOException, InterruptedException {
    TreeWatch watch = TreeWatch.begin();
    CpuSpan cpu = CpuSpan.begin();
    long begin = System.nanoTime();
    try {
      program.text(DEADLINE, arguments);
    } catch (IOException | InterruptedException e) {
      watch.end();
      throw e;
    }
    double wallSeconds = (System.nanoTime() - begin) / 1e9;
    return new RunCost(wallSeconds, cpu.children().orElseThrow(), watch.end());
  }

  /** For people who wait. */
  String words() {
    return "%.1f s, CPU %.1f s, %.0f MB".formatted(wallSeconds, cpuSeconds, peakMegabytes());
  }

  /** The most memory that it had at once; unit: megabytes of 10^6 bytes. */
  double peakMegabytes() {
    return tree.peakBytes() / 1e6;
  }
}
