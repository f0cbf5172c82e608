package io.autocut.analysis;

import io.autocut.media.UnusableMediaException;
import io.autocut.store.ContentKey;
import java.io.IOException;
import java.nio.file.Path;

/** What turns the content of one file into one record of the store. Safe for many threads. */
public interface AnalysisEngine {
  /** The key under which the result for that content is stored. */
  ContentKey key(String fingerprint);

  /** Whether the store has the whole result. */
  boolean isStored(ContentKey key) throws IOException;

  /**
   * Makes the result and stores it.
   *
   * @return the CPU time of the child processes it took, in milliseconds
   * @throws UnusableMediaException when the content cannot be used, however often it is tried
   * @throws IOException when another try might pass
   */
  long analyze(Path file, String fingerprint, ContentKey key)
      throws UnusableMediaException, IOException, InterruptedException;
}
