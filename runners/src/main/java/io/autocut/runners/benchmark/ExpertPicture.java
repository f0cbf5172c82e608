package io.autocut.runners.benchmark;

import com.google.common.collect.ImmutableList;
import io.autocut.media.SegmentEncoding;
import java.util.List;

/** What somebody who knows FFmpeg would write for footage of any shape, and our own encoding. */
final class ExpertPicture {
  private ExpertPicture() {}

  /** The frames of the film, whole and on black. */
  static String graph(FilmCuts film) {
    int width = film.canvas().getWidth();
    int height = film.canvas().getHeight();
    return "fps=%s,scale=%d:%d:force_original_aspect_ratio=decrease,pad=%d:%d:(ow-iw)/2:(oh-ih)/2,setsar=1,format=yuv420p"
        .formatted(film.rate(), width, height, width, height);
  }

  /** As our segments are encoded, by one thread. */
  static List<String> encoding(FilmCuts film) {
    return SegmentEncoding.options(film.profile());
  }

  /** The same by as many threads as the encoder likes. */
  static List<String> threadedEncoding(FilmCuts film) {
    List<String> options = encoding(film);
    int threads = options.indexOf("-threads:v");
    return threads < 0
        ? options
        : ImmutableList.<String>builder()
            .addAll(options.subList(0, threads))
            .addAll(options.subList(threads + 2, options.size()))
            .build();
  }

  /** The music of the film as an input. */
  static List<String> musicInput(FilmCuts film) {
    return List.of(
        "-ss",
        film.musicIn().toDecimalSeconds(),
        "-t",
        film.musicOut().minus(film.musicIn()).toDecimalSeconds(),
        "-i",
        film.music().toString());
  }

  /** The music, encoded as ours is. */
  static List<String> musicEncoding() {
    return List.of("-c:a", "aac", "-b:a", "192k", "-movflags", "+faststart");
  }
}
