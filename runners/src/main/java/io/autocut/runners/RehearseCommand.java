package io.autocut.runners;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.FfmpegProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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

  @Mixin private FfmpegArguments ffmpeg;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Ffmpeg tools = new FfmpegProcess(ffmpeg.find().installation());
    Path folder = Files.createTempDirectory("autocut-rehearsal");
    try {
      Path clips = Files.createDirectory(folder.resolve("clips"));
      for (int i = 0; i < CLIPS; i++) {
        draw(tools, i, clips.resolve(i + ".mp4"));
      }
      Path music = folder.resolve("music.wav");
      DemoMusic.write(music);
      return render(clips, music, folder);
    } finally {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private int render(Path clips, Path music, Path folder) {
    return spec.root()
        .commandLine()
        .execute(
            ImmutableList.<String>builder()
                .add("render", "--clips=" + clips, "--music=" + music)
                .add("--output=" + folder.resolve("film.mp4"))
                .add("--store=" + folder.resolve("store"))
                .add("--duration=4")
                .addAll(ffmpeg.given())
                .build()
                .toArray(String[]::new));
  }

  private static void draw(Ffmpeg tools, int number, Path clip)
      throws IOException, InterruptedException {
    tools.run(
        FfmpegCommand.ffmpeg()
            .generatedInput("testsrc2=s=320x180:r=30,hue=h=%d".formatted(90 * number))
            .option("-t", 4)
            // The one encoder that every FFmpeg has and that wants no device.
            .option("-c:v", "mpeg4")
            .option("-g", 30)
            .option("-pix_fmt", "yuv420p")
            .output(clip));
  }
}
