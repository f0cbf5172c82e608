package io.autocut.media;

import java.time.Duration;

/**
 * What a child process that ended well has cost and said.
 *
 * @param cpu user and system time as FFmpeg reports it; zero for ffprobe, which does not
 * @param bytesRead from all files, as FFmpeg and ffprobe report it
 * @param errors how many errors it reported on the way, which it went on after
 * @param diagnostics warnings and errors, the last lines of standard error; empty when it was
 *     silent
 */
public record FfmpegResult(Duration cpu, long bytesRead, int errors, String diagnostics) {

  /** The first error of {@link #diagnostics}, without the labels before it. */
  public String likelyCause() {
    return Diagnostics.likelyCause(diagnostics);
  }
}
