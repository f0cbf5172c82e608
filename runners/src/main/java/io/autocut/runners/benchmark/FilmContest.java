package io.autocut.runners.benchmark;

import com.google.common.collect.ImmutableList;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.FfmpegProcess;
import io.autocut.media.PacketIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Lets others make one film, one after the other, each in a folder of its own. */
final class FilmContest {
  private final int clips;
  private final FilmCuts film;
  private final Path folder;
  private final BenchMachine machine;
  private final Ffmpeg ffmpeg;
  private final Consumer<String> progress;

  /**
   * @param clips how many were offered
   * @param folder takes the folders of the contenders
   * @param progress is told who comes next and what it has cost
   */
  FilmContest(
      int clips, FilmCuts film, Path folder, BenchMachine machine, Consumer<String> progress) {
    this.clips = clips;
    this.film = film;
    this.folder = folder;
    this.machine = machine;
    this.ffmpeg = new FfmpegProcess(machine.installation());
    this.progress = progress;
  }

  /** The attempts of those that are wanted by their names. */
  List<Attempt> others(Set<String> wanted) throws IOException, InterruptedException {
    ImmutableList.Builder<Attempt> attempts = ImmutableList.builder();
    for (Contender contender :
        List.of(
            ScriptedCuts.ofTheSame(machine.installation(), machine.cores()),
            new OneProcess(machine.installation()),
            MeltProject.installed(System.getenv(), machine.cores()))) {
      if (wanted.contains(contender.name())) {
        attempts.add(attempt(contender, film));
      }
    }
    return attempts.build();
  }

  /**
   * The script at the in-points of scores alone.
   *
   * @param catalogue of the clips
   */
  Attempt atPeaks(Path catalogue) throws IOException, InterruptedException {
    return attempt(
        ScriptedCuts.atPeaks(machine.installation(), machine.cores()),
        PeakCuts.by(catalogue).move(film));
  }

  /**
   * What nobody can do without.
   *
   * @param made the finished film
   */
  Floor.Cost floor(Path made) throws IOException, InterruptedException {
    tell("(d) the floor");
    return new Floor(machine.installation(), machine.cores())
        .measure(film, made, Files.createDirectories(folder.resolve("floor")));
  }

  private Attempt attempt(Contender contender, FilmCuts cuts)
      throws IOException, InterruptedException {
    tell(contender.title());
    Optional<String> obstacle = contender.obstacle(cuts);
    if (obstacle.isPresent()) {
      return new Attempt(contender.name(), contender.title(), Optional.empty(), obstacle.get());
    }
    Path place = Files.createDirectories(folder.resolve(contender.name()));
    Path script = contender.prepare(cuts, place);
    try {
      RunCost cost = ShellScript.run(script);
      progress.accept("  " + cost.words());
      return new Attempt(
          contender.name(),
          contender.title(),
          Optional.of(cost),
          frames(place.resolve(Contender.FILM), cuts.frames()));
    } catch (IOException e) {
      progress.accept("  failed: " + e.getMessage());
      return new Attempt(
          contender.name(), contender.title(), Optional.empty(), "failed: " + e.getMessage());
    }
  }

  /** What is to be known of a film that is not as long as planned; empty when it is. */
  private String frames(Path made, long planned) throws IOException, InterruptedException {
    int found =
        PacketIndex.of(ffmpeg, FfmpegCommand.ffprobe().option("-select_streams", "v:0").input(made))
            .pts()
            .length();
    return found == planned ? "" : "%d of %d frames".formatted(found, planned);
  }

  private void tell(String next) {
    progress.accept("%d clips: %s".formatted(clips, next));
  }
}
