package io.autocut.exports.interchange;

/**
 * A plan that a format cannot carry, or a file of an editor that is no plan. The message is for
 * people: what, where, and what to do.
 */
public final class HandoffException extends Exception {
  private static final long serialVersionUID = 1L;

  public HandoffException(String message) {
    super(message);
  }

  public HandoffException(String message, Throwable cause) {
    super(message, cause);
  }
}
