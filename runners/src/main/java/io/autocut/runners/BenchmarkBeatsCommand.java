package io.autocut.runners;

import io.autocut.media.FfmpegLocator;
import io.autocut.runners.benchmark.AnnotatedExcerpt;
import io.autocut.runners.benchmark.AnnotatedFolder;
import io.autocut.runners.benchmark.BeatsBenchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the beat tracking on music whose beats are known. */
@Command(
    name = "beats",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tracks music whose beats are known and tells how well: by excerpt F (beats within 70 ms), CMLt and"
          + " AMLt (beats in unbroken continuity, at the annotated and at any allowed metrical level;"
          + " Davies, Degara and Plumbley 2009), F of the downbeats, median error (found minus annotated)"
          + " and 90th percentile of its size in ms over the beats within 70 ms, confidence, tempo; then"
          + " the means and the CPU seconds a minute of audio.",
      "",
      "The folder holds NAME.beats (seconds TAB place in the bar, # begins a comment) beside a sound file"
          + " NAME.anything. Everything is decoded and tracked anew. Where aubio is installed it is"
          + " measured beside."
    },
    footer = {"", "Example:", "  autocut benchmark beats annotated/ --csv figures.csv"})
final class BenchmarkBeatsCommand implements Callable<Integer> {
  private static final double LONGEST_TRIM = 3600;

  @Parameters(paramLabel = "FOLDER", description = "Annotated music.")
  private Path folder;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Also writes the figures there, one line an excerpt and tracker.")
  private Path csv;

  @Option(
      names = "--trim",
      paramLabel = "SECONDS",
      description =
          "Beats before this do not count, neither annotated nor found ones. Default:"
              + " ${DEFAULT-VALUE}.")
  private double trim = 5;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Also writes the beats that this program found there, as NAME.beats.")
  private Path output;

  @Mixin private FfmpegArguments ffmpeg;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<AnnotatedExcerpt> excerpts = excerpts();
    FfmpegLocator.Found found = ffmpeg.find();
    PrintWriter out = spec.commandLine().getOut();
    BeatsBenchmark.Outcome outcome =
        BeatsBenchmark.with(found.installation(), trim, ScratchFolder.create())
            .writingBeatsTo(Optional.ofNullable(output))
            .writingFiguresTo(Optional.ofNullable(csv))
            .run(excerpts, out);
    out.flush();
    return outcome.measured() == excerpts.size()
        ? ExitCode.ALL_MADE
        : outcome.measured() > 0 ? ExitCode.SOME_FAILED : ExitCode.NOTHING_MADE;
  }

  private List<AnnotatedExcerpt> excerpts() throws UsageException, IOException {
    if (!(trim >= 0 && trim <= LONGEST_TRIM)) {
      throw new UsageException("--trim must lie between 0 and 3600 seconds: " + trim);
    }
    if (!Files.isDirectory(folder)) {
      throw new UsageException(folder + ": there is no such folder.");
    }
    if (output != null && Files.exists(output) && Files.isSameFile(folder, output)) {
      throw new UsageException("--output would overwrite the annotations in " + folder + ".");
    }
    AnnotatedFolder annotated = annotated();
    annotated
        .withoutSound()
        .forEach(
            beats ->
                spec.commandLine()
                    .getErr()
                    .println(beats + ": no sound file beside it; left out."));
    if (annotated.excerpts().isEmpty()) {
      throw new UsageException(
          folder + ": holds no NAME.beats with a sound file NAME.anything beside it.");
    }
    return annotated.excerpts();
  }

  private AnnotatedFolder annotated() throws UsageException, IOException {
    try {
      return AnnotatedFolder.read(folder);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }
}
