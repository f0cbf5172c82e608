package io.autocut.runners.benchmark;

import com.google.common.collect.ImmutableList;
import io.autocut.media.FfmpegInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What no way of making a film can do without: decoding the frames that are used, from the keyframe
 * before them, and encoding as many.
 *
 * <p>Encoding is measured on the finished film: decoding and encoding it costs so much, decoding it
 * alone so much less. Every process is single-threaded.
 */
final class Floor {
  private static final String RANGES = "ranges.txt";

  private final FfmpegInstallation installation;
  private final int cores;

  Floor(FfmpegInstallation installation, int cores) {
    this.installation = installation;
    this.cores = cores;
  }

  /** CPU time; unit: seconds. */
  record Cost(double decodingSeconds, double encodingSeconds) {
    double total() {
      return decodingSeconds + encodingSeconds;
    }
  }

  /**
   * Measures it; writes the scripts that do into an empty folder.
   *
   * @param made the finished film
   */
  Cost measure(FilmCuts film, Path made, Path folder) throws IOException, InterruptedException {
    Files.writeString(folder.resolve(RANGES), ranges(film));
    RunCost decoding = ShellScript.run(decoding().write(folder, "decode.sh"));
    RunCost reading = ShellScript.run(reading(made).write(folder, "read-film.sh"));
    RunCost encoding = ShellScript.run(encoding(film, made).write(folder, "encode-film.sh"));
    return new Cost(
        decoding.cpuSeconds(), Math.max(0, encoding.cpuSeconds() - reading.cpuSeconds()));
  }

  static String ranges(FilmCuts film) {
    StringBuilder ranges = new StringBuilder();
    for (FilmCuts.Cut cut : film.cuts()) {
      ranges.append(cut.seekSeconds()).append('\n');
      ranges.append(film.rate().timeOf(cut.frames()).toDecimalSeconds()).append('\n');
      ranges.append(cut.clip()).append('\n');
    }
    return ranges.toString();
  }

  ShellScript decoding() {
    return ShellScript.of(
        "Decodes what a film uses: each line of three in " + RANGES + " is (in, length, clip).",
        ImmutableList.<String>builder()
            .addAll(ShellScript.naming(installation))
            .add("decode() {")
            .add(
                "  exec \"$FFMPEG\" -nostdin -v error -threads 1 -ss \"$1\" -t \"$2\" -i \"$3\" \\")
            .add("    -map 0:v:0 -an -sn -dn -fps_mode passthrough -f null -")
            .add("}")
            .add("export -f decode")
            .add(
                "xargs -d '\\n' -n 3 -P %d bash -c 'decode \"$@\"' decode <%s"
                    .formatted(cores, RANGES))
            .build());
  }

  private ShellScript reading(Path made) {
    return onFilm("Decodes a finished film.", made, List.of("-f", "null", "-"));
  }

  private ShellScript encoding(FilmCuts film, Path made) {
    return onFilm(
        "Decodes a finished film and encodes it again.",
        made,
        ImmutableList.<String>builder()
            .addAll(ExpertPicture.encoding(film))
            .add("encoded.mp4")
            .build());
  }

  private ShellScript onFilm(String whatItDoes, Path made, List<String> output) {
    return ShellScript.of(
        whatItDoes,
        ImmutableList.<String>builder()
            .addAll(ShellScript.naming(installation))
            .add(
                "\"$FFMPEG\" -nostdin -v error -y -threads 1 -i "
                    + ShellScript.quoted(made.toAbsolutePath().toString())
                    + " -map 0:v:0 -an "
                    + ShellScript.command(output))
            .build());
  }
}
