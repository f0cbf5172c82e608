package io.autocut.runners;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.FfmpegResult;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clips for the demonstration, drawn by FFmpeg's generators: unlike each other, and all in motion.
 */
final class DemoClips {
  private static final int SECONDS = 5;
  private static final String SIZE = "s=1280x720:r=30";
  private static final String SMALL = "s=640x360:r=30";
  private static final String ENLARGED = "scale=1280:720";

  private DemoClips() {}

  /** The costly ones are drawn small and enlarged. */
  private static Map<String, String> graphs() {
    Map<String, String> graphs = new LinkedHashMap<>();
    graphs.put("gauges", "testsrc2=" + SIZE);
    graphs.put(
        "zoom",
        "mandelbrot=s=320x180:r=30:start_scale=1.2:end_scale=0.2:end_pts=150:maxiter=100,"
            + ENLARGED);
    graphs.put(
        "dusk",
        "gradients="
            + SMALL
            + ":c0=0xff8844:c1=0x223366:c2=0x114422:n=3:speed=0.05:seed=1,"
            + ENLARGED);
    graphs.put(
        "dawn",
        "gradients="
            + SMALL
            + ":c0=0xffdd66:c1=0xdd4466:c2=0x4455cc:n=3:speed=0.02:seed=2:type=radial,"
            + ENLARGED);
    graphs.put(
        "colony",
        "life=s=128x72:r=30:mold=12:ratio=0.2:seed=3:death_color=0x203050:life_color=0xffcc33,"
            + ENLARGED
            + ":flags=neighbor");
    graphs.put(
        "rain", "cellauto=s=160x90:r=30:rule=30:seed=4:scroll=1," + ENLARGED + ":flags=neighbor");
    graphs.put("carpet", "sierpinski=s=320x180:r=30:type=carpet:seed=5," + ENLARGED);
    graphs.put("wheel", "testsrc=s=320x180:r=30,rotate=t/3:fillcolor=0x304060," + ENLARGED);
    graphs.put(
        "waves",
        "nullsrc=s=160x90:r=30,geq=lum='128+90*sin(X/5+2*T)*cos(Y/8-3*T)':cb='128+60*sin(T+X/25)'"
            + ":cr='128+60*cos(T+Y/19)',"
            + ENLARGED);
    graphs.put("bars", "smptehdbars=" + SIZE + ",scroll=h=0.004:v=0.002");
    return graphs;
  }

  /** Draws the clips into {@code folder}, each {@value #SECONDS} seconds long. */
  static void draw(WorkerContext context, Path folder) throws IOException, InterruptedException {
    Ffmpeg ffmpeg = context.ffmpeg();
    List<Callable<FfmpegResult>> drawings = new ArrayList<>();
    graphs()
        .forEach(
            (name, graph) ->
                drawings.add(
                    () -> ffmpeg.run(drawing(context, graph, folder.resolve(name + ".mp4")))));
    ExecutorService threads = Executors.newFixedThreadPool(drawings.size());
    try {
      for (Future<FfmpegResult> drawn : threads.invokeAll(drawings)) {
        drawn.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a clip could not be drawn: " + e.getCause().getMessage(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static FfmpegCommand drawing(WorkerContext context, String graph, Path clip) {
    return FfmpegCommand.ffmpeg()
        .option("-filter_threads", 1)
        .generatedInput(graph)
        .option("-t", SECONDS)
        .option("-c:v", context.encoder().ffmpegName())
        .option("-b:v", "6M")
        .option("-g", 30)
        .option("-pix_fmt", "yuv420p")
        .output(clip);
  }
}
