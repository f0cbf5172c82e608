package io.autocut.media;

import com.google.common.base.Splitter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps what matters of a child's standard error: its last warnings and errors, its CPU time and
 * how many bytes it read.
 */
final class Diagnostics {
  private static final int KEPT_LINES = 20;
  private static final int LONGEST_LINE = 500;

  /**
   * The labels that begin a line, of which the last is its level. What clips say of themselves
   * stands further right, and may look the same.
   */
  private static final String LABELS = "(?:\\[[^\\]]*\\] )*";

  private static final Pattern PROBLEM =
      Pattern.compile("^" + LABELS + "\\[(?:warning|error|fatal|panic)\\]");
  private static final Pattern ERROR = Pattern.compile("^" + LABELS + "\\[error\\]");
  private static final Pattern VERBOSE = Pattern.compile("^" + LABELS + "\\[verbose\\]");
  private static final Pattern CPU =
      Pattern.compile("^" + LABELS + "bench: utime=(\\d+\\.\\d+)s stime=(\\d+\\.\\d+)s");
  private static final Pattern READ =
      Pattern.compile("^" + LABELS + "\\[verbose\\] Statistics: (\\d{1,18}) bytes read");
  private static final Pattern PREFIXES = Pattern.compile("^(?:\\[[^\\]]*\\] ?)+");

  private final Deque<String> problems = new ArrayDeque<>();
  private final Deque<String> others = new ArrayDeque<>();
  private long cpuMillis;
  private long bytesRead;
  private int errors;

  void accept(String line) {
    var cpu = CPU.matcher(line);
    if (cpu.find()) {
      double seconds = Double.parseDouble(cpu.group(1)) + Double.parseDouble(cpu.group(2));
      cpuMillis = Math.round(seconds * 1000);
      return;
    }
    if (VERBOSE.matcher(line).find()) {
      var read = READ.matcher(line);
      bytesRead += read.find() ? Long.parseLong(read.group(1)) : 0;
      return;
    }
    if (ERROR.matcher(line).find()) {
      errors++;
    }
    Deque<String> lines = PROBLEM.matcher(line).find() ? problems : others;
    lines.addLast(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line);
    if (lines.size() > KEPT_LINES) {
      lines.removeFirst();
    }
  }

  /** Of all files that it had open. */
  long bytesRead() {
    return bytesRead;
  }

  long cpuMillis() {
    return cpuMillis;
  }

  int errors() {
    return errors;
  }

  /** Warnings and errors; where a child labels none, the last lines it wrote. */
  String tail() {
    return String.join("\n", problems.isEmpty() ? others : problems);
  }

  String problems() {
    return String.join("\n", problems);
  }

  /** The first error of {@code tail} without the labels before it, or its last line. */
  static String likelyCause(String tail) {
    List<String> lines = Splitter.on('\n').omitEmptyStrings().splitToList(tail);
    return lines.stream()
        .filter(line -> ERROR.matcher(line).find() || line.contains("[fatal]"))
        .findFirst()
        .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1)))
        .map(line -> PREFIXES.matcher(line).replaceFirst("").strip())
        .orElse("");
  }
}
