package io.autocut.media;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory is free to programs: on Linux the least of what the machine has available and
 * what each control group around this process leaves (versions 1 and 2), elsewhere what the JVM is
 * told by the system.
 *
 * <p>Cached files that the kernel drops when memory runs short count as free, as the kernel itself
 * counts them in {@code MemAvailable}.
 */
final class FreeMemory {
  private static final Pattern AVAILABLE =
      Pattern.compile("^MemAvailable:\\s+(\\d+) kB", Pattern.MULTILINE);
  private static final Pattern GROUP_2 = Pattern.compile("^0::(/.*)$", Pattern.MULTILINE);
  private static final Pattern GROUP_1 =
      Pattern.compile("^\\d+:(?:[\\w,]+,)?memory(?:,[\\w,]+)?:(/.*)$", Pattern.MULTILINE);

  /** The names of one version's files. */
  private enum Version {
    TWO("sys/fs/cgroup", "memory.max", "memory.current", "inactive_file", GROUP_2),
    ONE(
        "sys/fs/cgroup/memory",
        "memory.limit_in_bytes",
        "memory.usage_in_bytes",
        "total_inactive_file",
        GROUP_1);

    private final String top;
    private final String limit;
    private final String usage;
    private final String cached;
    private final Pattern group;

    Version(String top, String limit, String usage, String cached, Pattern group) {
      this.top = top;
      this.limit = limit;
      this.usage = usage;
      this.cached = cached;
      this.group = group;
    }
  }

  private final Path root;

  private FreeMemory(Path root) {
    this.root = root;
  }

  /**
   * @param root of the file system, {@code /} but for tests
   */
  static long bytes(Path root) {
    FreeMemory memory = new FreeMemory(root);
    long least = memory.available().orElseGet(FreeMemory::toldBySystem);
    String groups = read(root.resolve("proc/self/cgroup"));
    for (Version version : Version.values()) {
      Matcher own = version.group.matcher(groups);
      Path top = root.resolve(version.top);
      // Inside a container the path is that of the host, and the container's own group is on top.
      Path group = own.find() ? top.resolve(own.group(1).substring(1)).normalize() : top;
      for (; group.startsWith(top); group = group.getParent()) {
        least = Math.min(least, memory.leftBy(version, group));
      }
    }
    return Math.max(0, least);
  }

  private OptionalLong available() {
    Matcher matcher = AVAILABLE.matcher(read(root.resolve("proc/meminfo")));
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)) << 10)
        : OptionalLong.empty();
  }

  private static long toldBySystem() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getFreeMemorySize()
        : Runtime.getRuntime().maxMemory();
  }

  private long leftBy(Version version, Path group) {
    OptionalLong limit = number(read(group.resolve(version.limit)));
    OptionalLong usage = number(read(group.resolve(version.usage)));
    if (limit.isEmpty() || usage.isEmpty()) {
      return Long.MAX_VALUE;
    }
    long cached =
        Splitter.on('\n')
            .splitToStream(read(group.resolve("memory.stat")))
            .filter(line -> line.startsWith(version.cached + " "))
            .mapToLong(line -> number(line.substring(version.cached.length())).orElse(0))
            .findFirst()
            .orElse(0);
    return limit.getAsLong() - usage.getAsLong() + cached;
  }

  /** Empty for "max" and for what is not there. */
  private static OptionalLong number(String text) {
    List<String> words = Splitter.on('\n').splitToList(text.strip());
    return words.get(0).matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(words.get(0)))
        : OptionalLong.empty();
  }

  /** Empty when it cannot be read: then it sets no limit. */
  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
