package io.autocut.segments;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.FfmpegException;
import io.autocut.media.SegmentEncoding;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Event;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.VideoStream;
import io.autocut.store.ContentKey;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Renders one range of a clip as a piece of the film: exactly as many frames as planned, in the
 * profile that all pieces share.
 *
 * <p>Goes down the ladder of {@link Rung}s until a piece verifies. Blocks on child processes, one
 * thread each: there are more segments than cores. Safe for many threads.
 */
public final class SegmentCutter {
  /** Changes whenever the same request would be rendered otherwise. */
  public static final String VERSION = "cutter-4";

  private static final Duration DEADLINE = Duration.ofMinutes(20);

  /** How far before the in-point decoding begins where seeking is not to be trusted. */
  private static final RationalTime FAR = RationalTime.of(10, 1);

  /** MPEG's streams have no index and are searched by bytes. */
  private static final Set<String> SEARCHED_BY_BYTES = Set.of("mpegts", "mpeg");

  /** A seek by bytes lands up to this much late (measured: 1.2 s). */
  private static final RationalTime SEARCH_MARGIN = RationalTime.of(3, 1);

  private final Ffmpeg ffmpeg;

  public SegmentCutter(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** The key of the piece that {@code event} shows in {@code profile}, without fades. */
  public ContentKey key(Event event, OutputProfile profile) {
    return key(event, Fades.NONE, profile);
  }

  /** The key of the piece that {@code event} shows in {@code profile}. */
  public ContentKey key(Event event, Fades fades, OutputProfile profile) {
    ContentKey.Builder key =
        ContentKey.of(ContentKey.Kind.SEGMENT)
            .with("clip", event.getClipFingerprint())
            .with("in", event.getSourceIn().toString())
            .with("frames", event.getRecordOut() - event.getRecordIn())
            .with("profile", profile.toString())
            .with("cutter", VERSION + " " + PictureGraph.VERSION + " " + SegmentEncoding.VERSION)
            .with("ffmpeg", ffmpeg.installation().identity());
    // Named only where there is one: the pieces of films without fades keep their names.
    if (!fades.equals(Fades.NONE)) {
      key.with("fadeIn", fades.in()).with("fadeOut", fades.out());
    }
    return key.build();
  }

  /**
   * Renders to {@code output}, which is complete and verified when this returns.
   *
   * @throws IOException when no rung made it; the message tells of the first, the others are
   *     suppressed
   */
  public Segment cut(SegmentRequest request, Path clip, ClipAnalysis analysis, Path output)
      throws IOException, InterruptedException {
    IOException first = null;
    for (Rung rung : rungsFor(analysis.getVideo())) {
      try {
        ffmpeg.run(command(rung, request, clip, analysis, output));
        var verified =
            new SegmentProbe(ffmpeg).verify(output, request.getFrames(), request.getProfile());
        return Segment.newBuilder()
            .setSegmentKey(request.getSegmentKey())
            .setFrames(request.getFrames())
            .setParameterSetHash(verified.parameterSetHash())
            .setVideoEncoder(request.getProfile().getVideoEncoder())
            .setRung(rung.label())
            .setPacketSizes(verified.packets().sizes().asList())
            .setNote(note(rung, first))
            .build();
      } catch (IOException e) {
        if (e instanceof FfmpegException child && child.endedFromOutside()) {
          throw e;
        }
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    throw first;
  }

  private static List<Rung> rungsFor(VideoStream video) {
    return Arrays.stream(Rung.values())
        .filter(rung -> rung != Rung.SOFTWARE_UNMAPPED || PictureGraph.isHighDynamicRange(video))
        .toList();
  }

  private static String note(Rung rung, IOException first) {
    return switch (rung) {
      case SOFTWARE_HOLDING ->
          "the footage is damaged here (" + first.getMessage() + "); its last good frame is held";
      case SOFTWARE_UNMAPPED ->
          "its high dynamic range could not be mapped (" + first.getMessage() + ")";
      default -> "";
    };
  }

  static FfmpegCommand command(
      Rung rung, SegmentRequest request, Path clip, ClipAnalysis analysis, Path output) {
    FrameRate rate = FrameRate.of(request.getProfile().getEditRate());
    RationalTime in = RationalTime.of(request.getSourceIn());
    PictureGraph.Tone tone =
        rung == Rung.SOFTWARE_HOLDING || rung == Rung.SOFTWARE_UNMAPPED
            ? PictureGraph.Tone.UNTOUCHED
            : PictureGraph.Tone.MAPPED;
    String graph =
        PictureGraph.of(
            analysis, in, request.getFrames(), request.getProfile().getCanvas(), rate, tone);
    String hold = rung == Rung.SOFTWARE_HOLDING ? ",tpad=stop_mode=clone:stop=-1" : "";
    String fading = PictureGraph.fading(Fades.of(request), request.getFrames());
    return FfmpegCommand.ffmpeg()
        .within(DEADLINE)
        .option("-threads", 1)
        .option("-filter_threads", 1)
        .flag("-copyts")
        .options(turning(analysis.getVideo()))
        .flag("-noaccurate_seek")
        .seek(seekPoint(rung, analysis, in))
        .input(clip)
        .option("-map", "0:" + analysis.getVideo().getStreamIndex())
        .option("-map_metadata", "-1")
        .option("-map_chapters", "-1")
        .option("-vf", graph + hold + fading)
        .frames(request.getFrames())
        .options(SegmentEncoding.options(request.getProfile()))
        .output(output);
  }

  /**
   * FFmpeg turns footage upright itself: versions before 6 drop the display matrix, which would
   * turn the film once more, only then. What has no plausible angle is left as it is.
   */
  private static List<String> turning(VideoStream video) {
    return video.getRotation() == 0 ? List.of("-noautorotate") : List.of();
  }

  /**
   * The last known keyframe at or before {@code in}. A seek to an instant between the time at which
   * the next keyframe is decoded and that at which it is shown would land on it, and so late.
   */
  private static RationalTime keyframeBefore(ClipAnalysis analysis, RationalTime in) {
    RationalTime exact = PictureGraph.absolute(analysis, in);
    RationalTime found = exact;
    for (long pts : analysis.getKeyframePts()) {
      RationalTime keyframe =
          RationalTime.ofTicks(
              pts, analysis.getTimebase().getNum(), analysis.getTimebase().getDen());
      if (keyframe.compareTo(exact) > 0) {
        break;
      }
      found = keyframe;
    }
    return found;
  }

  /** Counted from the start of the file, which need not be the start of its video. */
  private static RationalTime seekPoint(Rung rung, ClipAnalysis analysis, RationalTime in) {
    RationalTime keyframe =
        keyframeBefore(analysis, in)
            .minus(RationalTime.ofMicros(analysis.getContainerStartMicros()));
    RationalTime margin =
        rung != Rung.SOFTWARE
            ? FAR
            : SEARCHED_BY_BYTES.contains(analysis.getContainer())
                ? SEARCH_MARGIN
                : RationalTime.ZERO;
    // Rounded up to a microsecond, so that a keyframe as in-point is not missed for a hair.
    return keyframe.plus(RationalTime.ofMicros(1)).minus(margin).max(RationalTime.ZERO);
  }
}
