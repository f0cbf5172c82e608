package io.autocut.media;

import com.google.common.primitives.ImmutableLongArray;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.Timebase;
import io.autocut.schemas.VideoStream;
import io.autocut.time.FrameRate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

/**
 * Finds out what a container does not tell of its video, or tells wrongly: the average rate of raw
 * DV, and whether frames are interlaced that only say so themselves.
 */
final class UntoldTraits {
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  /** Codecs whose frames say whether they are interlaced, in containers that often do not. */
  private static final Set<String> TELLING_FRAMES =
      Set.of("dvvideo", "mpeg4", "dnxhd", "mjpeg", "prores", "mpeg2video", "vc1", "wmv3", "ffv1");

  /** From fewer packets nothing is concluded. */
  private static final int FEWEST_PACKETS = 5;

  private final Ffmpeg ffmpeg;

  UntoldTraits(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * The stream with what its packets and its first frames tell.
   *
   * @param fieldOrder as ffprobe tells it of the container
   */
  VideoStream added(
      Path file, VideoStream video, String fieldOrder, Timebase timebase, PacketIndex packets)
      throws IOException, InterruptedException {
    boolean untold = fieldOrder.isEmpty() || fieldOrder.equals("unknown");
    return VideoStream.newBuilder(video)
        .setInterlaced(
            video.getInterlaced()
                || untold
                    && TELLING_FRAMES.contains(video.getCodec())
                    && hasInterlacedFrames(file, video))
        .setAverageRate(averageRate(video.getAverageRate(), timebase, packets.pts()))
        .build();
  }

  private boolean hasInterlacedFrames(Path file, VideoStream video)
      throws IOException, InterruptedException {
    try {
      return ffmpeg
          .text(
              FfmpegCommand.ffprobe()
                  .within(DEADLINE)
                  .option("-select_streams", video.getStreamIndex())
                  .option("-read_intervals", "%+#4")
                  .option("-show_entries", "frame=interlaced_frame")
                  .option("-of", "csv=p=0:nk=1")
                  .input(file))
          .lines()
          .anyMatch(line -> line.startsWith("1"));
    } catch (FfmpegException e) {
      if (e.endedFromOutside()) {
        throw e;
      }
      // Whether anything decodes is found out where it is looked at.
      return false;
    }
  }

  /** The rate told, unless most frames follow each other more than twice as fast or slowly. */
  private static EditRate averageRate(EditRate told, Timebase timebase, ImmutableLongArray pts) {
    int frames = pts.length() - 1;
    if (frames < FEWEST_PACKETS) {
      return told;
    }
    long[] steps = new long[frames];
    Arrays.setAll(steps, i -> pts.get(i + 1) - pts.get(i));
    Arrays.sort(steps);
    double second = (double) timebase.getDen() / timebase.getNum();
    double usual = second / Math.max(1, steps[frames / 2]);
    double claimed = (double) told.getNum() / told.getDen();
    if (claimed <= 2 * usual && usual <= 2 * claimed) {
      return told;
    }
    long num = (long) frames * timebase.getDen();
    long den = (pts.get(frames) - pts.get(0)) * timebase.getNum();
    while (num > Integer.MAX_VALUE || den > Integer.MAX_VALUE) {
      long common = gcd(num, den);
      num = common > 1 ? num / common : num / 2;
      den = common > 1 ? den / common : den / 2;
    }
    return num > 0 && den > 0 ? FrameRate.of((int) num, (int) den).toRecord() : told;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
