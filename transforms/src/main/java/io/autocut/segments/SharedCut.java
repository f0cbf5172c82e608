package io.autocut.segments;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.MemoryModel;
import io.autocut.schemas.OutputProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts several ranges of one clip in one decoding: one child with an output for each.
 *
 * <p>Each output has the frames, and the bytes, that it would have if it were cut alone, for a
 * segment does not depend on where decoding began. Safe for many threads.
 */
final class SharedCut {
  /** As the segment's record and the report name it. */
  private static final String LABEL = "software, decoded with others";

  private static final SoftwareRung.Way WAY = SoftwareRung.Way.FROM_KEYFRAME;

  private final Ffmpeg ffmpeg;

  SharedCut(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * Cuts what can be cut so.
   *
   * @param tasks of one clip, by their in-points
   * @return those that verify; the others have to be cut alone
   * @throws IOException when the child failed, and with it all of them
   */
  List<SegmentEngine.Piece> cut(List<SegmentTask> tasks, Path folder)
      throws IOException, InterruptedException {
    SegmentTask first = tasks.get(0);
    OutputProfile profile = first.request().getProfile();
    FfmpegCommand command =
        SoftwareRung.reading(
            WAY,
            first,
            DeviceUse.NONE,
            MemoryModel.cutting(first.clip().analysis().getVideo(), profile, tasks.size()));
    List<Path> outputs = new ArrayList<>();
    for (SegmentTask task : tasks) {
      Path output = folder.resolve("segment-" + outputs.size() + ".mp4");
      command = SoftwareRung.writing(command, WAY, task, profile, DeviceUse.NONE, output);
      outputs.add(output);
    }
    ffmpeg.run(command);
    SegmentCutter cutter = new SegmentCutter(ffmpeg);
    List<SegmentEngine.Piece> pieces = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      try {
        pieces.add(
            new SegmentEngine.Piece(
                cutter.verified(tasks.get(i), outputs.get(i), LABEL), outputs.get(i)));
      } catch (IOException e) {
        // Not as planned: left out, so that it is cut alone by the whole ladder.
        continue;
      }
    }
    return pieces;
  }
}
