package io.autocut.runners.benchmark;

import com.google.common.xml.XmlEscapers;
import io.autocut.media.ProgramProcess;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The renderer of MLT, on which Kdenlive and Shotcut stand, where it is installed: the package melt
 * of Debian and Ubuntu. It brings its own FFmpeg, most often one without libopenh264: libx264 then
 * stands in.
 */
final class MeltProject implements Contender {
  private static final String PROJECT = "film.mlt";

  private final Optional<ProgramProcess> melt;
  private final int cores;

  MeltProject(Optional<ProgramProcess> melt, int cores) {
    this.melt = melt;
    this.cores = cores;
  }

  /** By the melt on the PATH. */
  static MeltProject installed(Map<String, String> environment, int cores) {
    return new MeltProject(ProgramProcess.onPath("melt", environment), cores);
  }

  @Override
  public String name() {
    return "melt";
  }

  @Override
  public String title() {
    return "(c) melt, libx264 veryfast crf 20";
  }

  @Override
  public Optional<String> obstacle(FilmCuts film) {
    return melt.isEmpty() ? Optional.of("melt is not installed") : Optional.empty();
  }

  @Override
  public Path prepare(FilmCuts film, Path folder) throws IOException {
    Files.writeString(folder.resolve(PROJECT), project(film));
    return script(film).write(folder, "melt.sh");
  }

  ShellScript script(FilmCuts film) {
    long group = Math.max(1, film.rate().frameAt(RationalTime.of(2, 1)));
    return ShellScript.of(
        "Makes a film with melt.",
        List.of(
            melt.map(ProgramProcess::executable).map(Path::toString).orElse("melt")
                + " -silent "
                + PROJECT
                + " -consumer avformat:"
                + FILM
                + " real_time=-%d vcodec=libx264 preset=veryfast crf=20 vprofile=high g=%d bf=2"
                    .formatted(cores, group)
                + " pix_fmt=yuv420p acodec=aac ab=192k movflags=+faststart"));
  }

  String project(FilmCuts film) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<mlt>\n");
    xml.append(
        "<profile width=\"%1$d\" height=\"%2$d\" progressive=\"1\" sample_aspect_num=\"1\" sample_aspect_den=\"1\" display_aspect_num=\"%1$d\" display_aspect_den=\"%2$d\" frame_rate_num=\"%3$d\" frame_rate_den=\"%4$d\" colorspace=\"709\"/>\n"
            .formatted(
                film.canvas().getWidth(),
                film.canvas().getHeight(),
                film.rate().numerator(),
                film.rate().denominator()));
    List<Path> clips = film.clips();
    for (int i = 0; i < clips.size(); i++) {
      xml.append(producer("clip" + i, clips.get(i), "audio_index"));
    }
    xml.append(producer("music", film.music(), "video_index"));
    xml.append("<playlist id=\"picture\">\n");
    for (FilmCuts.Cut cut : film.cuts()) {
      long in = film.rate().frameAt(cut.in());
      xml.append(entry("clip" + clips.indexOf(cut.clip()), in, cut.frames()));
    }
    xml.append("</playlist>\n<playlist id=\"sound\">\n");
    xml.append(entry("music", film.rate().frameAt(film.musicIn()), film.frames()));
    return xml.append("</playlist>\n<tractor><multitrack>")
        .append("<track producer=\"picture\" hide=\"audio\"/>")
        .append("<track producer=\"sound\" hide=\"video\"/>")
        .append("</multitrack></tractor>\n</mlt>\n")
        .toString();
  }

  /** Without the stream that {@code unused} names. */
  private static String producer(String id, Path file, String unused) {
    return "<producer id=\"%s\"><property name=\"mlt_service\">avformat</property><property name=\"resource\">%s</property><property name=\"%s\">-1</property></producer>\n"
        .formatted(id, XmlEscapers.xmlContentEscaper().escape(file.toString()), unused);
  }

  private static String entry(String producer, long in, long frames) {
    return "<entry producer=\"%s\" in=\"%d\" out=\"%d\"/>\n"
        .formatted(producer, in, in + frames - 1);
  }
}
