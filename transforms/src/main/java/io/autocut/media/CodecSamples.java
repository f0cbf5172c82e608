package io.autocut.media;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Small real files of each codec of footage, for trials of decoding: made with the software
 * encoders of the FFmpeg at hand, and one of HEVC for builds that cannot make it.
 *
 * <p>The files go when this is closed. Not safe for several threads.
 */
final class CodecSamples implements AutoCloseable {
  private static final Map<String, List<String>> ENCODERS = encoders();
  private static final String HEVC = "hevc";
  private static final String HEVC_SAMPLE = "sample.hevc.mp4";

  private final Ffmpeg ffmpeg;
  private final Path folder;

  private CodecSamples(Ffmpeg ffmpeg, Path folder) {
    this.ffmpeg = ffmpeg;
    this.folder = folder;
  }

  static CodecSamples open(Ffmpeg ffmpeg) throws IOException {
    return new CodecSamples(ffmpeg, Files.createTempDirectory("autocut-samples"));
  }

  private static Map<String, List<String>> encoders() {
    Map<String, List<String>> encoders = new LinkedHashMap<>();
    encoders.put("h264", List.of("libopenh264", "libx264"));
    encoders.put(HEVC, List.of("libx265"));
    encoders.put("av1", List.of("libsvtav1", "libaom-av1"));
    encoders.put("vp9", List.of("libvpx-vp9"));
    encoders.put("vp8", List.of("libvpx"));
    encoders.put("mjpeg", List.of("mjpeg"));
    encoders.put("prores", List.of("prores"));
    encoders.put("mpeg4", List.of("mpeg4"));
    encoders.put("mpeg2video", List.of("mpeg2video"));
    encoders.put("dvvideo", List.of("dvvideo"));
    return encoders;
  }

  /** FFmpeg's names of the codecs that samples may be had of. */
  static Set<String> codecs() {
    return ENCODERS.keySet();
  }

  /** A file of {@code codec}; empty where this FFmpeg has no encoder that makes one. */
  Optional<Path> of(String codec) throws InterruptedException, IOException {
    for (String encoder : ENCODERS.getOrDefault(codec, List.of())) {
      Path sample = folder.resolve(encoder + ".mkv");
      try {
        ffmpeg.run(command(encoder, sample));
        return Optional.of(sample);
      } catch (FfmpegException e) {
        // This build does not have that encoder; the next may do.
        continue;
      }
    }
    return codec.equals(HEVC) ? Optional.of(bundled()) : Optional.empty();
  }

  private Path bundled() throws IOException {
    Path sample = folder.resolve(HEVC_SAMPLE);
    try (InputStream bytes = CodecSamples.class.getResourceAsStream(HEVC_SAMPLE)) {
      Files.write(sample, bytes.readAllBytes());
    }
    return sample;
  }

  private static FfmpegCommand command(String encoder, Path sample) {
    // 720×576 at 25 is the one size that DV knows.
    return FfmpegCommand.ffmpeg()
        .generatedInput("testsrc=s=720x576:r=25:d=0.08")
        .option("-pix_fmt", encoder.equals("prores") ? "yuv422p10le" : "yuv420p")
        .option("-c:v", encoder)
        .option("-strict", "unofficial")
        .output(sample);
  }

  @Override
  public void close() throws IOException {
    MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}
