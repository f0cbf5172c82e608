package io.autocut.segments;

import io.autocut.media.Ffmpeg;
import io.autocut.planning.Fades;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.Timebase;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Copies the footage's own packets; no picture is decoded or encoded. */
final class CopyRung implements Rung {
  private final Ffmpeg ffmpeg;

  CopyRung(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  @Override
  public String label() {
    return "copy";
  }

  @Override
  public boolean suits(SegmentTask task) {
    return task.into().isEmpty()
        && Fades.of(task.request()).equals(Fades.NONE)
        && copyPoint(task).isPresent();
  }

  /** Presentation time of the in-point, where copying can begin with it. */
  static OptionalLong copyPoint(SegmentTask task) {
    ClipAnalysis clip = task.clip().analysis();
    Timebase timebase = clip.getTimebase();
    RationalTime in = PictureGraph.absolute(clip, RationalTime.of(task.request().getSourceIn()));
    long pts = in.toTicks(timebase.getNum(), timebase.getDen());
    boolean exact = in.equals(RationalTime.ofTicks(pts, timebase.getNum(), timebase.getDen()));
    return exact && clip.getCopying() != null && clip.getCopying().getInPts().contains(pts)
        ? OptionalLong.of(pts)
        : OptionalLong.empty();
  }

  @Override
  public long render(SegmentTask task, Path output) throws IOException, InterruptedException {
    SegmentRequest request = task.request();
    new PacketCopy(ffmpeg, request.getProfile())
        .copy(task.clip(), copyPoint(task).orElseThrow(), request.getFrames(), output);
    if (InlineEncoder.canEncode(request.getProfile().getCoded())) {
      Mp4Track copied = Mp4Track.read(output);
      AvcParameterSets sets = copied.parameterSets();
      copied.setParameterSets(
          sets.with(
              InlineEncoder.beside(sets, task.clip(), request.getProfile(), ffmpeg)
                  .parameterSets()));
      copied.write();
    }
    return request.getFrames();
  }

  @Override
  public String note(String before) {
    return "";
  }
}
