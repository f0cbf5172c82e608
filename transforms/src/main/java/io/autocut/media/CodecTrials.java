package io.autocut.media;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one FFmpeg can decode, found by encoding a small picture with each codec and decoding it
 * again.
 *
 * <p>A codec for which the build has no encoder cannot be tried so; what the build says of its
 * decoder is then all there is.
 */
public final class CodecTrials {
  private static final List<String> DEVICES = List.of("cuda", "vaapi", "qsv", "videotoolbox");
  private static final Map<String, String> ENCODER_OF = encoders();

  private final Ffmpeg ffmpeg;
  private final Path folder;

  /**
   * @param folder takes the small files of the trials; the caller removes it
   */
  public CodecTrials(Ffmpeg ffmpeg, Path folder) {
    this.ffmpeg = ffmpeg;
    this.folder = folder;
  }

  private static Map<String, String> encoders() {
    Map<String, String> encoders = new LinkedHashMap<>();
    encoders.put("h264", "libopenh264 libx264");
    encoders.put("hevc", "libx265");
    encoders.put("av1", "libsvtav1 libaom-av1");
    encoders.put("vp9", "libvpx-vp9");
    encoders.put("vp8", "libvpx");
    encoders.put("mjpeg", "mjpeg");
    encoders.put("prores", "prores");
    encoders.put("mpeg4", "mpeg4");
    encoders.put("mpeg2video", "mpeg2video");
    encoders.put("dvvideo", "dvvideo");
    return encoders;
  }

  /** A verdict for each codec of footage, for people: "works", or why not. */
  public ImmutableMap<String, String> verdicts() throws InterruptedException {
    ImmutableMap.Builder<String, String> verdicts = ImmutableMap.builder();
    for (Map.Entry<String, String> codec : ENCODER_OF.entrySet()) {
      verdicts.put(codec.getKey(), verdictOn(codec.getKey(), codec.getValue().split(" ")));
    }
    return verdicts.build();
  }

  /** A verdict for each kind of decoding hardware, found by opening its device. */
  public ImmutableMap<String, String> deviceVerdicts() throws InterruptedException {
    ImmutableMap.Builder<String, String> verdicts = ImmutableMap.builder();
    for (String device : DEVICES) {
      verdicts.put(device, verdictOnDevice(device));
    }
    return verdicts.build();
  }

  private String verdictOnDevice(String device) throws InterruptedException {
    try {
      ffmpeg.run(
          FfmpegCommand.ffmpeg()
              .option("-init_hw_device", device + "=device")
              .generatedInput("color=s=64x64:d=0.04")
              .frames(1)
              .outputToPipe("null"));
      return "works; not used yet";
    } catch (FfmpegException e) {
      return "no: " + (e.cause().isEmpty() ? e.getMessage() : e.cause());
    } catch (IOException e) {
      return "no: " + e.getMessage();
    }
  }

  private String verdictOn(String codec, String[] encoders) throws InterruptedException {
    for (String encoder : encoders) {
      Path sample = folder.resolve(encoder + ".mkv");
      try {
        ffmpeg.run(sample(encoder, sample));
      } catch (IOException e) {
        continue;
      }
      try {
        ffmpeg.run(FfmpegCommand.ffmpeg().input(sample).outputToPipe("null"));
        return "works";
      } catch (FfmpegException e) {
        return "fails: " + e.cause();
      } catch (IOException e) {
        return "fails: " + e.getMessage();
      }
    }
    return listed(codec);
  }

  private static FfmpegCommand sample(String encoder, Path sample) {
    // 720×576 at 25 is the one size that DV knows.
    return FfmpegCommand.ffmpeg()
        .generatedInput("testsrc=s=720x576:r=25:d=0.08")
        .option("-pix_fmt", encoder.equals("prores") ? "yuv422p10le" : "yuv420p")
        .option("-c:v", encoder)
        .option("-strict", "unofficial")
        .output(sample);
  }

  private String listed(String codec) throws InterruptedException {
    try {
      boolean known =
          ffmpeg
              .text(FfmpegCommand.ffprobe().flag("-decoders"))
              .lines()
              .anyMatch(line -> line.contains(" " + codec + " "));
      return known ? "listed; this build has no encoder to try it with" : "not in this build";
    } catch (IOException e) {
      return "unknown: " + e.getMessage();
    }
  }
}
