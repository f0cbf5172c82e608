package io.autocut.runners.benchmark;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * User and system time of one process as Linux tells it in {@code /proc/PID/stat}; unit: seconds,
 * in steps of 0.01.
 *
 * @param own of its own threads
 * @param endedChildren of the children that it has waited for, and of those that they waited for
 */
record ProcessStat(double own, double endedChildren) {
  /** USER_HZ, which Linux has promised to programs on every platform since 2.6. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int OWN_USER = 11;
  private static final int OWN_SYSTEM = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;

  /** Of that process; empty when it has gone, and where there is no Linux. */
  static Optional<ProcessStat> of(long pid) {
    try {
      return Optional.of(parse(Files.readString(Path.of("/proc/" + pid + "/stat"))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static ProcessStat parse(String stat) {
    // The name of the program, in parentheses, may hold blanks; numbers follow it.
    List<String> fields = Splitter.on(' ').splitToList(stat.substring(stat.lastIndexOf(')') + 2));
    return new ProcessStat(
        seconds(fields, OWN_USER, OWN_SYSTEM), seconds(fields, CHILDREN_USER, CHILDREN_SYSTEM));
  }

  private static double seconds(List<String> fields, int user, int system) {
    return (Long.parseLong(fields.get(user)) + Long.parseLong(fields.get(system)))
        / TICKS_PER_SECOND;
  }

  /** Of the process and of all children that it has waited for. */
  double total() {
    return own + endedChildren;
  }
}
