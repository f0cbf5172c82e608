package io.autocut.media;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.DynamicRange;
import io.autocut.schemas.OutputProfile;
import io.autocut.time.FrameRate;
import java.util.List;

/**
 * The output options that every segment of a film shares, so that the concat demuxer joins them by
 * copy, frame-exact: one encoder, one size, one pixel format, one set of colour tags, one time
 * scale.
 */
public final class SegmentEncoding {
  /** Bits for each pixel of each frame, by which encoders choose a level; 1080p30 at 8 Mb/s. */
  private static final double BITS_PER_PIXEL = 0.13;

  private static final int SECONDS_PER_GROUP = 2;

  /** Of a pixel of two bytes a component, which nobody encodes to more; unit: bytes. */
  private static final long MOST_PER_PIXEL = 6;

  /** Of the container; unit: bytes. */
  private static final long ROOM = 64L << 20;

  private SegmentEncoding() {}

  /** Part of a segment's content key: changes whenever the options below change what they make. */
  public static final String VERSION = "encoding-2";

  /** A time scale in which one frame of {@code rate} is a whole number of ticks. */
  public static int timescale(FrameRate rate) {
    int scale = rate.numerator();
    // Fine enough for players that round, and still a multiple of the rate.
    while (scale < 10_000) {
      scale *= 2;
    }
    return scale;
  }

  /** Ticks of {@link #timescale} that one frame lasts. */
  public static long ticksPerFrame(FrameRate rate) {
    return (long) timescale(rate) * rate.denominator() / rate.numerator();
  }

  /** More than so many frames take, whatever is on them; unit: bytes. */
  public static long mostBytes(OutputProfile profile, long frames) {
    Canvas canvas = profile.getCanvas();
    return ROOM + frames * canvas.getWidth() * canvas.getHeight() * MOST_PER_PIXEL;
  }

  public static List<String> options(OutputProfile profile) {
    FrameRate rate = FrameRate.of(profile.getEditRate());
    VideoEncoder encoder = VideoEncoder.named(profile.getVideoEncoder());
    int group =
        Math.max(1, Math.round(SECONDS_PER_GROUP * (float) rate.numerator() / rate.denominator()));
    return ImmutableList.<String>builder()
        .add("-c:v", encoder.ffmpegName(), "-threads:v", "1")
        .addAll(picture(encoder, profile, group))
        .add("-color_primaries", primaries(profile), "-color_trc", transfer(profile))
        .add("-colorspace", matrix(profile), "-color_range", "tv")
        .add("-fps_mode", "passthrough")
        .add(
            "-video_track_timescale",
            "" + timescale(rate),
            "-movie_timescale",
            "" + timescale(rate))
        .add("-f", "mp4")
        .build();
  }

  /** Graphics hardware takes the form of pictures that its filters hand over. */
  private static List<String> picture(VideoEncoder encoder, OutputProfile profile, int group) {
    long bitrate = bitrate(profile.getCanvas(), FrameRate.of(profile.getEditRate()));
    return encoder.kind() == VideoEncoder.Kind.HARDWARE
        ? HardwareEncoding.options(encoder, profile.getQuality(), bitrate, group)
        : ImmutableList.<String>builder()
            .addAll(encoder.qualityOptions(profile.getQuality(), bitrate, group))
            .add("-pix_fmt", isHighRange(profile) ? "yuv420p10le" : "yuv420p")
            .build();
  }

  /**
   * The filters that hand pictures in memory to the encoder of {@code profile}; begin with a comma,
   * or are empty where it takes them as they are.
   */
  public static String upload(OutputProfile profile) {
    return HardwareEncoding.upload(VideoEncoder.named(profile.getVideoEncoder()));
  }

  /** Colour primaries of a film, as FFmpeg names them. */
  public static String primaries(OutputProfile profile) {
    return isHighRange(profile) ? "bt2020" : "bt709";
  }

  /** Transfer characteristic of a film, as FFmpeg names it. */
  public static String transfer(OutputProfile profile) {
    return switch (profile.getDynamicRange()) {
      case HLG -> "arib-std-b67";
      case PQ -> "smpte2084";
      default -> "bt709";
    };
  }

  /** Colour matrix of a film, as FFmpeg names it. */
  public static String matrix(OutputProfile profile) {
    return isHighRange(profile) ? "bt2020nc" : "bt709";
  }

  private static boolean isHighRange(OutputProfile profile) {
    return profile.getDynamicRange() == DynamicRange.HLG
        || profile.getDynamicRange() == DynamicRange.PQ;
  }

  private static long bitrate(Canvas canvas, FrameRate rate) {
    double perFrame = BITS_PER_PIXEL * canvas.getWidth() * canvas.getHeight();
    return Math.round(perFrame * rate.numerator() / rate.denominator() / 1000) * 1000;
  }
}
