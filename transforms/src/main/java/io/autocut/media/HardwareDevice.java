package io.autocut.media;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Set;

/**
 * The kinds of devices that decode, scale and encode, best first, and how FFmpeg is told to use
 * each.
 *
 * <p>A command opens a device once, under the name {@link #NAME}, and decoder, filters and encoder
 * share it.
 */
public enum HardwareDevice {
  /** NVIDIA. Those for data centres decode and scale, but have no encoder. */
  CUDA("cuda", "cuda", VideoEncoder.NVENC, "scale_cuda=w=%d:h=%d:interp_algo=bicubic:format=nv12"),

  VIDEOTOOLBOX("videotoolbox", "videotoolbox_vld", VideoEncoder.VIDEOTOOLBOX, "scale_vt=w=%d:h=%d"),

  QSV("qsv", "qsv", VideoEncoder.QSV, "vpp_qsv=w=%d:h=%d:format=nv12"),

  VAAPI("vaapi", "vaapi", VideoEncoder.VAAPI, "scale_vaapi=w=%d:h=%d:format=nv12");

  /** What a command calls the one device that it opens. */
  private static final String NAME = "hw";

  /** Pictures that wait between decoder, filters and encoder while they stay on the device. */
  private static final String FURTHER_PICTURES = "8";

  private static final Set<String> TEN_BITS = Set.of("yuv420p10le", "p010le");

  private final String ffmpegName;
  private final String pictures;
  private final VideoEncoder encoder;
  private final String scaling;

  HardwareDevice(String ffmpegName, String pictures, VideoEncoder encoder, String scaling) {
    this.ffmpegName = ffmpegName;
    this.pictures = pictures;
    this.encoder = encoder;
    this.scaling = scaling;
  }

  /** As {@code -init_hw_device} and {@code -hwaccel} take it. */
  public String ffmpegName() {
    return ffmpegName;
  }

  /** The encoder that may sit on such a device; whether it does, only a trial tells. */
  public VideoEncoder encoder() {
    return encoder;
  }

  /** Options before all inputs that open it; a child ends with an error where it cannot. */
  public List<String> opening() {
    return ImmutableList.of("-init_hw_device", ffmpegName + "=" + NAME, "-filter_hw_device", NAME);
  }

  /** Options of an input whose pictures are decoded on the device and stay there. */
  public List<String> decodingInto() {
    return ImmutableList.of(
        "-hwaccel",
        ffmpegName,
        "-hwaccel_device",
        NAME,
        "-hwaccel_output_format",
        pictures,
        "-extra_hw_frames",
        FURTHER_PICTURES);
  }

  /**
   * Options of an input whose pictures are decoded on the device and copied into memory.
   *
   * @param pixelFormat that the footage is coded in
   */
  public List<String> decodingBeside(String pixelFormat) {
    ImmutableList.Builder<String> options =
        ImmutableList.<String>builder().add("-hwaccel", ffmpegName, "-hwaccel_device", NAME);
    if (this == QSV) {
      // Alone of all it leaves pictures on the device unless told in what form to copy them.
      options.add("-hwaccel_output_format", TEN_BITS.contains(pixelFormat) ? "p010le" : "nv12");
    }
    return options.build();
  }

  /** The filter that scales pictures on the device, to eight bits of 4:2:0. */
  public String scaledTo(int width, int height) {
    return scaling.formatted(width, height);
  }
}
