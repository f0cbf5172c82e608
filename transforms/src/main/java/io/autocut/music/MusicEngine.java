package io.autocut.music;

import io.autocut.media.Ffmpeg;
import io.autocut.media.UnusableMediaException;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.BeatTimeline;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * What listens to music: the seam between the graph and the media it reads. Safe for many threads.
 */
public interface MusicEngine {
  /**
   * Decodes {@code music} to the file {@code wav}.
   *
   * @param fingerprint what it is to hold
   * @throws UnusableMediaException when there is no sound in it
   * @throws IOException when another try might pass
   */
  void decode(Path music, String fingerprint, Path wav)
      throws UnusableMediaException, IOException, InterruptedException;

  /**
   * Finds the beats of decoded music.
   *
   * @param concrete asks for them, with the correction that counts
   * @param pcmKey key of the decoded music in the store, copied into the timeline
   * @throws UnusableMediaException when there are none to be found, or the correction does not fit
   */
  BeatTimeline analyze(Path wav, AnalysisRequest concrete, String pcmKey)
      throws UnusableMediaException, IOException;

  /** Makes an engine on a worker. */
  interface Factory extends Serializable {
    /**
     * @param ffmpeg through which all its children run, so that their cost is counted
     */
    MusicEngine using(Ffmpeg ffmpeg);
  }
}
