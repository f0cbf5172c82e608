package io.autocut.media;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Quality;
import java.util.List;

/**
 * How the encoders of graphics hardware are told to make segments that join by copy: closed groups
 * of pictures that begin with an IDR, no groups of the encoder's own, one profile.
 *
 * <p>The options are FFmpeg's. Constant quality where every generation of the hardware knows it;
 * VideoToolbox knows it only on newer machines and is given a bitrate.
 */
final class HardwareEncoding {
  private HardwareEncoding() {}

  /** The filters that hand pictures in memory to {@code encoder}; begin with a comma, or empty. */
  static String upload(VideoEncoder encoder) {
    return switch (encoder) {
      case VAAPI -> ",format=nv12,hwupload";
      case QSV -> ",format=nv12";
      default -> "";
    };
  }

  /**
   * @param bitrate in bits per second, for encoders without a constant quality
   * @param framesPerGroup at most so many frames from one IDR to the next
   */
  static List<String> options(
      VideoEncoder encoder, Quality quality, long bitrate, int framesPerGroup) {
    checkArgument(
        encoder.kind() == VideoEncoder.Kind.HARDWARE, "not in hardware: %s", encoder.ffmpegName());
    ImmutableList.Builder<String> options = ImmutableList.builder();
    switch (encoder) {
      case NVENC ->
          options
              .add("-preset", "p4", "-tune", "hq", "-rc", "vbr")
              .add("-cq", "" + quantiser(quality), "-b:v", "0")
              .add("-forced-idr", "1", "-no-scenecut", "1", "-strict_gop", "1", "-bf", "2");
      case QSV ->
          options
              .add("-preset", "medium", "-global_quality", "" + quantiser(quality))
              .add("-flags", "+cgop", "-bf", "2");
      case VAAPI ->
          options
              .add("-rc_mode", "CQP", "-qp", "" + quantiser(quality))
              .add("-idr_interval", "0", "-bf", "0");
      default ->
          options
              .add("-b:v", "" + bitrate, "-allow_sw", "0", "-realtime", "0")
              .add("-flags", "+cgop", "-bf", "0");
    }
    return options.add("-profile:v", "high", "-g", "" + framesPerGroup).build();
  }

  /** About what x264's constant rate factor of the same quality looks like. */
  private static int quantiser(Quality quality) {
    return switch (quality) {
      case DRAFT -> 28;
      case HIGH -> 19;
      default -> 23;
    };
  }
}
