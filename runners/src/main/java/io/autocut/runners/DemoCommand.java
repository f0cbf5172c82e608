package io.autocut.runners;

import io.autocut.assembly.RunLabel;
import io.autocut.pipelines.MontagePipeline;
import io.autocut.pipelines.MontagePipeline.Result;
import io.autocut.pipelines.MontagePipelineOptions;
import io.autocut.progress.Progress.Stage;
import io.autocut.store.WorkerContext;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a film of nothing but what it draws and plays itself. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Draws clips, makes music, and cuts a film of them: the whole way without any media of yours."
    },
    footer = {"", "Example:", "  autocut demo --output /tmp/demo"})
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "The folder for clips, music and film. Default: ${DEFAULT-VALUE}.")
  private Path folder = Path.of("demo");

  @Mixin private RunArguments run;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Path clips = Files.createDirectories(clips());
    Path music = music();
    err.println("Drawing clips and making music in " + folder.toAbsolutePath() + " …");
    err.flush();
    WorkerContext context = run.context();
    DemoClips.draw(context, clips);
    DemoMusic.write(music);
    MontagePipelineOptions film = PipelineOptionsFactory.as(MontagePipelineOptions.class);
    fill(film);
    RunLabel label = run.label();
    int exitCode =
        new Launch(run, out, err, Stage.PAGE)
            .run(
                label,
                MontagePipeline.requests(film, Result.FILMS),
                pipeline -> {
                  MontagePipelineOptions options =
                      pipeline.getOptions().as(MontagePipelineOptions.class);
                  fill(options);
                  options.setWorkerContext(context);
                  options.setRunLabel(label);
                  MontagePipeline.build(pipeline, options);
                });
    if (exitCode == ExitCode.ALL_MADE) {
      out.printf(
          "The music was written at %d beats a minute. The same with clips of your own:%n"
              + "  ./autocut render --clips FOLDER --music SONG --output FILM.mp4%n",
          DemoMusic.BEATS_PER_MINUTE);
      out.flush();
    }
    return exitCode;
  }

  private void fill(MontagePipelineOptions options) {
    options.setClips(List.of(clips().toString()));
    options.setMusic(music().toString());
    options.setOutput(folder.resolve("film.mp4").toString());
  }

  private Path clips() {
    return folder.resolve("clips");
  }

  private Path music() {
    return folder.resolve("music.wav");
  }
}
