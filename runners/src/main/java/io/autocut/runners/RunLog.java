package io.autocut.runners;

import io.autocut.store.Uris;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.logging.LogManager;

/**
 * The file that the libraries' logging of one run goes to. It is kept when the run failed; the user
 * is then told where it lies.
 */
final class RunLog {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final Path file;

  private RunLog(Path file) {
    this.file = file;
  }

  /** Must come before the first logger is made: the logging library reads the path only then. */
  static RunLog begin() {
    Path folder = Uris.cacheFolder().resolve("logs");
    String name =
        "autocut-%s-%d.log"
            .formatted(STAMP.format(LocalDateTime.now()), ProcessHandle.current().pid());
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      folder = Path.of(System.getProperty("java.io.tmpdir"));
    }
    Path file = folder.resolve(name);
    System.setProperty("autocut.log", file.toString());
    LogManager.getLogManager().reset();
    return new RunLog(file);
  }

  Path file() {
    return file;
  }

  void end(int exitCode) {
    if (exitCode == ExitCode.ALL_MADE) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException("the log of this run cannot be removed: " + file, e);
      }
    }
  }
}
