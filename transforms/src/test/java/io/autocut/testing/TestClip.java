package io.autocut.testing;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.time.FrameRate;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds small real clips whose every frame carries its own number and the clip's as blocks:
 *
 * <pre>{@code
 * TestClip.numbered(7, 300).at("30000/1001").rotated(90).in(folder, "a.mov");
 * }</pre>
 *
 * <p>The ending of the name chooses the container. {@link NumberedFrames} reads the numbers back,
 * also from a film in which the clip was used. Not safe for several threads.
 */
public final class TestClip {
  /** Columns of blocks, and so the bits of a number. */
  static final int BITS = 16;

  private static final int DARK = 40;
  private static final int BRIGHT_LESS_DARK = 175;

  private final int clipId;
  private final int frames;
  private final List<String> filters = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private String rate = "30";
  private int width = 320;
  private int height = 180;
  private int rotation;
  private boolean mirrored;
  private String aspect = "1/1";
  private String pixelFormat = "yuv420p";
  private List<String> codec = List.of("mpeg4", "-q:v", "4");
  private double kept = 1;
  private boolean sound;

  private TestClip(int clipId, int frames) {
    this.clipId = clipId;
    this.frames = frames;
  }

  /** A clip of {@code frames} frames that carry the numbers from 0 on, and {@code clipId}. */
  public static TestClip numbered(int clipId, int frames) {
    return new TestClip(clipId, frames);
  }

  /** Frames per second as {@code 30} or {@code 30000/1001}. */
  public TestClip at(String newRate) {
    rate = newRate;
    return this;
  }

  /** Size as shown: upright and in square pixels. */
  public TestClip size(int newWidth, int newHeight) {
    width = newWidth;
    height = newHeight;
    return this;
  }

  /** FFmpeg's name of an encoder, and options for it. */
  public TestClip codec(String name, String... namesAndValues) {
    List<String> all = new ArrayList<>(List.of(name));
    all.addAll(List.of(namesAndValues));
    codec = all;
    return this;
  }

  public TestClip pixelFormat(String newPixelFormat) {
    pixelFormat = newPixelFormat;
    return this;
  }

  /** Coded so that it must be turned clockwise by {@code degrees} to be upright. */
  public TestClip rotated(int degrees) {
    rotation = degrees;
    return this;
  }

  /** Coded upside down, and so mirrored, with a display matrix that mirrors it back. */
  public TestClip mirrored() {
    mirrored = true;
    return this;
  }

  /** Coded with pixels that are wider than high by {@code ratio}, for example {@code 4/3}. */
  public TestClip pixelAspect(String ratio) {
    aspect = ratio;
    return this;
  }

  /** Flagged as interlaced, top field first; for encoders of fields, such as mpeg2video. */
  public TestClip interlaced() {
    filters.add("setfield=tff");
    options.addAll(List.of("-flags", "+ilme+ildct"));
    return this;
  }

  /** Leaves single frames out at uneven distances; the others keep their times. */
  public TestClip unevenlyTimed() {
    filters.add("select='(mod(n,5)-2)*(mod(n,7)-3)'");
    options.addAll(List.of("-fps_mode", "vfr"));
    return this;
  }

  /** Tagged as full range, as phones and JPEG do. */
  public TestClip fullRange() {
    options.addAll(List.of("-color_range", "pc"));
    return this;
  }

  /** Tagged as high dynamic range (PQ, BT.2020). */
  public TestClip highDynamicRange() {
    filters.add(
        "setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc:range=tv");
    return this;
  }

  /** A tone beside the picture. */
  public TestClip withSound() {
    sound = true;
    return this;
  }

  /** Cuts the finished file off after this share of its bytes. */
  public TestClip brokenOffAfter(double share) {
    kept = share;
    return this;
  }

  /** Writes the clip. */
  public Path in(Path folder, String name) throws IOException, InterruptedException {
    Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();
    Path file = folder.resolve(name);
    boolean upright = rotation == 0 && !mirrored;
    Path coded = upright ? file : folder.resolve("upright-" + name);
    ffmpeg.run(command(coded));
    if (!upright) {
      ffmpeg.run(
          FfmpegCommand.ffmpeg()
              .option("-display_rotation", -rotation)
              .options(mirrored ? List.of("-display_vflip") : List.of())
              .input(coded)
              .option("-map", "0")
              .option("-c", "copy")
              .output(file));
      Files.delete(coded);
    }
    if (kept < 1) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate((long) (kept * channel.size()));
      }
    }
    return file;
  }

  private FfmpegCommand command(Path output) {
    FfmpegCommand command = FfmpegCommand.ffmpeg().generatedInput(picture());
    if (sound) {
      FrameRate frameRate = FrameRate.parse(rate);
      command =
          command.generatedInput(
              "sine=f=440:d=%s".formatted(frameRate.timeOf(frames).toDecimalSeconds()));
    }
    return command
        .option("-c:v", codec.get(0))
        .options(codec.subList(1, codec.size()))
        .options(options)
        .output(output);
  }

  /** Drawn with a pixel a block, which is quick, and blown up. */
  private String picture() {
    boolean sideways = rotation % 180 != 0;
    FrameRate pixel = FrameRate.parse(aspect);
    int codedWidth = width * pixel.denominator() / pixel.numerator();
    String blocks =
        "nullsrc=s=%dx2:r=%s,format=gray,trim=end_frame=%d,geq=lum='%d+%d*mod(floor(if(lt(Y,1),N,%d)/pow(2,X)),2)'"
            .formatted(BITS, rate, frames, DARK, BRIGHT_LESS_DARK, clipId);
    List<String> graph = new ArrayList<>(List.of(blocks));
    graph.add("scale=%d:%d:flags=neighbor".formatted(codedWidth, height));
    if (sideways) {
      graph.add(rotation == 90 ? "transpose=cclock" : "transpose=clock");
    } else if (rotation == 180) {
      graph.add("hflip,vflip");
    }
    if (mirrored) {
      graph.add("vflip");
    }
    graph.add("format=" + pixelFormat);
    graph.add("setsar=" + aspect);
    graph.addAll(filters);
    return String.join(",", graph);
  }
}
