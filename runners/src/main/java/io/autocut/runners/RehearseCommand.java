package io.autocut.runners;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.autocut.media.FfmpegCommand;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Makes a tiny film and throws it away, so that the launcher script learns which classes the JVM
 * loads on the way to a film.
 */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {
  private static final int CLIPS = 2;

  @Mixin private RunArguments run;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("autocut-rehearsal");
    try {
      Path clips = Files.createDirectory(folder.resolve("clips"));
      for (int i = 0; i < CLIPS; i++) {
        draw(run.context(), i, clips.resolve(i + ".mp4"));
      }
      Path music = folder.resolve("music.wav");
      DemoMusic.write(music);
      return render(clips, music, folder);
    } finally {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private int render(Path clips, Path music, Path folder) {
    PrintWriter silence = new PrintWriter(Writer.nullWriter());
    CommandLine program = spec.root().commandLine();
    return program
        .setOut(silence)
        .setErr(silence)
        .execute(
            "render",
            "--clips=" + clips,
            "--music=" + music,
            "--output=" + folder.resolve("film.mp4"),
            "--store=" + folder.resolve("store"),
            "--duration=4");
  }

  private static void draw(WorkerContext context, int number, Path clip)
      throws IOException, InterruptedException {
    context
        .ffmpeg()
        .run(
            FfmpegCommand.ffmpeg()
                .generatedInput("testsrc2=s=320x180:r=30,hue=h=%d".formatted(90 * number))
                .option("-t", 4)
                .option("-c:v", context.encoder().ffmpegName())
                .option("-g", 30)
                .option("-pix_fmt", "yuv420p")
                .output(clip));
  }
}
