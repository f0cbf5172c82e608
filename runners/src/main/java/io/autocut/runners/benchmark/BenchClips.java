package io.autocut.runners.benchmark;

import com.google.common.collect.ImmutableList;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.MediaProbe;
import io.autocut.media.UnusableMediaException;
import io.autocut.media.VideoEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * As many clips as are asked for. Where there are fewer, copies go round: their packets the same,
 * their bytes others, so that nothing finds out that it has seen them.
 */
public final class BenchClips {
  private static final int SECONDS = 8;

  /** Noise is what makes footage costly; the costly pictures are drawn small and enlarged. */
  private static final ImmutableList<String> PICTURES =
      ImmutableList.of(
          "testsrc2=s=1920x1080:r=30",
          "mandelbrot=s=320x180:r=30:start_scale=1.2:end_scale=0.2:end_pts=240:maxiter=80,scale=1920:1080",
          "gradients=s=320x180:r=30:c0=0xff8844:c1=0x223366:c2=0x114422:n=3:speed=0.05:seed=1,scale=1920:1080",
          "life=s=192x108:r=30:mold=12:ratio=0.2:seed=3:death_color=0x203050:life_color=0xffcc33,scale=1920:1080:flags=neighbor",
          "testsrc=s=480x270:r=30,rotate=t/3:fillcolor=0x304060,scale=1920:1080");

  private final Ffmpeg ffmpeg;
  private final ImmutableList<Path> originals;
  private final Path copies;

  private BenchClips(Ffmpeg ffmpeg, List<Path> originals, Path copies) {
    this.ffmpeg = ffmpeg;
    this.originals = ImmutableList.copyOf(originals);
    this.copies = copies;
  }

  /**
   * The clips of a folder, by name.
   *
   * @param copies takes what is copied
   * @param leftOut is told of each file that is no clip
   * @throws IOException when no clip is left
   */
  public static BenchClips in(Path folder, Ffmpeg ffmpeg, Path copies, Consumer<String> leftOut)
      throws IOException, InterruptedException {
    List<Path> files;
    try (Stream<Path> listing = Files.list(folder)) {
      files = listing.filter(Files::isRegularFile).sorted().toList();
    }
    List<Path> clips = new ArrayList<>();
    for (Path file : files) {
      try {
        new MediaProbe(ffmpeg).probeClip(file);
        clips.add(file.toAbsolutePath().normalize());
      } catch (UnusableMediaException e) {
        leftOut.accept(file.getFileName() + ": " + e.getMessage() + " Left out.");
      }
    }
    if (clips.isEmpty()) {
      throw new IOException(folder + ": no clip lies there");
    }
    return new BenchClips(ffmpeg, clips, copies);
  }

  /**
   * Clips of noisy 1080p at 30 frames a second, 12 Mb/s, with a keyframe every second, as cameras
   * write; those that lie in the folder already are used.
   */
  public static BenchClips drawn(Path folder, Ffmpeg ffmpeg, VideoEncoder encoder, Path copies)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    List<Path> clips = new ArrayList<>();
    for (int i = 0; i < PICTURES.size(); i++) {
      Path clip = folder.toAbsolutePath().resolve("drawn%d.mp4".formatted(i + 1));
      if (!Files.exists(clip)) {
        Path unfinished = folder.resolve("unfinished.mp4");
        ffmpeg.run(drawing(PICTURES.get(i) + ",noise=alls=12:allf=t", encoder, unfinished));
        Files.move(unfinished, clip, StandardCopyOption.ATOMIC_MOVE);
      }
      clips.add(clip);
    }
    return new BenchClips(ffmpeg, clips, copies);
  }

  private static FfmpegCommand drawing(String graph, VideoEncoder encoder, Path clip) {
    return FfmpegCommand.ffmpeg()
        .generatedInput(graph)
        .option("-t", SECONDS)
        .option("-c:v", encoder.ffmpegName())
        .option("-b:v", "12M")
        .option("-maxrate", "24M")
        .option("-bufsize", "24M")
        .option("-g", 30)
        .option("-bf", 0)
        .option("-pix_fmt", "yuv420p")
        .option("-color_primaries", "bt709")
        .option("-color_trc", "bt709")
        .option("-colorspace", "bt709")
        .output(clip);
  }

  /** That many clips; copies what is missing. */
  List<Path> first(int count) throws IOException, InterruptedException {
    Files.createDirectories(copies);
    ImmutableList.Builder<Path> clips = ImmutableList.builder();
    for (int i = 0; i < count; i++) {
      Path original = originals.get(i % originals.size());
      clips.add(i < originals.size() ? original : copied(original, i / originals.size()));
    }
    return clips.build();
  }

  private Path copied(Path original, int round) throws IOException, InterruptedException {
    Path copy = copies.resolve("copy%d-%s".formatted(round, original.getFileName()));
    if (!Files.exists(copy)) {
      Path unfinished = copies.resolve("unfinished-" + original.getFileName());
      ffmpeg.run(
          FfmpegCommand.ffmpeg()
              .input(original)
              .option("-map", "0:v:0")
              .option("-map", "0:a?")
              .option("-c", "copy")
              .option("-metadata", "title=copy " + round)
              // What MPEG's transport stream has in place of a title.
              .option("-metadata", "service_name=copy " + round)
              .output(unfinished));
      Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
    }
    return copy.toAbsolutePath();
  }
}
