package io.autocut.runners.benchmark;

import com.google.common.base.Splitter;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * User and system time since this object was made: of the thread that made it, of the others, and
 * of the child processes that have ended since.
 *
 * <p>The kernel counts children for all threads together, so nothing else may run children
 * meanwhile. It counts those too that report nothing themselves, such as ffprobe.
 */
final class CpuSpan {
  private static final Path STAT = Path.of("/proc/self/stat");

  /** USER_HZ, which Linux has promised to programs on every platform since 2.6. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;

  private final double jvmBegin;
  private final double threadBegin;
  private final OptionalDouble childrenBegin;

  private CpuSpan(double jvmBegin, double threadBegin, OptionalDouble childrenBegin) {
    this.jvmBegin = jvmBegin;
    this.threadBegin = threadBegin;
    this.childrenBegin = childrenBegin;
  }

  static CpuSpan begin() throws IOException {
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
  OptionalDouble children() throws IOException {
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

  private static OptionalDouble childrenNow() throws IOException {
    if (!Files.isReadable(STAT)) {
      return OptionalDouble.empty();
    }
    String stat = Files.readString(STAT);
    // The name of the program, in parentheses, may hold blanks; numbers follow it.
    List<String> fields = Splitter.on(' ').splitToList(stat.substring(stat.lastIndexOf(')') + 2));
    return OptionalDouble.of(
        (Long.parseLong(fields.get(CHILDREN_USER)) + Long.parseLong(fields.get(CHILDREN_SYSTEM)))
            / TICKS_PER_SECOND);
  }
}
