package io.autocut.runners.benchmark;

import io.autocut.media.Failures;
import io.autocut.media.FfmpegInstallation;
import io.autocut.media.FfmpegProcess;
import io.autocut.media.UnusableMediaException;
import io.autocut.music.BeatsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures the beat tracking on annotated music, and aubio beside it where that is installed.
 *
 * <p>One excerpt after the other on the calling thread: the CPU time is then that of one piece.
 */
public final class BeatsBenchmark {
  private static final String OWN = "autocut";
  private static final String AUBIO = "aubio";
  private static final String CPU_NOTE =
      "CPU time of the thread that analyses and of child processes, decoding included, after a"
          + " warm-up%non the first excerpt that can be read. Beside it the JVM's own compiler and collector took"
          + " %.1f s in all.%n";

  private final double trimSeconds;
  private final BeatScorer scorer;
  private final Optional<Path> beatsFolder;
  private final Optional<Path> csv;
  private final OwnBeats own;
  private final Optional<AubioBeats> aubio;

  /**
   * What became of a run.
   *
   * @param measured excerpts that this program could track
   */
  public record Outcome(int measured) {}

  /**
   * One tracker on one excerpt.
   *
   * @param excerpt its name
   * @param tracker its name
   * @param audioSeconds length of the music
   * @param scored what it found
   */
  record Measured(String excerpt, String tracker, double audioSeconds, ScoredBeats scored) {}

  private BeatsBenchmark(
      double trimSeconds,
      Optional<Path> beatsFolder,
      Optional<Path> csv,
      OwnBeats own,
      Optional<AubioBeats> aubio) {
    this.trimSeconds = trimSeconds;
    this.scorer = BeatScorer.ignoringBefore(trimSeconds);
    this.beatsFolder = beatsFolder;
    this.csv = csv;
    this.own = own;
    this.aubio = aubio;
  }

  /**
   * A benchmark with the aubio of this machine, if any.
   *
   * @param trimSeconds beats before this do not count
   * @param scratch takes what is decoded, for as long as it is needed
   */
  public static BeatsBenchmark with(
      FfmpegInstallation installation, double trimSeconds, Path scratch) {
    return new BeatsBenchmark(
        trimSeconds,
        Optional.empty(),
        Optional.empty(),
        new OwnBeats(installation, scratch),
        AubioBeats.installed(System.getenv(), new FfmpegProcess(installation), scratch));
  }

  /** The same, which also writes what this program found into a folder. */
  public BeatsBenchmark writingBeatsTo(Optional<Path> folder) {
    return new BeatsBenchmark(trimSeconds, folder, csv, own, aubio);
  }

  /** The same, which also writes the figures into a file. */
  public BeatsBenchmark writingFiguresTo(Optional<Path> file) {
    return new BeatsBenchmark(trimSeconds, beatsFolder, file, own, aubio);
  }

  /** Measures all excerpts and prints each as soon as it is done, then the means. */
  public Outcome run(List<AnnotatedExcerpt> excerpts, PrintWriter out)
      throws IOException, InterruptedException {
    if (beatsFolder.isPresent()) {
      Files.createDirectories(beatsFolder.get());
    }
    announce(excerpts.size(), out);
    List<String> trackers = aubio.isPresent() ? List.of(OWN, AUBIO) : List.of(OWN);
    BenchmarkTable table = new BenchmarkTable(out, excerpts, trackers);
    table.printHeading();
    warmUp(excerpts);
    List<Measured> rows = new ArrayList<>();
    CpuSpan span = CpuSpan.begin();
    for (AnnotatedExcerpt excerpt : excerpts) {
      try {
        rows.addAll(measure(excerpt, table));
      } catch (UnusableMediaException e) {
        table.printFailure(excerpt, excerpt.sound().getFileName() + ": " + e.getMessage());
      }
    }
    double besideSeconds = span.otherThreads();
    table.printMeans(rows);
    out.println();
    trackers.forEach(tracker -> CpuSummary.of(tracker, rows).print(out));
    out.printf(CPU_NOTE, besideSeconds);
    if (csv.isPresent()) {
      BenchmarkCsv.write(csv.get(), rows);
    }
    return new Outcome((int) rows.stream().filter(row -> row.tracker().equals(OWN)).count());
  }

  private void announce(int excerpts, PrintWriter out) {
    out.printf(
        "%d annotated excerpts; beats before %.1f s do not count. Errors are found minus"
            + " annotated.%n",
        excerpts, trimSeconds);
    out.println(
        aubio
            .map(found -> "aubio is " + found.executable() + ".")
            .orElse(
                "aubio is not installed (Debian and Ubuntu: apt-get install aubio-tools); nothing"
                    + " to compare with."));
    out.println();
  }

  /** The JVM interprets at first and compiles what is used much: that is no cost of the music. */
  private void warmUp(List<AnnotatedExcerpt> excerpts) throws IOException, InterruptedException {
    for (AnnotatedExcerpt excerpt : excerpts) {
      try {
        own.track(excerpt.sound());
        return;
      } catch (UnusableMediaException e) {
        // Its turn comes again, and then it is told.
        continue;
      }
    }
  }

  private List<Measured> measure(AnnotatedExcerpt excerpt, BenchmarkTable table)
      throws UnusableMediaException, IOException, InterruptedException {
    OwnBeats.Tracked tracked = own.track(excerpt.sound());
    if (beatsFolder.isPresent()) {
      BeatsFile.write(tracked.timeline(), beatsFolder.get().resolve(excerpt.name() + ".beats"));
    }
    List<Measured> rows = new ArrayList<>();
    rows.add(measured(excerpt, OWN, tracked, tracked.beats()));
    if (aubio.isPresent()) {
      try {
        rows.add(measured(excerpt, AUBIO, tracked, aubio.get().track(excerpt.sound())));
      } catch (IOException e) {
        table.printFailure(excerpt, Failures.describe(e));
      }
    }
    table.print(excerpt, rows);
    return rows;
  }

  private Measured measured(
      AnnotatedExcerpt excerpt, String tracker, OwnBeats.Tracked tracked, FoundBeats found) {
    return new Measured(
        excerpt.name(), tracker, tracked.audioSeconds(), ScoredBeats.of(found, excerpt, scorer));
  }
}
