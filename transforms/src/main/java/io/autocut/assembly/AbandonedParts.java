package io.autocut.assembly;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.autocut.store.HostName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The unfinished files that killed processes of this host have left beside films.
 *
 * <p>They are looked for now and then, not for each film: a folder of a hundred thousand films
 * takes a hundred thousand times as long to read as one of one. Safe for many threads.
 */
final class AbandonedParts {
  /** Of this host, whose processes can be told; no host has the sign before its name in it. */
  private static final Pattern PART =
      Pattern.compile(
          "\\..+@" + Pattern.quote(HostName.ofProcesses()) + "-(\\d{1,10})-\\d+\\.part");

  /** Less than Flink waits before it begins a job anew that has lost a worker. */
  private static final Duration SHORTEST_BREAK = Duration.ofSeconds(10);

  /** A break is so many times as long as the look before it. */
  private static final long LOOKS_A_BREAK = 100;

  /** By folder, when the next look is due; unit: nanoseconds of the JVM's clock. */
  private static final Cache<Path, Long> DUE =
      CacheBuilder.newBuilder().maximumSize(10_000).build();

  private AbandonedParts() {}

  /** A name that nobody has, for a file that will be called {@code name} when it is finished. */
  static String newName(Path name) {
    return "."
        + name
        + "@"
        + HostName.ofProcesses()
        + "-"
        + ProcessHandle.current().pid()
        + "-"
        + System.nanoTime()
        + ".part";
  }

  /** Removes those in {@code folder}, unless that has been done just now. */
  static void removeFrom(Path folder) throws IOException {
    Long due = DUE.getIfPresent(folder);
    long begin = System.nanoTime();
    if (due != null && begin - due < 0) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher part = PART.matcher(file.getFileName().toString());
        if (part.matches() && ProcessHandle.of(Long.parseLong(part.group(1))).isEmpty()) {
          Files.deleteIfExists(file);
        }
      }
    }
    long end = System.nanoTime();
    DUE.put(folder, end + Math.max(SHORTEST_BREAK.toNanos(), LOOKS_A_BREAK * (end - begin)));
  }
}
