package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.fuzz.Mutations;
import io.autocut.json.PlainJson;
import io.autocut.schemas.Failure;
import io.autocut.schemas.MontageReport;
import io.autocut.testing.ClipKind;
import io.autocut.testing.NumberedFrames;
import io.autocut.testing.TestFfmpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Films of damaged clips of every container beside good ones: each film is whole and proved, each
 * clip used or named, nothing is left running.
 *
 * <p>How many clips are damaged is told by the system property {@code autocut.fuzz.media}, and from
 * which number on by {@code autocut.fuzz.first}. The clips of a film that fails are kept in {@code
 * target/fuzz}.
 */
final class MediaFuzzTest {
  private static final int CLIPS = Integer.getInteger("autocut.fuzz.media", 40);
  private static final long FIRST = Long.getLong("autocut.fuzz.first", 0);
  private static final int CLIPS_PER_FILM = 40;
  private static final int FRAMES = 40;
  private static final Path FINDS = Path.of("target", "fuzz");

  @TempDir static Path media;
  private static Footage footage;
  private static List<Path> seeds;

  @TempDir private Path folder;

  @BeforeAll
  static void makeSeeds() throws Exception {
    footage = Footage.in(media);
    seeds = new ArrayList<>();
    for (ClipKind kind : ClipKind.values()) {
      if (kind.canBeMade()) {
        seeds.add(kind.make(1, FRAMES, media));
      }
    }
  }

  @Test
  void filmsOfDamagedClipsAreWhole() throws Exception {
    for (int done = 0; done < CLIPS; done += CLIPS_PER_FILM) {
      Path film = Files.createDirectory(folder.resolve("film" + done));
      Path clips = damaged(film, FIRST + done, Math.min(CLIPS_PER_FILM, CLIPS - done));
      try {
        assertFilmIsWhole(film, clips);
      } catch (AssertionError e) {
        throw new AssertionError("clips kept in " + kept(clips) + ": " + e.getMessage(), e);
      }
    }
  }

  /** So many damaged clips and two good ones. */
  private static Path damaged(Path film, long first, int count) throws IOException {
    Path clips = Files.createDirectory(film.resolve("clips"));
    for (long number = first; number < first + count; number++) {
      Path seed = seeds.get((int) (number % seeds.size()));
      Files.write(
          clips.resolve("damaged" + number + "-" + seed.getFileName()),
          Mutations.of(List.of(Files.readAllBytes(seed)), number));
    }
    Files.copy(footage.clip(1), clips.resolve("good1.mp4"));
    Files.copy(footage.clip(2), clips.resolve("good2.mp4"));
    return clips;
  }

  private void assertFilmIsWhole(Path folder, Path clips) throws Exception {
    Path film = folder.resolve("film.mp4");
    CommandRun run =
        CommandRun.of(
            "render",
            "--clips",
            clips.toString(),
            "--music",
            footage.music().toString(),
            "--output",
            film.toString(),
            "--store",
            folder.resolve("store").toString(),
            "--verify",
            "pixels",
            "--canvas",
            "160x90",
            "--duration",
            "10");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(run.out() + run.err()).doesNotContain("Exception").doesNotContain("\tat ");
    MontageReport report =
        PlainJson.parse(Files.readString(folder.resolve("film.report.json")), MontageReport.class);
    assertThat(NumberedFrames.of(TestFfmpeg.ffmpeg(), film)).hasSize((int) report.getFrames());
    assertThat(report.getFailures())
        .extracting(Failure::getMessage)
        .allMatch(message -> message.length() < 1000 && !message.contains("Exception"));
    assertThat(childrenAtWork(folder)).isEmpty();
  }

  private static List<String> childrenAtWork(Path folder) {
    return ProcessHandle.current()
        .descendants()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains(folder.toString()))
        .toList();
  }

  private static Path kept(Path clips) throws IOException {
    Path kept = Files.createDirectories(FINDS.resolve("film-" + System.nanoTime()));
    try (Stream<Path> files = Files.list(clips)) {
      for (Path file : files.toList()) {
        Files.copy(file, kept.resolve(file.getFileName()));
      }
    }
    return kept.toAbsolutePath();
  }
}
