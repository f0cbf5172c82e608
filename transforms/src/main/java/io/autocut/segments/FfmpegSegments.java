package io.autocut.segments;

import io.autocut.media.Ffmpeg;
import io.autocut.media.Hardware;
import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentSound;
import io.autocut.store.KnownFingerprints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Cuts segments with FFmpeg. */
public final class FfmpegSegments implements SegmentEngine {
  private final Ffmpeg ffmpeg;
  private final SegmentCutter cutter;

  public FfmpegSegments(Ffmpeg ffmpeg, Hardware hardware) {
    this.ffmpeg = ffmpeg;
    this.cutter = new SegmentCutter(ffmpeg, hardware);
  }

  @Override
  public boolean sharesDecoding(SegmentTask task) {
    return cutter.startsInSoftware(task);
  }

  @Override
  public List<Piece> cutTogether(List<SegmentTask> tasks, Path folder)
      throws IOException, InterruptedException {
    List<Piece> pieces = new SharedCut(ffmpeg).cut(tasks, folder);
    confirm(tasks.get(0).clip());
    return pieces;
  }

  @Override
  public Segment cut(SegmentTask task, Path output) throws IOException, InterruptedException {
    Segment segment;
    try {
      segment = cutter.cut(task, output);
    } catch (UncuttableException e) {
      // Then that is why.
      confirm(task);
      throw e;
    }
    confirm(task);
    return segment;
  }

  @Override
  public void cutSound(SegmentSound sound, SegmentTask.Source clip, Path wav)
      throws IOException, InterruptedException {
    new SoundCutter(ffmpeg).cut(sound, clip, wav);
    confirm(clip);
  }

  private static void confirm(SegmentTask task) throws IOException {
    confirm(task.clip());
    if (task.into().isPresent()) {
      confirm(task.into().get());
    }
  }

  /** What is kept under the name of a clip's content is cut of that. */
  private static void confirm(SegmentTask.Source clip) throws IOException {
    KnownFingerprints.ofClips().confirm(clip.file(), clip.analysis().getFingerprint());
  }

  @Override
  public void cutStill(SegmentTask task, Path jpeg) throws IOException, InterruptedException {
    ffmpeg.run(SoftwareRung.still(task, jpeg));
    confirm(task);
  }
}
