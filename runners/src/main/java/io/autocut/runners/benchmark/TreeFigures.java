package io.autocut.runners.benchmark;

import java.util.Optional;

/**
 * What was seen of a tree of processes.
 *
 * @param peakBytes the most memory that all of it had at once
 * @param cutting from the first to the last look at which a segment was being cut; empty when none
 *     was seen
 * @param making from the first such look to the last at which a segment was being cut or the film
 *     was being joined
 */
record TreeFigures(long peakBytes, Optional<Span> cutting, Optional<Span> making) {
  /** A stretch of time and the CPU time that the whole tree took in it; unit: seconds. */
  record Span(double wallSeconds, double cpuSeconds) {
    /** Share of the cores that was busy, 0 to 1. */
    double busy(int cores) {
      return wallSeconds == 0 ? 0 : cpuSeconds / (wallSeconds * cores);
    }
  }
}
