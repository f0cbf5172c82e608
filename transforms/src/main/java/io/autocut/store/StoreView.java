package io.autocut.store;

import java.io.Serializable;

/** How a run sees a store, on each of its workers. */
public interface StoreView extends Serializable {
  /**
   * The store as the run sees it; the same each time for the same store, as what was read of it is
   * remembered under it.
   */
  MediaStore of(MediaStore store);
}
