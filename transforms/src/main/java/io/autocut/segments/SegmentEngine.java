package io.autocut.segments;

import io.autocut.media.Ffmpeg;
import io.autocut.media.Hardware;
import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentSound;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * What cuts segments: the seam between the graph and the media it writes. Safe for many threads.
 */
public interface SegmentEngine {
  /** A segment that holds what it should, and the file that holds it. */
  record Piece(Segment segment, Path file) {}

  /** Whether the segment may be cut in one decoding with others of its clip. */
  boolean sharesDecoding(SegmentTask task);

  /**
   * Cuts several segments of one clip in one decoding.
   *
   * @param tasks by their in-points
   * @param folder takes the files
   * @return those that hold what they should; the others have to be cut alone
   * @throws IOException when all of them failed
   */
  List<Piece> cutTogether(List<SegmentTask> tasks, Path folder)
      throws IOException, InterruptedException;

  /**
   * Cuts one segment to {@code output}, which is complete and verified when this returns.
   *
   * @throws IOException when it cannot be made
   */
  Segment cut(SegmentTask task, Path output) throws IOException, InterruptedException;

  /**
   * Cuts a range of a clip's own sound to {@code wav}.
   *
   * @throws IOException when the clip has sound and it could not be read
   */
  void cutSound(SegmentSound sound, SegmentTask.Source clip, Path wav)
      throws IOException, InterruptedException;

  /**
   * Takes the first picture of a segment to {@code jpeg}, as the film would show it.
   *
   * @throws IOException when it cannot be had
   */
  void cutStill(SegmentTask task, Path jpeg) throws IOException, InterruptedException;

  /** Makes an engine on a worker. */
  interface Factory extends Serializable {
    /**
     * @param ffmpeg through which all its children run, so that their cost is counted
     * @param hardware what works on this worker
     */
    SegmentEngine using(Ffmpeg ffmpeg, Hardware hardware);
  }
}
