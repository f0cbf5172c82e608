package io.autocut.store;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for unfinished files that goes, with all in it, when it is closed. */
public final class WorkFolder implements AutoCloseable {
  private final Path path;

  WorkFolder(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  public Path resolve(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() throws IOException {
    try {
      // Empty as a rule: what was finished has been moved away.
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException e) {
      MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
