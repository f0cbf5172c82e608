package io.autocut.runners;

/** A command line or a manifest that cannot be followed; the message says what to change. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }

  UsageException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same in words of the command line. */
  static UsageException of(Exception refusal) {
    return new UsageException(OptionSpelling.COMMAND_LINE.of(refusal), refusal);
  }
}
