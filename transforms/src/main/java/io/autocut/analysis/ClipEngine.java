package io.autocut.analysis;

import io.autocut.media.Ffmpeg;
import io.autocut.media.UnusableMediaException;
import io.autocut.schemas.ClipAnalysis;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * What looks at clips: the seam between the graph and the media it reads. Safe for many threads.
 */
public interface ClipEngine {
  /**
   * Finds out what the planner and the cutter need to know of the clip in {@code file}.
   *
   * @throws UnusableMediaException when nothing of it can be shown
   * @throws IOException when another try might pass
   */
  ClipAnalysis analyze(Path file, String fingerprint)
      throws UnusableMediaException, IOException, InterruptedException;

  /** Makes an engine on a worker. */
  interface Factory extends Serializable {
    /**
     * @param ffmpeg through which all its children run, so that their cost is counted
     */
    ClipEngine using(Ffmpeg ffmpeg);
  }
}
