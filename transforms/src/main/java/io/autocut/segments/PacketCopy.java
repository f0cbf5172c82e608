package io.autocut.segments;

import com.google.common.base.Splitter;
import com.google.common.primitives.ImmutableIntArray;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.SegmentEncoding;
import io.autocut.schemas.CodedFormat;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Timebase;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Copies packets of a clip into a file of their own, from a point where copying can begin, and puts
 * them on the even grid of the film: cameras' clocks jitter.
 *
 * <p>The child that copies also tells of each packet when its source shows it, so that what came
 * out is known to be what was wanted and not what a seek happened to find.
 */
final class PacketCopy {
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final Splitter COMMAS = Splitter.on(',').trimResults();

  /** FFmpeg's flag of packets that are decoded but not shown. */
  private static final int HIDDEN = 4;

  private final Ffmpeg ffmpeg;
  private final OutputProfile profile;
  private final FrameRate rate;

  PacketCopy(Ffmpeg ffmpeg, OutputProfile profile) {
    this.ffmpeg = ffmpeg;
    this.profile = profile;
    this.rate = FrameRate.of(profile.getEditRate());
  }

  /** A packet of the source: when that shows it, unless an edit list hides it; size in bytes. */
  private record Packet(long pts, int size, boolean hidden) {}

  /**
   * Copies so many packets, in the order in which they are stored.
   *
   * @param pts of the first, in the clip's timebase
   * @throws IOException when they are not just the frames that are shown from the first on
   */
  void copy(SegmentTask.Source clip, long pts, long frames, Path output)
      throws IOException, InterruptedException {
    List<Packet> packets = copied(clip, pts, RationalTime.ofMicros(1), frames, output);
    if (!packets.isEmpty() && packets.get(0).pts() < pts) {
      // Where an edit list begins between two frames, seeking falls short by less than one.
      packets = copied(clip, pts, rate.frameDuration(), frames, output);
    }
    requireFrames(packets, pts, frames, clip.analysis().getTimebase());
    ImmutableIntArray wanted =
        ImmutableIntArray.copyOf(packets.stream().mapToInt(Packet::size).toArray());
    if (!Mp4Track.read(output).sampleSizes().equals(wanted)) {
      throw new IOException("the copied packets are not the footage's own");
    }
  }

  private List<Packet> copied(
      SegmentTask.Source clip, long pts, RationalTime later, long frames, Path output)
      throws IOException, InterruptedException {
    List<Packet> packets = new ArrayList<>();
    ffmpeg.run(command(clip, pts, later, frames, output), stdout -> read(stdout, clip, packets));
    return packets;
  }

  /**
   * @param later how long after {@code pts} it is sought, so that its keyframe is not missed
   */
  FfmpegCommand command(
      SegmentTask.Source clip, long pts, RationalTime later, long frames, Path output) {
    Timebase timebase = clip.analysis().getTimebase();
    RationalTime shown = RationalTime.ofTicks(pts, timebase.getNum(), timebase.getDen());
    RationalTime start = RationalTime.ofMicros(clip.analysis().getContainerStartMicros());
    RationalTime seek = shown.minus(start).plus(later).max(RationalTime.ZERO);
    String stream = "0:" + clip.analysis().getVideo().getStreamIndex();
    return FfmpegCommand.ffmpeg()
        .within(DEADLINE)
        .flag("-copyts")
        .seek(seek)
        .input(clip.file())
        .option("-map", stream)
        .option("-map_metadata", "-1")
        .option("-map_chapters", "-1")
        .option("-c:v", "copy")
        .frames(frames)
        .option("-bsf:v", onGrid(clip, pts))
        .options(container(profile.getCoded(), rate))
        .output(output)
        .option("-map", stream)
        .option("-c:v", "copy")
        .frames(frames)
        .outputToPipe("framecrc");
  }

  /** What all parts of a segment that keeps its footage share. */
  static List<String> container(CodedFormat coded, FrameRate rate) {
    int scale = SegmentEncoding.timescale(rate);
    List<String> options =
        new ArrayList<>(
            List.of("-video_track_timescale", "" + scale, "-movie_timescale", "" + scale));
    if (coded.getCodec().equals("hevc")) {
      // The only name of it that Apple's players know.
      options.addAll(List.of("-tag:v", "hvc1"));
    }
    options.addAll(List.of("-f", "mp4"));
    return options;
  }

  /** Decoding begins the same number of frames before showing in all parts of a film. */
  static String decodingTimes(CodedFormat coded, FrameRate rate) {
    long ticks = SegmentEncoding.ticksPerFrame(rate);
    return "dts=(N-%d)*%d:duration=%d".formatted(coded.getReorderFrames(), ticks, ticks);
  }

  private String onGrid(SegmentTask.Source clip, long pts) {
    long ticks = SegmentEncoding.ticksPerFrame(rate);
    Timebase timebase = clip.analysis().getTimebase();
    String place =
        isReordered(clip)
            ? "round((PTS-(%d))*%d/%d)"
                .formatted(
                    pts,
                    (long) timebase.getNum() * rate.numerator(),
                    (long) timebase.getDen() * rate.denominator())
            : "N";
    return "setts=time_base=1/%d:pts=%s*%d:%s"
        .formatted(
            SegmentEncoding.timescale(rate), place, ticks, decodingTimes(profile.getCoded(), rate));
  }

  private static boolean isReordered(SegmentTask.Source clip) {
    return clip.analysis().getCopying().getReorderFrames() > 0;
  }

  private static void read(InputStream stdout, SegmentTask.Source clip, List<Packet> packets)
      throws IOException {
    Timebase timebase = clip.analysis().getTimebase();
    String expected = "#tb 0: " + timebase.getNum() + "/" + timebase.getDen();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(stdout, StandardCharsets.US_ASCII));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("#tb") && !line.equals(expected)) {
        throw new IOException("packets are timed by " + line + " instead of " + expected);
      }
      List<String> fields = COMMAS.splitToList(line);
      if (!line.startsWith("#") && fields.size() >= 5) {
        packets.add(
            new Packet(
                Long.parseLong(fields.get(2)), Integer.parseInt(fields.get(4)), hidden(fields)));
      }
    }
  }

  /** Flags are told last, in base 16, and only by packets that are not just keyframes. */
  private static boolean hidden(List<String> fields) {
    String last = fields.get(fields.size() - 1);
    return last.startsWith("F=0x") && (Integer.parseInt(last.substring(4), 16) & HIDDEN) != 0;
  }

  /** That they are the first and all that the source shows from it on, each in its place. */
  private void requireFrames(List<Packet> packets, long pts, long frames, Timebase timebase)
      throws IOException {
    if (packets.size() != frames) {
      throw new IOException(
          "%d packets were copied instead of %d".formatted(packets.size(), frames));
    }
    if (packets.get(0).pts() != pts) {
      throw new IOException(
          "the copy begins at %d instead of %d".formatted(packets.get(0).pts(), pts));
    }
    if (packets.stream().anyMatch(Packet::hidden)) {
      // They may have the very times of those that a later edit shows.
      throw new IOException("an edit list hides packets that are stored from %d on".formatted(pts));
    }
    long[] shown = packets.stream().mapToLong(Packet::pts).sorted().toArray();
    for (int i = 0; i < shown.length; i++) {
      RationalTime after =
          RationalTime.ofTicks(shown[i] - pts, timebase.getNum(), timebase.getDen());
      // Two frames that jitter by up to half a frame each way are up to one apart from the grid.
      boolean inPlace = after.minus(rate.timeOf(i)).abs().compareTo(rate.frameDuration()) < 0;
      if (!inPlace || (i > 0 && shown[i] == shown[i - 1])) {
        throw new IOException(
            "the packets stored from %d on are not those shown from it on: %s"
                .formatted(pts, Arrays.toString(Arrays.copyOf(shown, Math.min(8, i + 1)))));
      }
    }
  }
}
