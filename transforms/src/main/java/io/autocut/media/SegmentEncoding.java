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

  public static List<String> options(OutputProfile profile) {
    FrameRate rate = FrameRate.of(profile.getEditRate());
    VideoEncoder encoder = VideoEncoder.named(profile.getVideoEncoder());
    int group =
        Math.max(1, Math.round(SECONDS_PER_GROUP * (float) rate.numerator() / rate.denominator()));
    return ImmutableList.<String>builder()
        .add("-c:v", encoder.ffmpegName(), "-threads:v", "1")
        .addAll(
            encoder.qualityOptions(profile.getQuality(), bitrate(profile.getCanvas(), rate), group))
        .add("-pix_fmt", isHighRange(profile) ? "yuv420p10le" : "yuv420p")
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
