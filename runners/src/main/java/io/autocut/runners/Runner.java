package io.autocut.runners;

import java.util.Locale;

/** What runs a graph. */
enum Runner {
  /** Flink: embedded in this JVM, or a cluster. */
  FLINK,

  /** Beam's own runner, for tests and for comparing. */
  DIRECT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
