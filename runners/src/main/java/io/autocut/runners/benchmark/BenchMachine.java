package io.autocut.runners.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.autocut.media.FfmpegInstallation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * On what was measured.
 *
 * @param cores how many this JVM may use
 * @param installation the FFmpeg of all but melt
 */
public record BenchMachine(int cores, FfmpegInstallation installation) {
  /** One line for people. */
  String words() throws IOException {
    long bytes =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    return "%d cores (%s), %.0f GB, %s %s, Java %s, FFmpeg %s"
        .formatted(
            cores,
            processor(),
            bytes / 1e9,
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.version"),
            installation.version());
  }

  private static String processor() throws IOException {
    return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
