package io.autocut.segments;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.SegmentEncoding;
import io.autocut.planning.Fades;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.CodedFormat;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.Timebase;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Copies what can be copied of a range and encodes what is left of it before and behind: up to the
 * next point where copying can begin, what a fade touches, and what the last packets depend on.
 */
final class SpliceRung implements Rung {
  /** How far past a range packets are read, so that their order is settled. */
  private static final RationalTime PAST = RationalTime.of(2, 1);

  /** What is encoded, the least first. */
  enum Way {
    TAIL("copy, tail encoded"),
    ENDS("copy, ends encoded"),
    WHOLE("encoded beside copies"),

    /** For damaged ranges: what decodes, its last frame held to the full length. */
    HOLDING("encoded beside copies, last frame held");

    private final String label;

    Way(String label) {
      this.label = label;
    }
  }

  private final Way way;
  private final Ffmpeg ffmpeg;

  private SpliceRung(Way way, Ffmpeg ffmpeg) {
    this.way = way;
    this.ffmpeg = ffmpeg;
  }

  /** All ways, the best first. */
  static List<Rung> all(Ffmpeg ffmpeg) {
    return Arrays.stream(Way.values()).<Rung>map(way -> new SpliceRung(way, ffmpeg)).toList();
  }

  @Override
  public String label() {
    return way.label;
  }

  @Override
  public boolean suits(SegmentTask task) {
    if (!InlineEncoder.canEncode(task.request().getProfile().getCoded())) {
      return false;
    }
    return switch (way) {
      case TAIL ->
          task.into().isEmpty()
              && task.request().getFadeInFrames() == 0
              && CopyRung.copyPoint(task).isPresent();
      case ENDS -> task.into().isEmpty();
      case WHOLE -> true;
      case HOLDING -> task.into().isEmpty();
    };
  }

  @Override
  public String note(String before) {
    return way == Way.HOLDING
        ? "the footage is damaged here (" + before + "); its last good frame is held"
        : "";
  }

  @Override
  public long render(SegmentTask task, Path output) throws IOException, InterruptedException {
    Path donor = output.resolveSibling("donor.mp4");
    CodedFormat coded = task.request().getProfile().getCoded();
    List<Path> parts = new ArrayList<>();
    try {
      PacketCopy copying = new PacketCopy(ffmpeg, task.request().getProfile());
      long point = task.clip().analysis().getCopying().getInPts().get(0);
      copying.copy(task.clip(), point, 1, donor);
      Mp4Track footage = Mp4Track.read(donor);
      AvcParameterSets sets = footage.parameterSets();
      InlineEncoder encoder =
          InlineEncoder.beside(sets, task.clip(), task.request().getProfile(), ffmpeg);
      long copied = makeParts(task, copying, encoder, output, parts);
      join(parts, coded, FrameRate.of(task.request().getProfile().getEditRate()), output);
      Mp4Track joined = Mp4Track.read(output);
      joined.describeAs(footage);
      joined.setParameterSets(sets.with(encoder.parameterSets()));
      joined.write();
      return copied;
    } finally {
      Files.deleteIfExists(donor);
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
    }
  }

  private long makeParts(
      SegmentTask task, PacketCopy copying, InlineEncoder encoder, Path output, List<Path> parts)
      throws IOException, InterruptedException {
    SegmentRequest request = task.request();
    Fades fades = Fades.of(request);
    int frames = Math.toIntExact(request.getFrames());
    SegmentTask.Source clip = task.clip();
    if (way == Way.HOLDING) {
      InlineEncoder.Frames all =
          new InlineEncoder.Frames(clip, pts(clip, request.getSourceIn()), frames, fades);
      encoder.encode(all, InlineEncoder.Missing.HOLDS_LAST, part(output, parts), ffmpeg);
      return 0;
    }
    if (task.into().isPresent()) {
      encoder.encode(
          frames(clip, request.getSourceIn(), frames),
          frames(task.into().get(), request.getInto().getSourceIn(), frames),
          part(output, parts),
          ffmpeg);
      return 0;
    }
    ImmutableSet<Long> points =
        way == Way.WHOLE
            ? ImmutableSet.of()
            : ImmutableSet.copyOf(clip.analysis().getCopying().getInPts());
    CopyableRange range = range(clip, request.getSourceIn(), frames, points, fades);
    if (way != Way.WHOLE && range.copied() == 0) {
      throw new IOException("none of its frames can be copied");
    }
    Fades in = new Fades(fades.in(), range.copied() == 0 ? fades.out() : 0);
    if (range.head() > 0) {
      encoder.encode(
          new InlineEncoder.Frames(clip, range.beginPts(), range.head(), in),
          InlineEncoder.Missing.FAILS,
          part(output, parts),
          ffmpeg);
    }
    if (range.copied() > 0) {
      copying.copy(clip, range.copyPts(), range.copied(), part(output, parts));
    }
    if (range.tail() > 0) {
      encoder.encode(
          new InlineEncoder.Frames(clip, range.tailPts(), range.tail(), new Fades(0, fades.out())),
          InlineEncoder.Missing.FAILS,
          part(output, parts),
          ffmpeg);
    }
    return range.copied();
  }

  private static Path part(Path output, List<Path> parts) {
    Path part = output.resolveSibling("part-" + parts.size() + ".mp4");
    parts.add(part);
    return part;
  }

  private InlineEncoder.Frames frames(SegmentTask.Source clip, ExactSeconds in, int count)
      throws IOException, InterruptedException {
    CopyableRange range = range(clip, in, count, ImmutableSet.of(), Fades.NONE);
    return new InlineEncoder.Frames(clip, range.beginPts(), count, Fades.NONE);
  }

  private static long pts(SegmentTask.Source clip, ExactSeconds in) {
    Timebase timebase = clip.analysis().getTimebase();
    return PictureGraph.absolute(clip.analysis(), RationalTime.of(in))
        .toTicks(timebase.getNum(), timebase.getDen());
  }

  private CopyableRange range(
      SegmentTask.Source clip, ExactSeconds in, int frames, ImmutableSet<Long> points, Fades fades)
      throws IOException, InterruptedException {
    ClipAnalysis analysis = clip.analysis();
    Timebase timebase = analysis.getTimebase();
    long begin = pts(clip, in);
    RationalTime from = RationalTime.ofTicks(begin, timebase.getNum(), timebase.getDen());
    FrameRate rate = FrameRate.of(analysis.getVideo().getAverageRate());
    RationalTime to = from.plus(rate.timeOf(frames)).plus(PAST);
    ImmutableLongArray.Builder stored = ImmutableLongArray.builder();
    String read =
        ffmpeg.text(
            FfmpegCommand.ffprobe()
                .option("-select_streams", analysis.getVideo().getStreamIndex())
                .option(
                    "-read_intervals",
                    from.minus(PAST).max(RationalTime.ZERO).toDecimalSeconds()
                        + "%"
                        + to.toDecimalSeconds())
                .option("-show_entries", "packet=pts,flags")
                .option("-of", "csv=p=0:nk=1")
                .input(clip.file()));
    read.lines()
        .map(line -> line.split(",", 3))
        .filter(fields -> fields.length > 1 && fields[0].matches("-?\\d+"))
        .filter(fields -> fields[1].length() < 2 || fields[1].charAt(1) != 'D')
        .forEach(fields -> stored.add(Long.parseLong(fields[0])));
    return CopyableRange.of(stored.build(), points, begin, frames, fades);
  }

  private void join(List<Path> parts, CodedFormat coded, FrameRate rate, Path output)
      throws IOException, InterruptedException {
    Path list = output.resolveSibling("parts.ffconcat");
    StringBuilder text = new StringBuilder("ffconcat version 1.0\n");
    parts.forEach(part -> text.append("file ").append(part.getFileName()).append('\n'));
    long ticks = SegmentEncoding.ticksPerFrame(rate);
    try {
      Files.writeString(list, text);
      ffmpeg.run(
          FfmpegCommand.ffmpeg()
              .concatInput(list)
              .option("-map", "0:v:0")
              .option("-map_metadata", "-1")
              .option("-c:v", "copy")
              .option(
                  "-bsf:v",
                  "setts=pts=round(PTS/%d)*%d:%s"
                      .formatted(ticks, ticks, PacketCopy.decodingTimes(coded, rate)))
              .options(PacketCopy.container(coded, rate))
              .output(output));
    } finally {
      Files.deleteIfExists(list);
    }
  }
}
