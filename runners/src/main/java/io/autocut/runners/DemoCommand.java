package io.autocut.runners;

import io.autocut.ingest.AllowedPaths;
import io.autocut.ingest.MontageRequests;
import io.autocut.ingest.MontageStyle;
import io.autocut.ingest.ReadManifests;
import io.autocut.pipelines.MontagePipeline;
import io.autocut.schemas.MontageRequest;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
    Path clips = Files.createDirectories(folder.resolve("clips"));
    Path music = folder.resolve("music.wav");
    Path film = folder.resolve("film.mp4");
    err.println("Drawing clips and making music in " + folder.toAbsolutePath() + " …");
    err.flush();
    DemoClips.draw(run.context(), clips);
    DemoMusic.write(music);
    MontageRequest request =
        MontageRequests.relativeTo(
                Path.of("").toAbsolutePath(), AllowedPaths.everyLocalPath(), List.of(".mp4"))
            .fromClips(
                List.of(clips.toString()),
                music.toString(),
                film.toString(),
                MontageStyle.standard());
    int exitCode =
        new Launch(run, out, err)
            .run(
                new MontageArguments.Wanted(
                    List.of(request), ReadManifests.given(List.of(request))),
                MontagePipeline::buildFilms);
    if (exitCode == ExitCode.ALL_MADE) {
      out.printf(
          "The music was written at %d beats a minute. The same with clips of your own:%n"
              + "  ./autocut render --clips FOLDER --music SONG --output FILM.mp4%n",
          DemoMusic.BEATS_PER_MINUTE);
      out.flush();
    }
    return exitCode;
  }
}
