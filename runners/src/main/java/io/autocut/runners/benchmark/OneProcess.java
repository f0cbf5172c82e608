package io.autocut.runners.benchmark;

import com.google.common.collect.ImmutableList;
import io.autocut.media.FfmpegInstallation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One FFmpeg for the whole film: every cut an input, joined by the filter concat. Threads are left
 * to FFmpeg, as whoever writes this leaves them.
 */
final class OneProcess implements Contender {
  /** It decodes all inputs at once: memory grows with the cuts until nothing else has any. */
  private static final int MOST_CLIPS = 20;

  private final FfmpegInstallation installation;

  OneProcess(FfmpegInstallation installation) {
    this.installation = installation;
  }

  @Override
  public String name() {
    return "one-process";
  }

  @Override
  public String title() {
    return "(b) one ffmpeg: filter_complex concat";
  }

  @Override
  public Optional<String> obstacle(FilmCuts film) {
    return film.clips().size() > MOST_CLIPS
        ? Optional.of(
            "not tried above %d clips: all its %d inputs are open at once"
                .formatted(MOST_CLIPS, film.cuts().size()))
        : Optional.empty();
  }

  @Override
  public Path prepare(FilmCuts film, Path folder) throws IOException {
    return script(film).write(folder, "one-process.sh");
  }

  ShellScript script(FilmCuts film) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.addAll(ShellScript.naming(installation));
    lines.add("\"$FFMPEG\" -nostdin -v error -y \\");
    StringBuilder graph = new StringBuilder();
    StringBuilder pads = new StringBuilder();
    for (int i = 0; i < film.cuts().size(); i++) {
      FilmCuts.Cut cut = film.cuts().get(i);
      // A frame more than is shown, as the last one may begin a hair late.
      String length = film.rate().timeOf(cut.frames() + 1).toDecimalSeconds();
      lines.add(
          "  -ss %s -t %s -i %s \\"
              .formatted(cut.seekSeconds(), length, ShellScript.quoted(cut.clip().toString())));
      graph.append(
          "[%d:v:0]%s,trim=end_frame=%d,setpts=PTS-STARTPTS[v%d];"
              .formatted(i, ExpertPicture.graph(film), cut.frames(), i));
      pads.append("[v%d]".formatted(i));
    }
    graph.append(pads).append("concat=n=%d:v=1:a=0[film]".formatted(film.cuts().size()));
    lines.add("  " + ShellScript.command(ExpertPicture.musicInput(film)) + " \\");
    lines.add("  -filter_complex " + ShellScript.quoted(graph.toString()) + " \\");
    lines.add("  -map '[film]' -map %d:a:0 \\".formatted(film.cuts().size()));
    lines.add("  " + ShellScript.command(ExpertPicture.threadedEncoding(film)) + " \\");
    lines.add("  " + ShellScript.command(ExpertPicture.musicEncoding()) + " " + FILM);
    return ShellScript.of("Makes a film in one process.", lines.build());
  }
}
