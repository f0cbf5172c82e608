package io.autocut.testing;

import io.autocut.media.FfmpegCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Small media in a folder, each from a source that libavfilter draws or from another file.
 *
 * <pre>{@code
 * Path clip = SmallClips.in(folder).drawn("a.mp4", "testsrc=s=64x48:r=25:d=1", "-c:v", "mpeg4");
 * }</pre>
 */
public final class SmallClips {
  private final Path folder;

  private SmallClips(Path folder) {
    this.folder = folder;
  }

  public static SmallClips in(Path folder) {
    return new SmallClips(folder);
  }

  /** {@code graph}, its last output, written with {@code options}. */
  public Path drawn(String name, String graph, String... options)
      throws IOException, InterruptedException {
    return run(FfmpegCommand.ffmpeg().generatedInput(graph), name, options);
  }

  /** {@code source}, copied with {@code inputOptions} before it. */
  public Path copied(String name, Path source, String... inputOptions)
      throws IOException, InterruptedException {
    return run(
        FfmpegCommand.ffmpeg().options(Arrays.asList(inputOptions)).input(source),
        name,
        "-map",
        "0",
        "-c",
        "copy");
  }

  /** The first {@code share} of {@code source}'s bytes. */
  public Path truncated(String name, Path source, double share) throws IOException {
    byte[] bytes = Files.readAllBytes(source);
    return Files.write(folder.resolve(name), Arrays.copyOf(bytes, (int) (bytes.length * share)));
  }

  private Path run(FfmpegCommand command, String name, String... options)
      throws IOException, InterruptedException {
    Path file = folder.resolve(name);
    TestFfmpeg.ffmpeg().run(command.options(List.of(options)).option("-threads", 1).output(file));
    return file;
  }
}
