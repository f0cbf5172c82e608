package io.autocut.assembly;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Loudness and peak of a whole sound, as EBU R128 and ITU-R BS.1770-4 say, by FFmpeg's meter.
 *
 * @param integratedLufs unit: loudness units below full scale
 * @param truePeakDb with the peaks between samples, four times oversampled; unit: decibels of full
 *     scale
 */
record Loudness(double integratedLufs, double truePeakDb) {
  /** What the meter says of silence. */
  static final double SILENT_LUFS = -70;

  private static final String METER =
      "ebur128=metadata=1:peak=true"
          + ",ametadata=mode=print:key=lavfi.r128.I:file=-"
          + ",ametadata=mode=print:key=lavfi.r128.true_peak:file=-";

  static Loudness of(Ffmpeg ffmpeg, FilmSound sound) throws IOException, InterruptedException {
    return read(
        ffmpeg,
        sound
            .inputs(FfmpegCommand.ffmpeg())
            .option("-filter_complex", sound.graph(0) + ";[sound]" + METER + "[heard]")
            .option("-map", "[heard]"));
  }

  /** As the film's own sound will be, which coding changes: its peaks above all. */
  static Loudness ofCoded(Ffmpeg ffmpeg, FilmSound sound, Path folder)
      throws IOException, InterruptedException {
    Path coded = folder.resolve("coded.m4a");
    ffmpeg.run(
        sound
            .inputs(FfmpegCommand.ffmpeg())
            .option("-filter_complex", sound.graph(0))
            .option("-map", "[sound]")
            .options(FilmSound.CODING)
            .option("-f", "mp4")
            .output(coded));
    return ofFilm(ffmpeg, coded);
  }

  static Loudness ofFilm(Ffmpeg ffmpeg, Path film) throws IOException, InterruptedException {
    return read(
        ffmpeg, FfmpegCommand.ffmpeg().input(film).option("-map", "0:a:0").option("-af", METER));
  }

  int centiLufs() {
    return (int) Math.round(100 * integratedLufs);
  }

  int truePeakCentiDb() {
    return (int) Math.round(100 * truePeakDb);
  }

  private static Loudness read(Ffmpeg ffmpeg, FfmpegCommand metered)
      throws IOException, InterruptedException {
    Lines lines = new Lines();
    ffmpeg.run(metered.outputToPipe("null"), lines::read);
    return new Loudness(lines.integrated, 20 * StrictMath.log10(Math.max(lines.truePeak, 1e-6)));
  }

  /** What the meter says at the end counts for the whole. */
  private static final class Lines {
    private double integrated = SILENT_LUFS;
    private double truePeak;

    void read(InputStream stdout) throws IOException {
      var reader = new BufferedReader(new InputStreamReader(stdout, StandardCharsets.US_ASCII));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("lavfi.r128.I=")) {
          integrated = Math.max(SILENT_LUFS, value(line));
        } else if (line.startsWith("lavfi.r128.true_peak=")) {
          truePeak = value(line);
        }
      }
    }

    private static double value(String line) throws IOException {
      try {
        return Double.parseDouble(line.substring(line.indexOf('=') + 1));
      } catch (NumberFormatException e) {
        throw new IOException("the loudness meter says: " + line, e);
      }
    }
  }
}
