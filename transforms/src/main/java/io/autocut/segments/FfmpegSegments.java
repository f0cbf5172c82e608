package io.autocut.segments;

import io.autocut.media.Ffmpeg;
import io.autocut.media.Hardware;
import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentSound;
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
    return new SharedCut(ffmpeg).cut(tasks, folder);
  }

  @Override
  public Segment cut(SegmentTask task, Path output) throws IOException, InterruptedException {
    return cutter.cut(task, output);
  }

  @Override
  public void cutSound(SegmentSound sound, SegmentTask.Source clip, Path wav)
      throws IOException, InterruptedException {
    new SoundCutter(ffmpeg).cut(sound, clip, wav);
  }

  @Override
  public void cutStill(SegmentTask task, Path jpeg) throws IOException, InterruptedException {
    ffmpeg.run(SoftwareRung.still(task, jpeg));
  }
}
