package io.autocut.json;

import java.io.IOException;

/** A JSON text that is not the record it should be; the message says where and why. */
public final class PlainJsonException extends IOException {
  private static final long serialVersionUID = 1L;

  PlainJsonException(String message) {
    super(message);
  }

  PlainJsonException(String message, Throwable cause) {
    super(message, cause);
  }
}
