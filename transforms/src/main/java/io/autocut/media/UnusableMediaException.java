package io.autocut.media;

/**
 * A file that cannot be used as a clip or as music, with a word for programs and a sentence for
 * people.
 */
public final class UnusableMediaException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String commandLine;
  private final int exitCode;
  private final String diagnostics;

  public UnusableMediaException(String code, String message) {
    super(message);
    this.code = code;
    this.commandLine = "";
    this.exitCode = 0;
    this.diagnostics = "";
  }

  /** Keeps what the child process said beside the sentence for people. */
  public UnusableMediaException(String code, String message, FfmpegException cause) {
    super(message, cause);
    this.code = code;
    this.commandLine = cause.commandLine();
    this.exitCode = cause.exitCode();
    this.diagnostics = cause.diagnostics();
  }

  /** Stable, for example {@code NO_VIDEO}. */
  public String code() {
    return code;
  }

  /** The child process that failed; empty when none did. */
  public String commandLine() {
    return commandLine;
  }

  public int exitCode() {
    return exitCode;
  }

  public String diagnostics() {
    return diagnostics;
  }
}
