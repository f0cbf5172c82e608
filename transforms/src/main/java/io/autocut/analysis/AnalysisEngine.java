package io.autocut.analysis;

import io.autocut.media.Ffmpeg;
import io.autocut.media.UnusableMediaException;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.store.ContentKey;
import java.io.IOException;
import java.nio.file.Path;

/** What turns the content of one file into one record of the store. Safe for many threads. */
public interface AnalysisEngine {
  /**
   * The request with all in it that the result depends on beside the content. Read once: key and
   * result are then made of the same, whatever happens to a file in between.
   *
   * @throws UnusableMediaException when what it asks for can never be done
   * @throws IOException when another try might pass
   */
  default AnalysisRequest concrete(AnalysisRequest request)
      throws UnusableMediaException, IOException {
    return request;
  }

  /** The key under which the result for a concrete request is stored. */
  ContentKey key(AnalysisRequest concrete);

  /** Whether the store has the whole result. */
  boolean isStored(ContentKey key) throws IOException;

  /**
   * Makes the result and stores it.
   *
   * @param ffmpeg runs the children that it takes
   * @throws UnusableMediaException when the content cannot be used, however often it is tried
   * @throws IOException when another try might pass
   */
  void analyze(Path file, AnalysisRequest concrete, ContentKey key, Ffmpeg ffmpeg)
      throws UnusableMediaException, IOException, InterruptedException;
}
