package io.autocut.assembly;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Has one child decode a film, or a segment of one, and hands its pictures over one by one, small.
 * Blocks until the last; holds no more than one of them. Safe for many threads.
 */
final class FilmPictures {
  private static final Duration DEADLINE = Duration.ofHours(4);

  private final Ffmpeg ffmpeg;

  FilmPictures(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** All pictures in the order in which they are shown. */
  void read(Path file, Consumer<FilmPicture> taker) throws IOException, InterruptedException {
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .within(DEADLINE)
            .input(file)
            .option("-map", "0:v:0")
            .option(
                "-vf",
                "scale=%d:%d:flags=area+accurate_rnd+bitexact,format=yuv420p"
                    .formatted(FilmPicture.WIDTH, FilmPicture.HEIGHT))
            .option("-fps_mode", "passthrough")
            .outputToPipe("rawvideo"),
        stdout -> {
          byte[] picture = stdout.readNBytes(FilmPicture.BYTES);
          while (picture.length == FilmPicture.BYTES) {
            taker.accept(new FilmPicture(picture));
            picture = stdout.readNBytes(FilmPicture.BYTES);
          }
        });
  }
}
