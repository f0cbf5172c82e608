package io.autocut.runners;

/** What the program tells the shell. */
final class ExitCode {
  static final int ALL_MADE = 0;
  static final int NOTHING_MADE = 1;
  static final int BAD_USAGE = 2;
  static final int SOME_FAILED = 3;

  /** For the launcher alone: no FFmpeg starts here. */
  static final int NO_FFMPEG = 4;

  private ExitCode() {}
}
