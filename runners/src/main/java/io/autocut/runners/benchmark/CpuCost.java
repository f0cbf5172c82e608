package io.autocut.runners.benchmark;

import java.util.OptionalDouble;

/**
 * User and system time; unit: seconds.
 *
 * @param thread of our own thread
 * @param children of child processes; empty where this machine does not tell
 */
record CpuCost(double thread, OptionalDouble children) {

  /** Both together; empty where the children's is not known. */
  OptionalDouble total() {
    return children.isPresent()
        ? OptionalDouble.of(thread + children.getAsDouble())
        : OptionalDouble.empty();
  }

  CpuCost plus(CpuCost other) {
    return new CpuCost(
        thread + other.thread,
        children.isPresent() && other.children.isPresent()
            ? OptionalDouble.of(children.getAsDouble() + other.children.getAsDouble())
            : OptionalDouble.empty());
  }
}
