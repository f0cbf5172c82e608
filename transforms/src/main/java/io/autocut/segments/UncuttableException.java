package io.autocut.segments;

import java.io.IOException;

/**
 * A range of a clip that nothing on this machine makes a segment of, for a reason of the clip's.
 */
public final class UncuttableException extends IOException {
  private static final long serialVersionUID = 1L;

  private final IOException why;

  UncuttableException(IOException why) {
    super(why.getMessage(), why);
    this.why = why;
  }

  /** What went wrong first. */
  public IOException why() {
    return why;
  }
}
