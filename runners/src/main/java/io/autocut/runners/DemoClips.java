package io.autocut.runners;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Clips for the demonstration, drawn by FFmpeg's generators: unlike each other, and all in motion.
 */
final class DemoClips {
  private static final int SECONDS = 6;
  private static final String SIZE = "s=1280x720:r=30";

  private DemoClips() {}

  private static Map<String, String> graphs() {
    Map<String, String> graphs = new LinkedHashMap<>();
    graphs.put("gauges", "testsrc2=" + SIZE);
    graphs.put(
        "zoom", "mandelbrot=" + SIZE + ":start_scale=1.2:end_scale=0.2:end_pts=180:maxiter=200");
    graphs.put(
        "dusk", "gradients=" + SIZE + ":c0=0xff8844:c1=0x223366:c2=0x114422:n=3:speed=0.05:seed=1");
    graphs.put(
        "dawn",
        "gradients="
            + SIZE
            + ":c0=0xffdd66:c1=0xdd4466:c2=0x4455cc:n=3:speed=0.02:seed=2:type=radial");
    graphs.put(
        "colony",
        "life=s=320x180:r=30:mold=12:ratio=0.12:seed=3:death_color=0x203050:life_color=0xffcc33,scale=1280:720:flags=neighbor");
    graphs.put(
        "rain",
        "cellauto=s=320x180:r=30:rule=110:seed=4:scroll=1,scale=1280:720:flags=neighbor,hue=h=200:s=2,colorchannelmixer=rr=0.3:gg=0.7:bb=1");
    graphs.put("carpet", "sierpinski=" + SIZE + ":type=carpet:seed=5");
    graphs.put("wheel", "testsrc=" + SIZE + ",rotate=t/3:fillcolor=0x304060");
    graphs.put(
        "waves",
        "nullsrc="
            + SIZE
            + ",geq=lum='128+90*sin(X/40+2*T)*cos(Y/60-3*T)':cb='128+60*sin(T+X/200)':cr='128+60*cos(T+Y/150)'");
    graphs.put("bars", "smptehdbars=" + SIZE + ",scroll=h=0.004:v=0.002");
    return graphs;
  }

  /** Draws the clips into {@code folder}, each {@value #SECONDS} seconds long. */
  static void draw(WorkerContext context, Path folder) throws IOException, InterruptedException {
    Ffmpeg ffmpeg = context.ffmpeg();
    for (Map.Entry<String, String> clip : graphs().entrySet()) {
      ffmpeg.run(
          FfmpegCommand.ffmpeg()
              .generatedInput(clip.getValue())
              .option("-t", SECONDS)
              .option("-c:v", context.encoder().ffmpegName())
              .option("-b:v", "6M")
              .option("-g", 30)
              .option("-pix_fmt", "yuv420p")
              .output(folder.resolve(clip.getKey() + ".mp4")));
    }
  }
}
