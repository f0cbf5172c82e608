package io.autocut.exports.interchange;

/** A plan that a format cannot hold; the message says why and what to do. */
public final class UnwritableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnwritableException(String message) {
    super(message);
  }
}
