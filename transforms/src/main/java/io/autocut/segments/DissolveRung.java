package io.autocut.segments;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.MemoryModel;
import io.autocut.media.SegmentEncoding;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.Focus;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.SegmentSource;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decodes two clips, mixes their pictures frame by frame and encodes the mix, all on the processor
 * and in one child.
 */
final class DissolveRung implements Rung {
  private static final Pattern LABEL = Pattern.compile("\\[([a-z]+)\\]");
  private static final List<String> ONE_THREAD = List.of("-threads", "1");

  private final SoftwareRung.Way way;
  private final StandIn standIn;
  private final Ffmpeg ffmpeg;

  private DissolveRung(SoftwareRung.Way way, StandIn standIn, Ffmpeg ffmpeg) {
    this.way = way;
    this.standIn = standIn;
    this.ffmpeg = ffmpeg;
  }

  /** All ways, the best first. */
  static List<Rung> all(StandIn standIn, Ffmpeg ffmpeg) {
    return Arrays.stream(SoftwareRung.Way.values())
        .<Rung>map(way -> new DissolveRung(way, standIn, ffmpeg))
        .toList();
  }

  @Override
  public String label() {
    return way.label() + ", dissolve";
  }

  @Override
  public boolean suits(SegmentTask task) {
    return task.into().isPresent()
        && standIn.canTakeOver(task.request().getProfile())
        && way.suits(task.request().getProfile(), task.clip(), task.into().get());
  }

  @Override
  public String encoder(SegmentTask task) {
    return standIn.profile(task.request().getProfile()).getVideoEncoder();
  }

  @Override
  public long render(SegmentTask task, Path output) throws IOException, InterruptedException {
    OutputProfile profile = standIn.profile(task.request().getProfile());
    ffmpeg.run(command(way, task, profile, output));
    return 0;
  }

  @Override
  public String note(String before) {
    return way.note(before);
  }

  static FfmpegCommand command(
      SoftwareRung.Way way, SegmentTask task, OutputProfile profile, Path output) {
    SegmentRequest request = task.request();
    SegmentSource second = request.getInto();
    SegmentTask.Source into = task.into().orElseThrow();
    FfmpegCommand decoding =
        FfmpegCommand.ffmpeg()
            .within(SoftwareRung.DEADLINE)
            .needing(MemoryModel.cutting(task.clip().analysis().getVideo(), profile, 2))
            .option("-filter_complex_threads", 1)
            .flag("-copyts");
    FfmpegCommand first =
        SoftwareRung.reading(
            decoding, way, task.clip(), RationalTime.of(request.getSourceIn()), ONE_THREAD);
    return SoftwareRung.reading(first, way, into, RationalTime.of(second.getSourceIn()), ONE_THREAD)
        .option(
            "-filter_complex",
            picture(way, 0, task.clip(), request, request.getSourceIn(), request.getFocus())
                + "[from];"
                + picture(way, 1, into, request, second.getSourceIn(), second.getFocus())
                + "[into];"
                + DissolveGraph.mixing(request.getFrames(), request.getProfile()))
        .option("-map", "[mixed]")
        .option("-map_metadata", "-1")
        .option("-map_chapters", "-1")
        .frames(request.getFrames())
        .options(SegmentEncoding.options(profile))
        .writingAtMost(SegmentEncoding.mostBytes(profile, request.getFrames()))
        .output(output);
  }

  private static String picture(
      SoftwareRung.Way way,
      int input,
      SegmentTask.Source clip,
      SegmentRequest request,
      ExactSeconds in,
      Focus focus) {
    String graph =
        PictureGraph.of(
            clip.analysis(),
            RationalTime.of(in),
            request.getFrames(),
            request.getProfile(),
            Optional.ofNullable(focus),
            way.tone());
    // Both graphs stand in one: what one calls a picture the other must not.
    return "[%d:%d]".formatted(input, clip.analysis().getVideo().getStreamIndex())
        + LABEL.matcher(graph).replaceAll("[$1" + input + "]")
        + way.holding();
  }
}
