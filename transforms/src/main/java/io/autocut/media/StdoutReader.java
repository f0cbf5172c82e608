package io.autocut.media;

import java.io.IOException;
import java.io.InputStream;

/** Takes what a child process writes to its standard output, to the end or until it has enough. */
@FunctionalInterface
public interface StdoutReader {
  /** Called once, on the thread that runs the command. The stream ends when the child closes it. */
  void read(InputStream stdout) throws IOException;
}
