package io.autocut.runners;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.autocut.ingest.TimeSpec;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegLocator;
import io.autocut.media.FfmpegProcess;
import io.autocut.runners.benchmark.BenchClips;
import io.autocut.runners.benchmark.BenchMachine;
import io.autocut.runners.benchmark.FilmBenchmark;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the making of films against other ways to the same films. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes films of ever more clips, lets others make the very same films, cut by cut and with the same"
          + " encoder settings, and compares wall and CPU time and the memory of whole process trees.",
      "",
      "The others: script (an expert's shell script: single-threaded ffmpeg by xargs -P, concat demuxer),"
          + " peaks (the same with in-points where scores alone would put them), one-process (one ffmpeg with"
          + " filter_complex concat), melt (where installed), floor (decoding the used frames + encoding as"
          + " many, nothing else). Their scripts stay in the folder of the output, to be read and run.",
      "",
      "The table is printed and written to DIR/bench.md. On Linux only. Figures are worth as much as the"
          + " machine is idle."
    },
    footer = {
      "",
      "Examples:",
      "  autocut bench",
      "  autocut bench --clips holiday/ --music song.mp3 --counts 5,20 --output /tmp/bench",
      "  autocut bench --counts 20 --contenders script,floor -- --canvas 1920x1080 --fps 30"
    })
final class BenchCommand implements Callable<Integer> {
  private static final int MOST_CLIPS = 1000;

  @Option(
      names = "--clips",
      paramLabel = "DIR",
      description =
          "Clips to use, those that lie in the folder itself; where there are too few, copies of them go"
              + " round. Default: clips that it draws, noisy 1080p at 30 frames a second.")
  private Path clips;

  @Option(
      names = "--music",
      paramLabel = "FILE",
      description = "Music; it goes round when a film is longer. Default: music that it makes.")
  private Path music;

  @Option(
      names = "--counts",
      paramLabel = "N",
      split = ",",
      description = "How many clips, one film each. Default: ${DEFAULT-VALUE}.")
  private List<Integer> counts = List.of(5, 20, 50, 100);

  @Option(
      names = "--seconds-per-clip",
      paramLabel = "SECONDS",
      description = "A film lasts so long for each of its clips. Default: ${DEFAULT-VALUE}.")
  private String perClip = "3";

  @Option(
      names = "--contenders",
      paramLabel = "NAME",
      split = ",",
      description =
          "Which of the others, of script, peaks, one-process, melt, floor. Default: all.")
  private List<String> contenders = FilmBenchmark.CONTENDERS.asList();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "The folder for all that is made. Default: ${DEFAULT-VALUE}.")
  private Path output = Path.of("bench");

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Also writes the figures there, one line a film and way of making it.")
  private Path csv;

  @Option(names = "--json", paramLabel = "FILE", description = "The same as JSON.")
  private Path json;

  @Parameters(
      arity = "0..*",
      paramLabel = "-- OPTION",
      description = "What follows -- is given to our render, as --quality or --parallelism.")
  private List<String> renderOptions = List.of();

  @Mixin private FfmpegArguments ffmpeg;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    checkArguments();
    FfmpegLocator.Found found = ffmpeg.find();
    Files.createDirectories(output);
    int cores = Runtime.getRuntime().availableProcessors();
    FilmBenchmark benchmark =
        new FilmBenchmark(
            work(),
            new BenchMachine(cores, found.installation()),
            AutoCut.class.getName(),
            benchClips(found),
            this::tell);
    String page = benchmark.run(Optional.ofNullable(csv), Optional.ofNullable(json));
    PrintWriter out = spec.commandLine().getOut();
    out.print(page);
    out.flush();
    return ExitCode.ALL_MADE;
  }

  private void checkArguments() throws UsageException {
    if (!Files.isReadable(Path.of("/proc/self/stat"))) {
      throw new UsageException("bench reads /proc to see what processes cost: on Linux only.");
    }
    for (int count : counts) {
      if (count < 1 || count > MOST_CLIPS) {
        throw new UsageException("--counts must lie between 1 and 1000: " + count);
      }
    }
    Set<String> unknown = FilmBenchmark.unknown(Set.copyOf(contenders));
    if (!unknown.isEmpty()) {
      throw new UsageException(
          "--contenders: %s is none of %s."
              .formatted(String.join(", ", unknown), String.join(", ", FilmBenchmark.CONTENDERS)));
    }
    if (clips != null && !Files.isDirectory(clips)) {
      throw new UsageException(clips + ": there is no such folder.");
    }
    if (music != null && !Files.isRegularFile(music)) {
      throw new UsageException(music + ": there is no such file.");
    }
    if (renderOptions.contains("--store") || renderOptions.contains("--clips")) {
      throw new UsageException("bench itself says which clips and which store: leave them out.");
    }
  }

  private FilmBenchmark.Work work() throws UsageException, IOException {
    return new FilmBenchmark.Work(
        output.toAbsolutePath().normalize(),
        musicFile(),
        counts.stream().distinct().sorted().collect(ImmutableList.toImmutableList()),
        ImmutableSet.copyOf(contenders),
        length(),
        ImmutableList.<String>builder()
            .addAll(ffmpeg.given())
            .addAll(quality())
            .addAll(renderOptions)
            .build(),
        "autocut "
            + spec.commandLine().getParseResult().originalArgs().stream()
                .map(word -> word.matches("[\\w@%+=:,./-]+") ? word : "'" + word + "'")
                .collect(Collectors.joining(" ")));
  }

  /** The others encode all: copying would be another work. */
  private List<String> quality() {
    boolean said =
        renderOptions.stream()
            .anyMatch(word -> word.equals("--quality") || word.startsWith("--quality="));
    return said ? List.of() : List.of("--quality", "standard");
  }

  private RationalTime length() throws UsageException {
    try {
      return RationalTime.ofMillis(TimeSpec.parseMillis(perClip));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--seconds-per-clip: " + e.getMessage(), e);
    }
  }

  private Path musicFile() throws IOException {
    if (music != null) {
      return music.toAbsolutePath();
    }
    Path made = output.toAbsolutePath().resolve("music.wav");
    DemoMusic.write(made);
    return made;
  }

  private BenchClips benchClips(FfmpegLocator.Found found)
      throws UsageException, IOException, InterruptedException {
    Ffmpeg runner = new FfmpegProcess(found.installation());
    Path copies = output.toAbsolutePath().resolve("copies");
    if (clips != null) {
      return BenchClips.in(clips, runner, copies, this::tell);
    }
    tell("drawing clips");
    return BenchClips.drawn(
        output.resolve("drawn"),
        runner,
        found
            .hardware()
            .bestSoftware()
            .orElseThrow(() -> new UsageException("this FFmpeg has no working H.264 encoder")),
        copies);
  }

  private void tell(String what) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(what);
    err.flush();
  }
}
