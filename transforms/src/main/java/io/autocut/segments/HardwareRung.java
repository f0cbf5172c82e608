package io.autocut.segments;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.FfmpegException;
import io.autocut.media.Hardware;
import io.autocut.media.HardwareDevice;
import io.autocut.media.HardwareSessions;
import io.autocut.media.VideoEncoder;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Quality;
import io.autocut.schemas.VideoStream;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lets a device decode, scale or encode, as much of it as works on this worker and suits the
 * footage.
 *
 * <p>The frames are those that software would have chosen: decoders of H.264, HEVC, VP9 and AV1
 * give the same pictures bit by bit wherever they run, and the filters that choose are the same.
 * Waits its turn where the device is busy.
 */
final class HardwareRung implements Rung {
  /**
   * Opening a device costs about as much as decoding so many pixels on one core (an estimate from
   * 0.3 s for a CUDA context and 400 million pixels a second); below it, it does not pay to open
   * one for decoding alone.
   */
  private static final long PIXELS_THAT_PAY = 120_000_000;

  /** What the device does, the most first. */
  enum Way {
    ALL("all on "),
    DECODE_AND_ENCODE("decoded and encoded on "),
    ENCODE("encoded on "),
    DECODE("decoded on ");

    private final String label;

    Way(String label) {
      this.label = label;
    }

    boolean encodes() {
      return this != DECODE;
    }
  }

  private final Way way;
  private final HardwareDevice device;
  private final Hardware hardware;
  private final Ffmpeg ffmpeg;

  HardwareRung(Way way, HardwareDevice device, Hardware hardware, Ffmpeg ffmpeg) {
    this.way = way;
    this.device = device;
    this.hardware = hardware;
    this.ffmpeg =
        way.encodes() ? HardwareSessions.limiting(ffmpeg, device, hardware.sessions()) : ffmpeg;
  }

  /** All ways on all devices that open here, the best first. */
  static List<Rung> all(Hardware hardware, Ffmpeg ffmpeg) {
    List<Rung> rungs = new ArrayList<>();
    for (Way way : Way.values()) {
      Arrays.stream(HardwareDevice.values())
          .filter(hardware::opens)
          .map(device -> new HardwareRung(way, device, hardware, ffmpeg))
          .forEach(rungs::add);
    }
    return rungs;
  }

  @Override
  public String label() {
    return way.label + device.ffmpegName();
  }

  @Override
  public boolean onDevice() {
    return true;
  }

  @Override
  public boolean suits(SegmentTask task) {
    OutputProfile profile = task.request().getProfile();
    if (task.into().isPresent()
        || profile.getQuality() == Quality.MATCH
        || !VideoEncoder.isKnown(profile.getVideoEncoder())) {
      return false;
    }
    VideoEncoder encoder = VideoEncoder.named(profile.getVideoEncoder());
    boolean encodes = encoder == device.encoder() && hardware.works(encoder);
    return switch (way) {
      case ALL -> encodes && decodes(task) && hardware.scales(device) && DevicePicture.suits(task);
      case DECODE_AND_ENCODE -> encodes && decodes(task);
      case ENCODE -> encodes;
      case DECODE ->
          encoder.kind() == VideoEncoder.Kind.SOFTWARE && decodes(task) && decodingPays(task);
    };
  }

  private boolean decodes(SegmentTask task) {
    return decodes(task.clip().analysis().getVideo());
  }

  private boolean decodes(VideoStream video) {
    return hardware.decodes(device, video.getCodec()) && DevicePicture.isDecodable(video);
  }

  private static boolean decodingPays(SegmentTask task) {
    ClipAnalysis clip = task.clip().analysis();
    VideoStream video = clip.getVideo();
    RationalTime length =
        FrameRate.of(task.request().getProfile().getEditRate()).timeOf(task.request().getFrames());
    long frames = FrameRate.of(video.getAverageRate()).frameAt(length);
    return frames * video.getCodedWidth() * video.getCodedHeight() >= PIXELS_THAT_PAY;
  }

  @Override
  public long render(SegmentTask task, Path output) throws IOException, InterruptedException {
    try {
      ffmpeg.run(command(way, device, task, output));
      return 0;
    } catch (FfmpegException e) {
      if (!e.diagnostics().contains("[error]")) {
        throw e;
      }
      // A device that is not there makes FFmpeg exit as a signal does: it is no reason to stop.
      throw new IOException(e.cause(), e);
    }
  }

  @Override
  public String note(String before) {
    return "";
  }

  static FfmpegCommand command(Way way, HardwareDevice device, SegmentTask task, Path output) {
    OutputProfile profile = task.request().getProfile();
    String pixelFormat = task.clip().analysis().getVideo().getPixelFormat();
    DeviceUse use =
        switch (way) {
          case ALL -> DeviceUse.all(device, DevicePicture.graph(task, device));
          case DECODE_AND_ENCODE, DECODE -> DeviceUse.decoding(device, pixelFormat, profile);
          case ENCODE -> DeviceUse.encoding(device, profile);
        };
    return SoftwareRung.command(SoftwareRung.Way.FROM_KEYFRAME, task, profile, use, output);
  }
}
