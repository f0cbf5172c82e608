package io.autocut.testing;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the numbers that the frames of a {@link TestClip} carry from a film that shows them. */
public final class NumberedFrames {
  private static final int BLOCK = 4;
  private static final int WIDTH = BLOCK * TestClip.BITS;
  private static final int HEIGHT = 2 * BLOCK;
  private static final int MIDDLE_GREY = 128;

  private NumberedFrames() {}

  /** A frame of a film: the clip that it is from, and which of that clip's frames it is. */
  public record NumberedFrame(int clipId, int number) {}

  /**
   * The numbers of every frame of {@code film} as a player shows it; bars beside the picture are
   * not expected.
   */
  public static List<NumberedFrame> of(Ffmpeg ffmpeg, Path film)
      throws IOException, InterruptedException {
    List<NumberedFrame> frames = new ArrayList<>();
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .input(film)
            .option("-map", "0:v:0")
            .option("-fps_mode", "passthrough")
            .option("-vf", "scale=%d:%d:flags=area,format=gray".formatted(WIDTH, HEIGHT))
            .outputToPipe("rawvideo"),
        stdout -> readAll(stdout, frames));
    return frames;
  }

  private static void readAll(InputStream stdout, List<NumberedFrame> frames) throws IOException {
    byte[] grey = new byte[WIDTH * HEIGHT];
    while (stdout.readNBytes(grey, 0, grey.length) == grey.length) {
      frames.add(new NumberedFrame(number(grey, BLOCK), number(grey, 0)));
    }
  }

  private static int number(byte[] grey, int top) {
    int number = 0;
    for (int bit = 0; bit < TestClip.BITS; bit++) {
      if (level(grey, bit * BLOCK, top) > MIDDLE_GREY) {
        number |= 1 << bit;
      }
    }
    return number;
  }

  /** Mean of the four pixels in the middle of a block. */
  private static int level(byte[] grey, int left, int top) {
    int sum = 0;
    for (int y = top + 1; y <= top + 2; y++) {
      for (int x = left + 1; x <= left + 2; x++) {
        sum += grey[y * WIDTH + x] & 0xff;
      }
    }
    return sum / 4;
  }
}
