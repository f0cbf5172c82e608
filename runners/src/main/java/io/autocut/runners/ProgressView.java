package io.autocut.runners;

/** Shows people or programs how far a run is. Called by one thread at a time. */
interface ProgressView extends AutoCloseable {
  /** Shows a moment; a few of them come every second. */
  void show(ProgressMoment moment);

  /** Shows the last one: the run has ended as it should. */
  default void showLast(ProgressMoment moment) {
    show(moment);
  }

  @Override
  default void close() {}
}
