package io.autocut.testing;

import io.autocut.media.FfmpegCommand;
import io.autocut.time.FrameRate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The kinds of footage that people have, each as a {@link TestClip} of one shape. */
public enum ClipKind {
  MOV_NTSC("mov", "30000/1001", clip -> clip.withSound()),
  MP4_B_FRAMES("mp4", "25", clip -> clip.codec("mpeg4", "-q:v", "4", "-bf", "2", "-g", "30")),
  MKV_60P(
      "mkv",
      "60",
      clip -> clip.codec("libopenh264", "-b:v", "1M", "-allow_skip_frames", "0", "-g", "48")),
  TRANSPORT_STREAM_B_FRAMES(
      "ts",
      "50",
      clip -> clip.codec("mpeg2video", "-q:v", "4", "-bf", "2", "-g", "24").withSound()),
  TRANSPORT_STREAM_H264(
      "ts",
      "25",
      clip -> clip.codec("libopenh264", "-b:v", "1M", "-allow_skip_frames", "0", "-g", "50")),
  PROGRAM_STREAM("mpg", "25", clip -> clip.codec("mpeg2video", "-q:v", "4", "-bf", "2")),
  WEBM_VP9(
      "webm",
      "30",
      clip ->
          clip.codec(
              "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "1M", "-g", "40")),
  MP4_AV1("mp4", "24", clip -> clip.codec("libsvtav1", "-preset", "12", "-crf", "35")),
  AVI_MJPEG(
      "avi", "15", clip -> clip.codec("mjpeg", "-q:v", "4").pixelFormat("yuvj420p").fullRange()),
  MOV_PRORES_HDR(
      "mov",
      "24000/1001",
      clip -> clip.codec("prores_ks").pixelFormat("yuv422p10le").highDynamicRange()),
  UNEVENLY_TIMED("mkv", "30", clip -> clip.unevenlyTimed()),
  ROTATED("mov", "30", clip -> clip.rotated(90)),
  UPSIDE_DOWN("mp4", "60000/1001", clip -> clip.rotated(180)),
  ROTATED_LEFT("mp4", "25", clip -> clip.rotated(270)),
  HIGH_SPEED("mov", "240", clip -> clip.codec("mjpeg", "-q:v", "6")),
  FLASH_VIDEO("flv", "30", clip -> clip.codec("flv", "-q:v", "4")),
  TRANSPARENT("mov", "25", clip -> clip.codec("qtrle").pixelFormat("argb")),
  MIRRORED("mp4", "25", clip -> clip.mirrored()),
  AVI_B_FRAMES("avi", "25", clip -> clip.codec("mpeg4", "-q:v", "4", "-bf", "2", "-g", "30")),
  DV_PAL(
      "dv",
      "25",
      clip -> clip.codec("dvvideo").size(1024, 576).pixelAspect("64/45").pixelFormat("yuv420p")),
  DV_NTSC(
      "dv",
      "30000/1001",
      clip -> clip.codec("dvvideo").size(854, 480).pixelAspect("32/27").pixelFormat("yuv411p")),
  FLASH_VIDEO_B_FRAMES(
      "flv", "30", clip -> clip.codec("libx264", "-preset", "ultrafast", "-bf", "2", "-g", "30")),
  WIDE_PIXELS("mp4", "25", clip -> clip.pixelAspect("4/3")),
  ODD_SIZE("mkv", "30", clip -> clip.codec("ffv1").size(321, 181).pixelFormat("yuv444p")),
  INTERLACED("ts", "25", clip -> clip.codec("mpeg2video", "-q:v", "4", "-g", "12").interlaced()),
  H264_OPEN_GROUPS(
      "mp4",
      "30",
      clip ->
          clip.codec(
              "libx264",
              "-preset",
              "ultrafast",
              "-bf",
              "3",
              "-g",
              "20",
              "-x264-params",
              "open-gop=1")),
  HEVC_TEN_BIT(
      "mp4",
      "60",
      clip ->
          clip.codec("libx265", "-preset", "ultrafast", "-x265-params", "log-level=error")
              .pixelFormat("yuv420p10le"));

  private final String ending;
  private final String rate;
  private final UnaryOperator<TestClip> special;

  ClipKind(String ending, String rate, UnaryOperator<TestClip> special) {
    this.ending = ending;
    this.rate = rate;
    this.special = special;
  }

  /** Frames per second; of an uneven clip, those of which some are left out. */
  public FrameRate rate() {
    return FrameRate.parse(rate);
  }

  /** How many frames beside the one wanted the nearest frame of the clip may be. */
  public int tolerance() {
    return this == UNEVENLY_TIMED ? 3 : 1;
  }

  /** Whether the FFmpeg of the tests has the encoder for this kind. */
  public boolean canBeMade() throws IOException, InterruptedException {
    String encoder =
        switch (this) {
          case H264_OPEN_GROUPS, FLASH_VIDEO_B_FRAMES -> "libx264";
          case HEVC_TEN_BIT -> "libx265";
          case MP4_AV1 -> "libsvtav1";
          case WEBM_VP9 -> "libvpx-vp9";
          case MKV_60P, TRANSPORT_STREAM_H264 -> "libopenh264";
          default -> "";
        };
    return TestFfmpeg.ffmpeg()
        .text(FfmpegCommand.ffmpeg().flag("-encoders"))
        .contains(" " + encoder);
  }

  /** A clip of this kind in {@code folder}, named after kind and {@code clipId}. */
  public Path make(int clipId, int frames, Path folder) throws IOException, InterruptedException {
    return special
        .apply(TestClip.numbered(clipId, frames).at(rate))
        .in(folder, name().toLowerCase(java.util.Locale.ROOT) + "-" + clipId + "." + ending);
  }
}
