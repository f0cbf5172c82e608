package io.autocut.store;

import java.io.IOException;

/** What an earlier stage has stored is not there any more: it was pruned, removed or damaged. */
public final class LostException extends IOException {
  private static final long serialVersionUID = 1L;

  LostException(ContentKey key) {
    super("the store has lost " + key + "; run the same command again");
  }
}
