package io.autocut.media;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.OutputProfile;
import java.util.Arrays;
import java.util.List;

/**
 * The H.264 encoders that a film may be made with, best first.
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
  OPENH264("libopenh264", Kind.SOFTWARE);

  /** What does the work. */
  public enum Kind {
    HARDWARE,
    SOFTWARE
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

  /** Whether it is the name of one that is listed here. */
  public static boolean isKnown(String ffmpegName) {
    return Arrays.stream(values()).anyMatch(encoder -> encoder.ffmpegName.equals(ffmpegName));
  }

  /** The encoder of that name; throws for one that is not listed here. */
  public static VideoEncoder named(String ffmpegName) {
    return Arrays.stream(values())
        .filter(encoder -> encoder.ffmpegName.equals(ffmpegName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown encoder: " + ffmpegName));
  }

  /** A command that has opened the device whose pictures this encoder takes, where it takes any. */
  public FfmpegCommand opened() {
    FfmpegCommand command = FfmpegCommand.ffmpeg();
    return this == VAAPI ? command.options(HardwareDevice.VAAPI.opening()) : command;
  }

  /**
   * A command that encodes one small frame with all the options of a segment, so that an FFmpeg or
   * a driver too old to know one of them is found out here.
   */
  FfmpegCommand trial() {
    return opened()
        .generatedInput("color=c=gray:s=256x256:r=25:d=0.2")
        .option("-vf", "format=yuv420p" + HardwareEncoding.upload(this))
        .frames(1)
        .options(
            SegmentEncoding.options(
                OutputProfile.newBuilder()
                    .setCanvas(new Canvas(256, 256))
                    .setEditRate(new EditRate(25, 1))
                    .setVideoEncoder(ffmpegName)
                    .build()))
        .option("-movflags", "+frag_keyframe+empty_moov")
        .outputToPipe("mp4");
  }

  /**
   * Names of the options are FFmpeg's; {@code bitrate} is used by encoders without a constant
   * quality.
   */
  List<String> qualityOptions(long bitrate, int framesPerGroup) {
    return switch (this) {
      case X264 ->
          ImmutableList.of(
              "-preset",
              "veryfast",
              "-crf",
              "20",
              "-profile:v",
              "high",
              "-g",
              "" + framesPerGroup,
              "-bf",
              "2",
              "-x264-params",
              "stitchable=1:open-gop=0:scenecut=0");
      case OPENH264 ->
          ImmutableList.of(
              "-b:v",
              "" + bitrate,
              "-maxrate",
              "" + 2 * bitrate,
              "-rc_mode",
              "bitrate",
              "-allow_skip_frames",
              "0",
              "-g",
              "" + framesPerGroup);
      default ->
          throw new UnsupportedOperationException(
              ffmpegName + " is told how to encode by HardwareEncoding");
    };
  }
}
