package io.autocut.media;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What one FFmpeg can decode in software, found by decoding a small real file of each codec.
 *
 * <p>A codec of which no file can be had cannot be tried so; what the build says of its decoder is
 * then all there is.
 */
public final class CodecTrials {
  private final Ffmpeg ffmpeg;

  public CodecTrials(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * A verdict for each codec of footage, for people: "works", or why not.
   *
   * @throws IOException when there is no place for the small files
   */
  public ImmutableMap<String, String> verdicts() throws IOException, InterruptedException {
    ImmutableMap.Builder<String, String> verdicts = ImmutableMap.builder();
    try (CodecSamples samples = CodecSamples.open(ffmpeg)) {
      for (String codec : CodecSamples.codecs()) {
        Optional<Path> sample = samples.of(codec);
        verdicts.put(codec, sample.isPresent() ? verdictOn(sample.get()) : listed(codec));
      }
    }
    return verdicts.build();
  }

  private String verdictOn(Path sample) throws InterruptedException {
    try {
      ffmpeg.run(FfmpegCommand.ffmpeg().input(sample).outputToPipe("null"));
      return "works";
    } catch (FfmpegException e) {
      return "fails: " + e.cause();
    } catch (IOException e) {
      return "fails: " + e.getMessage();
    }
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
