package io.autocut.store;

import io.autocut.schemas.Traffic;

/**
 * What one thread has asked of stores and written since it began, stores of all runs together.
 *
 * <p>An element of work is done by one thread, so that the difference between two readings is the
 * element's own.
 */
public final class TrafficMeter {
  private static final ThreadLocal<TrafficMeter> OF_THREADS =
      ThreadLocal.withInitial(TrafficMeter::new);

  private long memoryHits;
  private long diskHits;
  private long sharedHits;
  private long misses;
  private long bytesRead;
  private long bytesWritten;

  private TrafficMeter() {}

  public static TrafficMeter ofThisThread() {
    return OF_THREADS.get();
  }

  /** All so far. */
  public Traffic reading() {
    return new Traffic(memoryHits, diskHits, sharedHits, misses, bytesRead, bytesWritten);
  }

  void foundInMemory() {
    memoryHits++;
  }

  void foundOnDisk(long bytes) {
    diskHits++;
    bytesRead += bytes;
  }

  void foundShared(long bytes) {
    sharedHits++;
    bytesRead += bytes;
  }

  void missed() {
    misses++;
  }

  /** Counts what was put in the store or in its place. */
  public void wrote(long bytes) {
    bytesWritten += bytes;
  }
}
