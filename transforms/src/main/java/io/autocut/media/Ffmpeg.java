package io.autocut.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The one seam through which child processes run.
 *
 * <p>Contract of every implementation: a call blocks until the child has ended; when it returns or
 * throws, for whatever reason, an interrupt of the thread included, no process it started is left.
 * Safe for use by many threads.
 */
public interface Ffmpeg {
  /** More than any description of a file needs; what a child writes beyond it is an error. */
  int LONGEST_TEXT = 64 << 20;

  /**
   * Runs {@code command} and hands its standard output to {@code reader}.
   *
   * @throws FfmpegException when the child could not be started, ended with another code than 0, or
   *     outlived its deadline
   * @throws IOException when {@code reader} threw it; the child is ended
   * @throws InterruptedException when the thread was interrupted; the child is ended
   */
  FfmpegResult run(FfmpegCommand command, StdoutReader reader)
      throws IOException, InterruptedException;

  /** As {@link #run(FfmpegCommand, StdoutReader)}, for a child that writes to files. */
  default FfmpegResult run(FfmpegCommand command) throws IOException, InterruptedException {
    return run(command, InputStream::readAllBytes);
  }

  /** Runs {@code command} and returns what it wrote to standard output, as UTF-8. */
  default String text(FfmpegCommand command) throws IOException, InterruptedException {
    byte[][] bytes = new byte[1][];
    run(
        command,
        stdout -> {
          bytes[0] = stdout.readNBytes(LONGEST_TEXT);
          if (stdout.read() >= 0) {
            throw new IOException("more than " + LONGEST_TEXT + " bytes from: " + command);
          }
        });
    return new String(bytes[0], StandardCharsets.UTF_8);
  }

  /** What runs the commands: part of every content key. */
  FfmpegInstallation installation();
}
