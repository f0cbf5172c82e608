package io.autocut.segments;

import com.google.common.collect.ImmutableList;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.MemoryModel;
import io.autocut.media.SegmentEncoding;
import io.autocut.media.VideoEncoder;
import io.autocut.planning.Fades;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.CodedFormat;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Timebase;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Encodes frames of a clip so that they can stand among copied packets of it in one stream: the
 * same size, pixels, colours and turn, and parameter sets with a number that the footage's do not
 * have, so that neither takes the place of the other.
 *
 * <p>Both are then written into the film's one sample description, and nothing into its samples:
 * players that look for parameter sets in one place only find all of them there. The encoder and
 * its sets are found by trying, once for each format in a process. Safe for many threads.
 */
final class InlineEncoder {
  /** Changes whenever the same frames would be encoded otherwise. */
  static final String VERSION = "inline-1";

  private static final Duration DEADLINE = Duration.ofMinutes(20);

  private static final Set<String> EIGHT_BITS = Set.of("yuv420p", "yuvj420p");

  /** Much, for these few frames stand beside the camera's own. */
  private static final double BITS_PER_PIXEL = 0.4;

  private static final ConcurrentHashMap<String, InlineEncoder> FOUND = new ConcurrentHashMap<>();

  private final VideoEncoder encoder;
  private final CodedFormat coded;
  private final FrameRate rate;
  private final int id;
  private final AvcParameterSets sets;

  private InlineEncoder(
      VideoEncoder encoder, CodedFormat coded, FrameRate rate, int id, AvcParameterSets sets) {
    this.encoder = encoder;
    this.coded = coded;
    this.rate = rate;
    this.id = id;
    this.sets = sets;
  }

  /** Whether there can be an encoder for footage of that kind. */
  static boolean canEncode(CodedFormat coded) {
    return coded.getCodec().equals("h264") && EIGHT_BITS.contains(coded.getPixelFormat());
  }

  /**
   * The best encoder for frames beside footage with those parameter sets.
   *
   * @throws IOException when none works
   */
  static InlineEncoder beside(
      AvcParameterSets footage, SegmentTask.Source clip, OutputProfile profile, Ffmpeg ffmpeg)
      throws IOException, InterruptedException {
    FrameRate rate = FrameRate.of(profile.getEditRate());
    int id = footage.freeId();
    String key = String.join("|", ffmpeg.installation().identity(), profile.toString(), "" + id);
    InlineEncoder known = FOUND.get(key);
    if (known != null) {
      return known;
    }
    // A frame of the footage: what its pictures say of themselves goes into the sets as well.
    long point = clip.analysis().getCopying().getInPts().get(0);
    IOException first = null;
    for (VideoEncoder encoder : List.of(VideoEncoder.X264, VideoEncoder.OPENH264)) {
      Path trial = Files.createTempFile("autocut-", ".mp4");
      try {
        InlineEncoder untried = new InlineEncoder(encoder, profile.getCoded(), rate, id, footage);
        untried.make(new Frames(clip, point, 1, Fades.NONE), Missing.FAILS, trial, ffmpeg);
        AvcParameterSets own = Mp4Track.read(trial).parameterSets();
        InlineEncoder found = new InlineEncoder(encoder, profile.getCoded(), rate, id, own);
        FOUND.put(key, found);
        return found;
      } catch (IOException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      } finally {
        Files.deleteIfExists(trial);
      }
    }
    throw first;
  }

  /** The sets that all its streams share. */
  AvcParameterSets parameterSets() {
    return sets;
  }

  /** Some frames of a clip. */
  record Frames(SegmentTask.Source clip, long pts, int count, Fades fades) {}

  /** What becomes of frames that do not decode. */
  enum Missing {
    FAILS,
    HOLDS_LAST
  }

  /**
   * Encodes frames of a clip, faded as it is wished.
   *
   * @throws IOException when it did not work or the stream has other sets than expected
   */
  void encode(Frames frames, Missing missing, Path output, Ffmpeg ffmpeg)
      throws IOException, InterruptedException {
    make(frames, missing, output, ffmpeg);
    requireSets(output);
  }

  private void make(Frames frames, Missing missing, Path output, Ffmpeg ffmpeg)
      throws IOException, InterruptedException {
    String hold = missing == Missing.HOLDS_LAST ? ",tpad=stop_mode=clone:stop=-1" : "";
    FfmpegCommand decoded =
        reading(FfmpegCommand.ffmpeg().within(DEADLINE).flag("-copyts"), frames)
            .needing(MemoryModel.viewing(frames.clip().analysis().getVideo()))
            .option("-map", "0:" + frames.clip().analysis().getVideo().getStreamIndex())
            .option("-map_metadata", "-1")
            .option("-map_chapters", "-1")
            .option(
                "-vf",
                picked(frames)
                    + hold
                    + onGrid()
                    + PictureGraph.fading(frames.fades(), frames.count()));
    run(decoded, frames.count(), output, ffmpeg);
  }

  /** Encodes frames of a clip that dissolve into as many of another. */
  void encode(Frames from, Frames into, Path output, Ffmpeg ffmpeg)
      throws IOException, InterruptedException {
    FfmpegCommand both =
        reading(reading(FfmpegCommand.ffmpeg().within(DEADLINE).flag("-copyts"), from), into)
            .option(
                "-filter_complex",
                "[0:%d]".formatted(from.clip().analysis().getVideo().getStreamIndex())
                    + picked(from)
                    + onGrid()
                    + "[from];[1:%d]".formatted(into.clip().analysis().getVideo().getStreamIndex())
                    + picked(into)
                    + onGrid()
                    + "[into];[from][into]blend=all_expr='(A*(%1$d-N)+B*(N+1))/%2$d'[mixed]"
                        .formatted(from.count(), from.count() + 1))
            .option("-map", "[mixed]")
            .option("-map_metadata", "-1")
            .option("-map_chapters", "-1");
    run(both, from.count(), output, ffmpeg);
    requireSets(output);
  }

  private static FfmpegCommand reading(FfmpegCommand command, Frames frames) {
    ClipAnalysis clip = frames.clip().analysis();
    Timebase timebase = clip.getTimebase();
    long keyframe = clip.getFirstPts();
    for (long pts : clip.getKeyframePts()) {
      keyframe = pts <= frames.pts() ? Math.max(keyframe, pts) : keyframe;
    }
    RationalTime shown = RationalTime.ofTicks(keyframe, timebase.getNum(), timebase.getDen());
    RationalTime start = RationalTime.ofMicros(clip.getContainerStartMicros());
    return command
        .option("-threads", 1)
        .flag("-noautorotate")
        .flag("-noaccurate_seek")
        .seek(shown.minus(start).plus(RationalTime.ofMicros(1)).max(RationalTime.ZERO))
        .input(frames.clip().file());
  }

  /** One frame of the footage is one of the film, wherever the camera's clock had it. */
  private static String picked(Frames frames) {
    return "select=gte(pts\\,%d)".formatted(frames.pts());
  }

  private String onGrid() {
    return ",settb=1/%d,setpts=N*%d,setsar=1,sidedata=mode=delete,format=%s"
        .formatted(
            SegmentEncoding.timescale(rate),
            SegmentEncoding.ticksPerFrame(rate),
            coded.getPixelFormat());
  }

  private void run(FfmpegCommand pictures, int frames, Path output, Ffmpeg ffmpeg)
      throws IOException, InterruptedException {
    FfmpegCommand encoding =
        pictures
            .frames(frames)
            .options(encoding())
            .option("-enc_time_base", "1:" + SegmentEncoding.timescale(rate))
            .option("-fps_mode", "passthrough");
    if (encoder == VideoEncoder.X264) {
      ffmpeg.run(encoding.options(PacketCopy.container(coded, rate)).output(output));
      return;
    }
    Path raw = output.resolveSibling(output.getFileName() + ".h264");
    try {
      ffmpeg.run(encoding.option("-f", "h264").output(raw));
      new RenumberedSets(id).rewrite(raw);
      long ticks = SegmentEncoding.ticksPerFrame(rate);
      ffmpeg.run(
          FfmpegCommand.ffmpeg()
              .within(DEADLINE)
              .rawInput("h264", raw)
              .option("-c:v", "copy")
              .option(
                  "-bsf:v",
                  "filter_units=remove_types=7|8,setts=time_base=1/%1$d:pts=N*%2$d:dts=N*%2$d:duration=%2$d"
                      .formatted(SegmentEncoding.timescale(rate), ticks))
              .options(PacketCopy.container(coded, rate))
              .output(output));
    } finally {
      Files.deleteIfExists(raw);
    }
  }

  private List<String> encoding() {
    ImmutableList.Builder<String> options =
        ImmutableList.<String>builder()
            .add("-c:v", encoder.ffmpegName(), "-threads:v", "1")
            .add("-profile:v", profile());
    if (encoder == VideoEncoder.X264) {
      options
          .add("-preset", "fast", "-crf", "17", "-bf", "0")
          .add("-x264-params")
          .add("sps-id=%d:stitchable=1:open-gop=0:scenecut=0:keyint=infinite".formatted(id));
      if (coded.getCodecLevel() >= 10) {
        options.add("-level:v", "" + coded.getCodecLevel());
      }
    } else {
      long bitrate =
          Math.round(
              BITS_PER_PIXEL
                  * coded.getCodedWidth()
                  * coded.getCodedHeight()
                  * rate.numerator()
                  / rate.denominator());
      // CAVLC, because the number of the sets is changed afterwards.
      options
          .add("-coder", "cavlc", "-rc_mode", "bitrate", "-b:v", "" + bitrate)
          .add("-maxrate", "" + 2 * bitrate, "-allow_skip_frames", "0", "-g", "100000");
    }
    add(options, "-color_primaries", coded.getColorPrimaries());
    add(options, "-color_trc", coded.getColorTransfer());
    add(options, "-colorspace", coded.getColorMatrix());
    add(options, "-color_range", coded.getColorRange());
    return options.build();
  }

  private static void add(ImmutableList.Builder<String> options, String name, String value) {
    if (!value.isEmpty()) {
      options.add(name, value);
    }
  }

  private String profile() {
    if (coded.getCodecProfile().contains("Baseline")) {
      return encoder == VideoEncoder.X264 ? "baseline" : "constrained_baseline";
    }
    return coded.getCodecProfile().equals("Main") ? "main" : "high";
  }

  private void requireSets(Path output) throws IOException {
    if (!Mp4Track.read(output).parameterSets().equals(sets)) {
      throw new IOException(
          encoder.ffmpegName() + " has made other parameter sets than it did before");
    }
  }
}
