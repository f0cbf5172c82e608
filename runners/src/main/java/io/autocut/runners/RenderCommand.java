package io.autocut.runners;

import io.autocut.pipelines.MontagePipeline;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes films. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Cuts a film from clips to the beat of music, or many films from a manifest.",
      "",
      "Beside FILM.mp4 come FILM.edl.json, every cut and why it was made, and FILM.report.json, the"
          + " proof that the film is as planned, what was skipped and what it cost."
    },
    footer = {
      "",
      "Examples:",
      "  autocut render --clips holiday/ --music song.mp3 --output holiday.mp4",
      "  autocut render --clips a.mov b.mp4 --music song.m4a --output reel.mp4 --canvas 9:16"
          + " --template energetic",
      "  autocut render --clips holiday/ --music song.mp3 --output holiday.mp4 --half-time",
      "  autocut render --manifest films.jsonl --output films/"
    })
final class RenderCommand implements Callable<Integer> {
  @Mixin private MontageArguments montages;
  @Mixin private RunArguments run;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return new Launch(run, spec.commandLine().getOut(), spec.commandLine().getErr())
        .run(montages.wanted(List.of(".mp4")), MontagePipeline::buildFilms);
  }
}
