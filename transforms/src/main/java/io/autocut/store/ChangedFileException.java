package io.autocut.store;

import java.io.IOException;

/** A file that holds something else than when the run that uses it began. */
public final class ChangedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param how it was: changed or removed
   */
  ChangedFileException(String how) {
    super("was " + how + " while it was used");
  }
}
