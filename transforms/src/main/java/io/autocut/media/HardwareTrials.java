package io.autocut.media;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what one FFmpeg can do on this machine, by doing it with a picture or two: each encoder
 * with the very options of a segment, and for each device whether it opens, which codecs it decodes
 * of a real file, and whether it scales.
 *
 * <p>What depends on a device that does not open is not tried: on a machine without any this takes
 * a child for each software encoder and for each device that the build knows, of about 0.1 s each.
 */
public final class HardwareTrials {
  /** Changes whenever the trials would find something else on the same machine. */
  public static final String VERSION = "hardware-2";

  /** The codecs that devices decode; others are decoded in software everywhere. */
  private static final List<String> CODECS = List.of("h264", "hevc", "av1", "vp9");

  /** What every NVIDIA card for consumers has allowed at least since 2020; newer ones 5, then 8. */
  private static final int FEW_SESSIONS = 3;

  /** More at once do not encode faster: a card has one to three encoding units. */
  private static final int MANY_SESSIONS = 8;

  private static final String BUILT_WITHOUT = "this FFmpeg is built without it";
  private static final String SMALL_PICTURE = "color=c=gray:s=256x256:r=25:d=0.2";
  private static final int SCALED_SIDE = 128;

  private final Ffmpeg ffmpeg;
  private final Map<String, String> verdicts = new LinkedHashMap<>();

  public HardwareTrials(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** The codecs that are tried on devices, as FFmpeg names them. */
  public static List<String> codecs() {
    return CODECS;
  }

  /** Tries everything anew. */
  public Hardware all() throws InterruptedException {
    int sessions = FEW_SESSIONS;
    Set<String> known = knownDevices();
    for (HardwareDevice device : HardwareDevice.values()) {
      String opening =
          known.contains(device.ffmpegName()) ? reason(opening(device)) : BUILT_WITHOUT;
      verdicts.put(Hardware.opening(device), opening);
      if (opening.isEmpty()) {
        verdicts.put(Hardware.encoding(device.encoder()), reason(device.encoder().trial()));
        tryDecoding(device);
        sessions = Math.max(sessions, sessions(device));
      } else {
        verdicts.put(Hardware.encoding(device.encoder()), opening);
      }
    }
    String listed = listedEncoders();
    for (VideoEncoder encoder : VideoEncoder.values()) {
      if (encoder.kind() != VideoEncoder.Kind.HARDWARE) {
        boolean isThere = listed.isEmpty() || listed.contains(" " + encoder.ffmpegName() + " ");
        verdicts.put(Hardware.encoding(encoder), isThere ? reason(encoder.trial()) : BUILT_WITHOUT);
      }
    }
    return new Hardware(verdicts, sessions);
  }

  /** A table of encoders; empty when it cannot be had, and then each is tried. */
  private String listedEncoders() throws InterruptedException {
    try {
      String table = ffmpeg.text(FfmpegCommand.ffmpeg().flag("-encoders"));
      return table.contains("Encoders:") ? table : "";
    } catch (IOException e) {
      return "";
    }
  }

  /** One session a film is not the limit of a device that has none. */
  private int sessions(HardwareDevice device) throws InterruptedException {
    boolean works = verdicts.get(Hardware.encoding(device.encoder())).isEmpty();
    return works && reason(manySessions(device.encoder())).isEmpty() ? MANY_SESSIONS : 0;
  }

  private Set<String> knownDevices() throws InterruptedException {
    try {
      String list = ffmpeg.text(FfmpegCommand.ffmpeg().option("-init_hw_device", "list"));
      return Set.copyOf(Splitter.on('\n').trimResults().omitEmptyStrings().splitToList(list));
    } catch (IOException e) {
      return Set.of();
    }
  }

  private void tryDecoding(HardwareDevice device) throws InterruptedException {
    Optional<Path> decodable = Optional.empty();
    try (CodecSamples samples = CodecSamples.open(ffmpeg)) {
      for (String codec : CODECS) {
        Optional<Path> sample = samples.of(codec);
        String reason =
            sample.isPresent()
                ? reason(decoding(device, sample.get()))
                : "this FFmpeg has no encoder to make a trial with";
        verdicts.put(Hardware.decoding(device, codec), reason);
        if (reason.isEmpty()) {
          decodable = sample;
        }
      }
      verdicts.put(
          Hardware.scaling(device),
          decodable.isPresent()
              ? reason(scaling(device, decodable.get()))
              : "it decodes nothing to scale");
    } catch (IOException e) {
      CODECS.forEach(
          codec -> verdicts.putIfAbsent(Hardware.decoding(device, codec), e.getMessage()));
      verdicts.putIfAbsent(Hardware.scaling(device), e.getMessage());
    }
  }

  static FfmpegCommand opening(HardwareDevice device) {
    return FfmpegCommand.ffmpeg()
        .options(device.opening())
        .generatedInput("color=s=64x64:d=0.04")
        .frames(1)
        .outputToPipe("null");
  }

  /** The pictures must come from the device: else FFmpeg would decode in software and be silent. */
  static FfmpegCommand decoding(HardwareDevice device, Path sample) {
    return fromDevice(device, sample, "hwdownload,format=nv12");
  }

  static FfmpegCommand scaling(HardwareDevice device, Path sample) {
    return fromDevice(
        device, sample, device.scaledTo(SCALED_SIDE, SCALED_SIDE) + ",hwdownload,format=nv12");
  }

  private static FfmpegCommand fromDevice(HardwareDevice device, Path sample, String graph) {
    return FfmpegCommand.ffmpeg()
        .options(device.opening())
        .options(device.decodingInto())
        .input(sample)
        .option("-vf", graph)
        .frames(1)
        .outputToPipe("null");
  }

  /** Opens as many sessions in one child as are used at once at most. */
  static FfmpegCommand manySessions(VideoEncoder encoder) {
    FfmpegCommand command = encoder.opened().generatedInput(SMALL_PICTURE);
    for (int session = 0; session < MANY_SESSIONS; session++) {
      command =
          command
              .option("-map", "0:v")
              .option("-vf", "format=yuv420p" + HardwareEncoding.upload(encoder))
              .frames(1)
              .option("-c:v", encoder.ffmpegName())
              .outputToPipe("null");
    }
    return command;
  }

  private String reason(FfmpegCommand trial) throws InterruptedException {
    try {
      ffmpeg.run(trial);
      return "";
    } catch (FfmpegException e) {
      return e.cause().isEmpty() ? e.getMessage() : e.cause();
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
