package io.autocut.analysis;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.FfmpegResult;
import io.autocut.media.MemoryModel;
import io.autocut.schemas.Turning;
import io.autocut.schemas.VideoStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Has a child decode pictures of a clip and scale them down, and hands them over one by one.
 *
 * <p>No full-size picture reaches this JVM, and a decoder's crash is the child's. Safe for many
 * threads.
 */
final class PictureReader {
  private static final Duration DEADLINE = Duration.ofHours(2);
  private static final int LEAST_SIDE = 8;

  private final Ffmpeg ffmpeg;

  PictureReader(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * Decodes what {@code decoding}, options for the input, leaves of the clip.
   *
   * @param longSide of the pictures in pixels, where those of the clip are not smaller
   * @param taker of the pictures, in about the order in which they are shown
   * @throws io.autocut.media.FfmpegException when the child fails, which may be after some pictures
   */
  FfmpegResult read(
      ClipFile clip, int longSide, List<String> decoding, Consumer<Glance.Frame> taker)
      throws IOException, InterruptedException {
    VideoStream video = clip.probed().video();
    int width = side(longSide, video.getCodedWidth(), video.getCodedHeight());
    int height = side(longSide, video.getCodedHeight(), video.getCodedWidth());
    PictureStamp stamp =
        new PictureStamp(width, clip.probed().timebase(), clip.packets().pts().get(0));
    return ffmpeg.run(
        command(clip, decoding, height, stamp), stdout -> readAll(stdout, height, stamp, taker));
  }

  private static FfmpegCommand command(
      ClipFile clip, List<String> decoding, int height, PictureStamp stamp) {
    return FfmpegCommand.ffmpeg()
        .within(DEADLINE)
        .needing(MemoryModel.viewing(clip.probed().video()))
        .option("-threads", 1)
        .option("-filter_threads", 1)
        .options(decoding)
        .flag("-copyts")
        .flag("-noautorotate")
        .input(clip.path())
        .option("-map", "0:" + clip.probed().video().getStreamIndex())
        .option(
            "-vf",
            (clip.probed().video().getTurning() == Turning.MIRRORED ? "vflip," : "")
                + "scale=%d:%d:flags=area+accurate_rnd+bitexact:out_range=tv,format=yuv420p,%s"
                    .formatted(stamp.width(), height, stamp.graph()))
        .option("-fps_mode", "passthrough")
        .option("-enc_time_base", "1/1000")
        .outputToPipe("rawvideo");
  }

  private static void readAll(
      InputStream stdout, int height, PictureStamp stamp, Consumer<Glance.Frame> taker)
      throws IOException {
    int luma = stamp.width() * height;
    int stampedLuma = stamp.width() * (height + stamp.rows());
    byte[] bytes = new byte[stampedLuma * 3 / 2];
    while (stdout.readNBytes(bytes, 0, bytes.length) == bytes.length) {
      int red = stampedLuma + stampedLuma / 4;
      Picture picture =
          new Picture(
              stamp.width(),
              height,
              Arrays.copyOf(bytes, luma),
              Arrays.copyOfRange(bytes, stampedLuma, stampedLuma + luma / 4),
              Arrays.copyOfRange(bytes, red, red + luma / 4));
      taker.accept(new Glance.Frame(stamp.read(bytes, luma), picture));
    }
  }

  private static int side(int longSide, int own, int other) {
    long scaled =
        Math.max(own, other) <= longSide ? own : (long) longSide * own / Math.max(own, other);
    return Math.max(LEAST_SIDE, (int) scaled / 2 * 2);
  }
}
