package io.autocut.runners.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalDouble;

/**
 * User and system time since this object was made: of the thread that made it, of the others, and
 * of the child processes that have ended since.
 *
 * <p>The kernel counts children for all threads together, so nothing else may run children
 * meanwhile. It counts those too that report nothing themselves, such as ffprobe.
 */
final class CpuSpan {
  private final double jvmBegin;
  private final double threadBegin;
  private final OptionalDouble childrenBegin;

  private CpuSpan(double jvmBegin, double threadBegin, OptionalDouble childrenBegin) {
    this.jvmBegin = jvmBegin;
    this.threadBegin = threadBegin;
    this.childrenBegin = childrenBegin;
  }

  static CpuSpan begin() {
    return new CpuSpan(jvmNow(), threadNow(), childrenNow());
  }

  /** Of the calling thread; unit: seconds. */
  double thread() {
    return threadNow() - threadBegin;
  }

  /** Of all other threads of this JVM, its compiler and its collector among them; unit: seconds. */
  double otherThreads() {
    return Math.max(0, jvmNow() - jvmBegin - thread());
  }

  /** Of ended children; unit: seconds, in steps of 0.01. Empty where there is no Linux. */
  OptionalDouble children() {
    OptionalDouble now = childrenNow();
    return childrenBegin.isPresent() && now.isPresent()
        ? OptionalDouble.of(now.getAsDouble() - childrenBegin.getAsDouble())
        : OptionalDouble.empty();
  }

  private static double jvmNow() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  private static double threadNow() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  private static OptionalDouble childrenNow() {
    return ProcessStat.of(ProcessHandle.current().pid())
        .map(stat -> OptionalDouble.of(stat.endedChildren()))
        .orElse(OptionalDouble.empty());
  }
}
