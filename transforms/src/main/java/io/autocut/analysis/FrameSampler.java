package io.autocut.analysis;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.FfmpegException;
import io.autocut.media.FfmpegResult;
import io.autocut.media.UnusableMediaException;
import io.autocut.schemas.VideoStream;
import io.autocut.time.TimeRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures small grey pictures of a clip at an even rate, from its first frame to the last that
 * decodes.
 *
 * <p>An FFmpeg child scales them down and hands them over a pipe; no full-size picture reaches this
 * JVM, and a decoder's crash is the child's. A first pass stops at the first damage, so that what
 * it delivers is sound; where that is almost nothing (a recording that begins in the middle of a
 * stream), a second one decodes on past damage.
 */
final class FrameSampler {
  /** Pictures a second. */
  static final int RATE = 8;

  private static final int LONG_SIDE = 160;

  /** Fewer sound samples than this and the clip is decoded past its damage. */
  private static final int ENOUGH = RATE / 2;

  /** A clip with more errors than one for so many samples shows more damage than picture. */
  private static final int SAMPLES_PER_ERROR = 4;

  private static final Duration DEADLINE = Duration.ofHours(2);

  private final Ffmpeg ffmpeg;

  FrameSampler(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * The measures of one clip.
   *
   * @param damage what FFmpeg said of the first damage; empty for a sound clip
   * @param decodedPastDamage whether the frames after it are among the measures
   */
  record Samples(List<FrameMeasures> frames, String damage, boolean decodedPastDamage) {}

  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    private final FfmpegException ffmpeg;

    Broken(FfmpegException ffmpeg) {
      super(ffmpeg);
      this.ffmpeg = ffmpeg;
    }

    FfmpegException ffmpeg() {
      return ffmpeg;
    }
  }

  /**
   * Samples {@code clip} from the first of its frames to the last.
   *
   * @param shown when these are shown, in the time of the clip's own packets
   */
  Samples sample(Path clip, VideoStream video, TimeRange shown)
      throws UnusableMediaException, IOException, InterruptedException {
    List<FrameMeasures> sound = new ArrayList<>();
    try {
      measure(clip, video, shown, List.of("-xerror", "-err_detect", "explode"), sound);
      return new Samples(sound, "", false);
    } catch (Broken e) {
      String damage = e.ffmpeg().cause();
      return sound.size() >= ENOUGH
          ? new Samples(sound, damage, false)
          : new Samples(samplePastDamage(clip, video, shown), damage, true);
    }
  }

  private List<FrameMeasures> samplePastDamage(Path clip, VideoStream video, TimeRange shown)
      throws UnusableMediaException, IOException, InterruptedException {
    List<FrameMeasures> frames = new ArrayList<>();
    try {
      FfmpegResult result = measure(clip, video, shown, List.of(), frames);
      if (result.errors() > frames.size() / SAMPLES_PER_ERROR) {
        throw new UnusableMediaException(
            "DAMAGED",
            "is damaged from its start on: %d errors (FFmpeg: %s)"
                .formatted(result.errors(), result.likelyCause()));
      }
    } catch (Broken e) {
      FfmpegException cause = e.ffmpeg();
      throw new UnusableMediaException(
          "UNDECODABLE", "does not decode (FFmpeg: " + cause.cause() + ")", cause);
    }
    return frames;
  }

  private FfmpegResult measure(
      Path clip,
      VideoStream video,
      TimeRange shown,
      List<String> strictness,
      List<FrameMeasures> frames)
      throws Broken, IOException, InterruptedException {
    int width = width(video);
    int height = height(video);
    try (FrameGauge gauge = new FrameGauge(width, height)) {
      return ffmpeg.run(
          command(clip, video, shown, strictness),
          stdout -> readAll(stdout, gauge, width * height, frames));
    } catch (FfmpegException e) {
      if (e.endedFromOutside()) {
        throw e;
      }
      throw new Broken(e);
    }
  }

  private static FfmpegCommand command(
      Path clip, VideoStream video, TimeRange shown, List<String> strictness) {
    // Rounded up, a sample is the picture on screen at its time; else it may show the future, and a
    // moment would begin before the cut that it was found to follow.
    return FfmpegCommand.ffmpeg()
        .within(DEADLINE)
        .option("-threads", 1)
        .option("-filter_threads", 1)
        .options(strictness)
        .flag("-copyts")
        .flag("-noautorotate")
        .input(clip)
        .option("-map", "0:" + video.getStreamIndex())
        .option(
            "-vf",
            ("setpts=round(PTS-(%d/%d)/TB),fps=%d:start_time=0:round=up:eof_action=pass,"
                    + "scale=%d:%d:flags=area+accurate_rnd+bitexact,format=gray")
                .formatted(
                    shown.in().numerator(),
                    shown.in().denominator(),
                    RATE,
                    width(video),
                    height(video)))
        // A gap in the time stamps is filled with repeated frames, but never past the clip's end.
        .frames(shown.length().toTicks(1, RATE) + 1)
        .outputToPipe("rawvideo");
  }

  private static void readAll(
      InputStream stdout, FrameGauge gauge, int pixels, List<FrameMeasures> frames)
      throws IOException {
    byte[] grey = new byte[pixels];
    while (stdout.readNBytes(grey, 0, pixels) == pixels) {
      frames.add(gauge.measure(grey));
    }
  }

  private static int width(VideoStream video) {
    return side(video.getCodedWidth(), video.getCodedHeight());
  }

  private static int height(VideoStream video) {
    return side(video.getCodedHeight(), video.getCodedWidth());
  }

  private static int side(int own, int other) {
    return own >= other ? LONG_SIDE : Math.max(8, (int) ((long) LONG_SIDE * own / other) / 2 * 2);
  }
}
