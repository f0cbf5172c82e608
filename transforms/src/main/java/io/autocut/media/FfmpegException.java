package io.autocut.media;

import java.io.IOException;

/** A child process that failed, ran out of time or could not be started. */
public final class FfmpegException extends IOException {
  private static final long serialVersionUID = 1L;

  /** In place of the exit code of a child that was ended for taking too long. */
  static final int OVERDUE = -2;

  private final String commandLine;
  private final int exitCode;
  private final String diagnostics;

  /**
   * @param exitCode of the child; -1 when it never began, {@link #OVERDUE} when it took too long
   */
  public FfmpegException(String message, FfmpegCommand command, int exitCode, String diagnostics) {
    super(message);
    this.commandLine = command.toString();
    this.exitCode = exitCode;
    this.diagnostics = diagnostics;
  }

  public String commandLine() {
    return commandLine;
  }

  /**
   * Whether the child was ended by us, by a signal or by the machine, so that its output says
   * nothing about the file it read: FFmpeg exits with 255 after a signal, a shell counts from 128,
   * and a full disk is no fault of what was to be written on it.
   */
  public boolean endedFromOutside() {
    return exitCode < 0
        || exitCode == 130
        || exitCode == 137
        || exitCode == 143
        || exitCode == 255
        || diagnostics.contains("No space left on device");
  }

  /** Whether it was ended for taking too long, which hanging on its input may be the cause of. */
  public boolean isOverdue() {
    return exitCode == OVERDUE;
  }

  public int exitCode() {
    return exitCode;
  }

  /** The last lines of its standard error. */
  public String diagnostics() {
    return diagnostics;
  }

  /**
   * The line of its standard error that most likely names the cause; empty when it said nothing.
   */
  public String cause() {
    return Diagnostics.likelyCause(diagnostics);
  }
}
