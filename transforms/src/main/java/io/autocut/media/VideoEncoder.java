package io.autocut.media;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.DynamicRange;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Quality;
import java.util.Arrays;
import java.util.List;

/**
 * The encoders that a film may be made with, best first; H.264 unless said otherwise.
 *
 * <p>All of a film's segments come from one encoder with one set of parameters: parameter sets that
 * differ within a file decode in FFmpeg but stop browsers.
 */
public enum VideoEncoder {
  NVENC("h264_nvenc", Kind.HARDWARE),
  VIDEOTOOLBOX("h264_videotoolbox", Kind.HARDWARE),
  QSV("h264_qsv", Kind.HARDWARE),
  VAAPI("h264_vaapi", Kind.HARDWARE),
  X264("libx264", Kind.SOFTWARE),
  OPENH264("libopenh264", Kind.SOFTWARE),
  /** For films that keep a high dynamic range, and for no others. */
  X265("libx265", Kind.TEN_BIT);

  /** What does the work. */
  public enum Kind {
    HARDWARE,
    SOFTWARE,
    /** HEVC of ten bits, in software. */
    TEN_BIT
  }

  private final String ffmpegName;
  private final Kind kind;

  VideoEncoder(String ffmpegName, Kind kind) {
    this.ffmpegName = ffmpegName;
    this.kind = kind;
  }

  public String ffmpegName() {
    return ffmpegName;
  }

  public Kind kind() {
    return kind;
  }

  /** The encoder of that name; throws for one that is not listed here. */
  public static VideoEncoder named(String ffmpegName) {
    return Arrays.stream(values())
        .filter(encoder -> encoder.ffmpegName.equals(ffmpegName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown encoder: " + ffmpegName));
  }

  /**
   * A command that encodes one small frame; for software with all the options of a segment, so that
   * an FFmpeg too old to know one of them is found out here.
   */
  FfmpegCommand trial() {
    FfmpegCommand command = FfmpegCommand.ffmpeg();
    if (this == VAAPI) {
      command = command.option("-vaapi_device", "/dev/dri/renderD128");
    }
    command = command.generatedInput("color=c=gray:s=256x256:r=25:d=0.2");
    if (this == VAAPI) {
      command = command.option("-vf", "format=nv12,hwupload");
    }
    command = command.frames(1);
    return kind == Kind.HARDWARE
        ? command.option("-c:v", ffmpegName).outputToPipe("null")
        : command
            .options(
                SegmentEncoding.options(
                    OutputProfile.newBuilder()
                        .setCanvas(new Canvas(256, 256))
                        .setEditRate(new EditRate(25, 1))
                        .setVideoEncoder(ffmpegName)
                        .setDynamicRange(
                            kind == Kind.TEN_BIT ? DynamicRange.HLG : DynamicRange.STANDARD)
                        .build()))
            .option("-movflags", "+frag_keyframe+empty_moov")
            .outputToPipe("mp4");
  }

  /**
   * Names of the options are FFmpeg's. With each encoder a quality is a constant one, whatever size
   * that takes (measured: docs/cutting.md); {@code bitrate} serves for the level alone.
   */
  List<String> qualityOptions(Quality quality, long bitrate, int framesPerGroup) {
    String group = "" + framesPerGroup;
    return switch (this) {
      case X264 ->
          ImmutableList.of(
              "-preset",
              byQuality(quality, "superfast", "veryfast", "medium"),
              "-crf",
              byQuality(quality, "27", "20", "17"),
              "-profile:v",
              "high",
              "-g",
              group,
              "-bf",
              "2",
              "-x264-params",
              "stitchable=1:open-gop=0:scenecut=0");
      case OPENH264 -> {
        // It has no constant quality but a rate control that may choose one quantiser only.
        String quantiser = byQuality(quality, "28", "21", "18");
        yield ImmutableList.of(
            "-b:v",
            "" + bitrate,
            "-rc_mode",
            "bitrate",
            "-qmin",
            quantiser,
            "-qmax",
            quantiser,
            "-allow_skip_frames",
            "0",
            "-profile:v",
            "high",
            "-coder",
            "cabac",
            "-g",
            group);
      }
      case X265 ->
          ImmutableList.of(
              "-preset",
              byQuality(quality, "ultrafast", "veryfast", "medium"),
              "-crf",
              byQuality(quality, "28", "22", "19"),
              "-profile:v",
              "main10",
              "-tag:v",
              "hvc1",
              "-g",
              group,
              "-x265-params",
              "log-level=error:open-gop=0:scenecut=0:pools=none:frame-threads=1:info=0");
      default ->
          throw new UnsupportedOperationException(
              ffmpegName + " is found by trying but no film is made with it yet");
    };
  }

  private static String byQuality(Quality quality, String draft, String standard, String high) {
    return switch (quality) {
      case DRAFT -> draft;
      case HIGH -> high;
      default -> standard;
    };
  }
}
