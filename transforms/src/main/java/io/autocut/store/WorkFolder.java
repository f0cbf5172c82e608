package io.autocut.store;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Path;

/** A folder for unfinished files, empty at first; all in it goes when it is closed. */
public final class WorkFolder implements AutoCloseable {
  /** What becomes of a folder of which nothing is needed any more. */
  interface Afterwards {
    void take(Path emptied) throws IOException;
  }

  private final Path path;
  private final Afterwards afterwards;

  /**
   * @param afterwards gets the folder, empty, when it is closed
   */
  WorkFolder(Path path, Afterwards afterwards) {
    this.path = path;
    this.afterwards = afterwards;
  }

  public Path path() {
    return path;
  }

  public Path resolve(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() throws IOException {
    MoreFiles.deleteDirectoryContents(path, RecursiveDeleteOption.ALLOW_INSECURE);
    afterwards.take(path);
  }
}
