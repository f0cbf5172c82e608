package io.autocut.store;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * All that lies in a store, for who looks after it: what there is, whether it is whole, and its
 * removal.
 *
 * <p>Safe beside running jobs: what is removed is for them as if it had never been made.
 */
public interface StoreInventory {
  /** Everything there; halves that a crash has left behind too. */
  List<StoredThing> things() throws IOException;

  /** Reads the thing and its checksum and compares them; false also when it has gone. */
  boolean isWhole(StoredThing thing) throws IOException;

  /** Whether both the thing and its checksum are there, whatever they hold. */
  boolean isComplete(StoredThing thing) throws IOException;

  /**
   * Removes things; those seen to be used since they were listed stay, and so do those that are
   * gone.
   */
  void remove(List<StoredThing> things) throws IOException;

  /**
   * What was used within this time may be needed by a running job and is never pruned; longer than
   * the time between two notes of its use.
   */
  Duration sparing();
}
