package io.autocut.runners;

import io.autocut.media.FfmpegLocator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells the launcher script by its exit code whether an FFmpeg starts here. */
@Command(name = "check-ffmpeg", hidden = true)
final class CheckFfmpegCommand implements Callable<Integer> {
  @Mixin private RunArguments run;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    FfmpegLocator.Survey survey = run.survey();
    if (survey.best().isPresent()) {
      return ExitCode.ALL_MADE;
    }
    spec.commandLine().getErr().println(FfmpegArguments.noneOf(survey));
    return ExitCode.NO_FFMPEG;
  }
}
