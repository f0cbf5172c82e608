package io.autocut.runners.benchmark;

import com.google.common.collect.ImmutableList;
import io.autocut.media.FfmpegInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an expert writes by hand: one single-threaded FFmpeg a cut, as many at once as there are
 * cores, joined by the concat demuxer, the music muxed once.
 */
final class ScriptedCuts implements Contender {
  private static final String CUTS = "cuts.txt";
  private static final String LIST = "segments.txt";

  private final String name;
  private final String title;
  private final FfmpegInstallation installation;
  private final int cores;

  private ScriptedCuts(String name, String title, FfmpegInstallation installation, int cores) {
    this.name = name;
    this.title = title;
    this.installation = installation;
    this.cores = cores;
  }

  /** For the film's own cuts. */
  static ScriptedCuts ofTheSame(FfmpegInstallation installation, int cores) {
    return new ScriptedCuts(
        "script",
        "(a) shell script: xargs -P %d, ffmpeg -threads 1, concat".formatted(cores),
        installation,
        cores);
  }

  /** For cuts that take no heed of keyframes. */
  static ScriptedCuts atPeaks(FfmpegInstallation installation, int cores) {
    return new ScriptedCuts(
        "peaks", "(a2) the same script, in-points by scores alone", installation, cores);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Optional<String> obstacle(FilmCuts film) {
    return ShellScript.unlisted(film);
  }

  @Override
  public Path prepare(FilmCuts film, Path folder) throws IOException {
    Files.createDirectories(folder.resolve("segments"));
    StringBuilder cuts = new StringBuilder();
    StringBuilder list = new StringBuilder("ffconcat version 1.0\n");
    for (int i = 0; i < film.cuts().size(); i++) {
      FilmCuts.Cut cut = film.cuts().get(i);
      String segment = "segments/%04d.mp4".formatted(i);
      cuts.append(cut.seekSeconds()).append('\n');
      cuts.append(cut.frames()).append('\n');
      cuts.append(cut.clip()).append('\n');
      cuts.append(segment).append('\n');
      list.append("file ").append(segment).append('\n');
    }
    Files.writeString(folder.resolve(CUTS), cuts);
    Files.writeString(folder.resolve(LIST), list);
    return script(film).write(folder, "cut.sh");
  }

  /** Four lines of the file of cuts are the four arguments of one cut. */
  ShellScript script(FilmCuts film) {
    return ShellScript.of(
        "Makes a film by hand: each line of four in " + CUTS + " is a cut (in, frames, clip, to).",
        ImmutableList.<String>builder()
            .addAll(ShellScript.naming(installation))
            .add("cut() {")
            .add("  exec \"$FFMPEG\" -nostdin -v error -y -threads 1 -filter_threads 1 \\")
            .add("    -ss \"$1\" -i \"$3\" -map 0:v:0 -an -sn -dn \\")
            .add("    -vf " + ShellScript.quoted(ExpertPicture.graph(film)) + " \\")
            .add("    -frames:v \"$2\" \\")
            .add("    " + ShellScript.command(ExpertPicture.encoding(film)) + " \\")
            .add("    \"$4\"")
            .add("}")
            .add("export -f cut")
            .add("xargs -d '\\n' -n 4 -P %d bash -c 'cut \"$@\"' cut <%s".formatted(cores, CUTS))
            .add(joining(film))
            .build());
  }

  private static String joining(FilmCuts film) {
    return "\"$FFMPEG\" "
        + ShellScript.command(
            ImmutableList.<String>builder()
                .add("-nostdin", "-v", "error", "-y", "-f", "concat", "-safe", "0", "-i", LIST)
                .addAll(ExpertPicture.musicInput(film))
                .addAll(List.of("-map", "0:v:0", "-map", "1:a:0", "-c:v", "copy"))
                .addAll(ExpertPicture.musicEncoding())
                .add(FILM)
                .build());
  }
}
