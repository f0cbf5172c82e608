package io.autocut.runners.benchmark;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.autocut.json.PlainJson;
import io.autocut.json.PlainJsonException;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.FfmpegProcess;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.MontageReport;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Lets this program make films, and then others the very same films, one after the other, and
 * measures all of them the same way. Linux only; nothing else may run children of this JVM
 * meanwhile.
 */
public final class FilmBenchmark {
  /** What can be asked for beside our own render. */
  public static final ImmutableSet<String> CONTENDERS =
      ImmutableSet.of("script", "peaks", "one-process", "melt", "floor");

  /** Hard cuts alone: others would have to guess how our fades are drawn. */
  /**
   * The CPU time of what runs in a namespace of its own does not come back to whoever waits for it;
   * what is compared has no sandbox either.
   */
  private static final ImmutableList<String> COUNTED = ImmutableList.of("--sandbox", "off");

  private static final String TEMPLATE =
      """
      {
        "name": "bench",
        "description": "Paced as the standard template, with nothing but cuts.",
        "beatsPerShot": [2, 2, 1, 1, 2, 4],
        "minShotMillis": 450,
        "maxShotMillis": 8000,
        "energyResponse": 1,
        "restartAtSections": true
      }
      """;

  /**
   * What is to be measured.
   *
   * @param output takes films, scripts and figures
   * @param music goes round when a film is longer
   * @param counts of clips, rising
   * @param contenders of {@link #CONTENDERS}
   * @param perClip length of a film for each of its clips
   * @param options of our render, beyond those that say what it makes
   * @param command all of it as it was asked for, for the page
   */
  public record Work(
      Path output,
      Path music,
      ImmutableList<Integer> counts,
      ImmutableSet<String> contenders,
      RationalTime perClip,
      ImmutableList<String> options,
      String command) {}

  private final Work work;
  private final BenchMachine machine;
  private final OwnProgram own;
  private final BenchClips clips;
  private final Ffmpeg ffmpeg;
  private final Consumer<String> progress;

  /**
   * @param mainClass where this program starts
   * @param progress is told what comes next
   */
  public FilmBenchmark(
      Work work,
      BenchMachine machine,
      String mainClass,
      BenchClips clips,
      Consumer<String> progress) {
    this.work = work;
    this.machine = machine;
    this.own = OwnProgram.startingAt(mainClass);
    this.clips = clips;
    this.ffmpeg = new FfmpegProcess(machine.installation());
    this.progress = progress;
  }

  /**
   * Measures all; the page so far is written after each film.
   *
   * @return the page
   */
  public String run(Optional<Path> csv, Optional<Path> json)
      throws IOException, InterruptedException {
    List<FilmFigures> films = new ArrayList<>();
    String page = "";
    for (int count : work.counts()) {
      films.add(measure(count));
      page = BenchMarkdown.of(work.command(), machine.words(), films);
      Files.writeString(work.output().resolve("bench.md"), page);
      if (csv.isPresent()) {
        BenchRows.writeCsv(csv.get(), films);
      }
      if (json.isPresent()) {
        BenchRows.writeJson(json.get(), films);
      }
    }
    return page;
  }

  private FilmFigures measure(int count) throws IOException, InterruptedException {
    Path folder = emptied(work.output().resolve("%03d-clips".formatted(count)));
    Path film = folder.resolve("film.mp4");
    List<String> render = render(clips.first(count), music(count, folder), folder, film);
    progress.accept(count + " clips: autocut, nothing in the store");
    RunCost cold = own.run(render);
    progress.accept("  " + cold.words());
    MontageReport report = read(folder.resolve("film.report.json"), MontageReport.class);
    FilmCuts cuts =
        FilmCuts.of(read(folder.resolve("film.edl.json"), EditDecisionList.class), report);
    progress.accept(count + " clips: autocut once more");
    RunCost warm = own.run(render);
    progress.accept("  " + warm.words());
    FilmContest contest = new FilmContest(count, cuts, folder, machine, progress);
    ImmutableList.Builder<Attempt> attempts = ImmutableList.builder();
    attempts.addAll(contest.others(work.contenders()));
    if (work.contenders().contains("peaks")) {
      attempts.add(contest.atPeaks(catalogue(cuts, folder)));
    }
    Optional<Floor.Cost> floor =
        work.contenders().contains("floor") ? Optional.of(contest.floor(film)) : Optional.empty();
    return new FilmFigures(
        count, machine.cores(), cuts, report, cold, warm, attempts.build(), floor);
  }

  /** What we know of the clips of a film that we have made. */
  private Path catalogue(FilmCuts film, Path folder) throws IOException, InterruptedException {
    Path catalogue = folder.resolve("catalogue.jsonl");
    ImmutableList.Builder<String> analyze = ImmutableList.builder();
    analyze.add("analyze", "--output", catalogue.toString(), "--store", store(folder).toString());
    analyze
        .addAll(COUNTED)
        .add("--clips")
        .addAll(film.clips().stream().map(Path::toString).toList());
    own.run(analyze.build());
    return catalogue;
  }

  private List<String> render(List<Path> used, Path music, Path folder, Path film)
      throws IOException {
    Path template = Files.writeString(folder.resolve("bench.json"), TEMPLATE);
    return ImmutableList.<String>builder()
        .add("render", "--music", music.toString(), "--output", film.toString())
        .add("--store", store(folder).toString(), "--template", template.toString())
        .addAll(COUNTED)
        .addAll(work.options())
        .add("--clips")
        .addAll(used.stream().map(Path::toString).toList())
        .build();
  }

  private static Path store(Path folder) {
    return folder.resolve("store");
  }

  /** As long as the film is to be. */
  private Path music(int count, Path folder) throws IOException, InterruptedException {
    Path music = folder.resolve("music.wav");
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .option("-stream_loop", -1)
            .audioInput(work.music())
            .option("-t", work.perClip().times(count).toDecimalSeconds())
            .option("-map", "0:a:0")
            // As songs are, and as films have it: else others would code one channel and we two.
            .option("-ac", 2)
            .output(music));
    return music;
  }

  private static Path emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
    return Files.createDirectories(folder).toAbsolutePath();
  }

  private static <T extends SpecificRecord> T read(Path file, Class<T> type) throws IOException {
    try {
      return PlainJson.parse(Files.readString(file), type);
    } catch (PlainJsonException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** The names of {@code wanted} that nobody has. */
  public static Set<String> unknown(Set<String> wanted) {
    return Sets.difference(wanted, CONTENDERS);
  }
}
