package io.autocut.segments;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.SegmentEncoding;
import io.autocut.planning.Fades;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.VideoStream;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decodes and encodes on the processor, one thread each: there are more segments than cores. */
final class SoftwareRung implements Rung {
  static final Duration DEADLINE = Duration.ofMinutes(20);

  /** How far before the in-point decoding begins where seeking is not to be trusted. */
  private static final RationalTime FAR = RationalTime.of(10, 1);

  /** MPEG's streams have no index and are searched by bytes. */
  private static final Set<String> SEARCHED_BY_BYTES = Set.of("mpegts", "mpeg");

  /** A seek by bytes lands up to this much late (measured: 1.2 s). */
  private static final RationalTime SEARCH_MARGIN = RationalTime.of(3, 1);

  /** How it is done, the best first. */
  enum Way {
    /** Decode from the keyframe before the in-point. */
    FROM_KEYFRAME("software"),

    /** For files whose seeking lands late: decode from well before the in-point. */
    FROM_AFAR("software, decoded from afar"),

    /** For an FFmpeg that cannot map high dynamic range: its tones as they are. */
    UNMAPPED("software, tones not mapped"),

    /** For damaged ranges: what decodes, its last frame held to the full length. */
    HOLDING("software, last frame held");

    private final String label;

    Way(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    /** Whether it makes a difference to a segment of these clips. */
    boolean suits(SegmentTask.Source... clips) {
      return this != UNMAPPED
          || Arrays.stream(clips)
              .anyMatch(clip -> PictureGraph.isHighDynamicRange(clip.analysis().getVideo()));
    }

    PictureGraph.Tone tone() {
      return this == HOLDING || this == UNMAPPED
          ? PictureGraph.Tone.UNTOUCHED
          : PictureGraph.Tone.MAPPED;
    }

    /** What comes after the graph of a picture; begins with a comma unless it is empty. */
    String holding() {
      return this == HOLDING ? ",tpad=stop_mode=clone:stop=-1" : "";
    }

    String note(String before) {
      return switch (this) {
        case HOLDING -> "the footage is damaged here (" + before + "); its last good frame is held";
        case UNMAPPED -> "its high dynamic range could not be mapped (" + before + ")";
        default -> "";
      };
    }
  }

  private final Way way;
  private final Ffmpeg ffmpeg;

  SoftwareRung(Way way, Ffmpeg ffmpeg) {
    this.way = way;
    this.ffmpeg = ffmpeg;
  }

  /** All ways, the best first. */
  static List<Rung> all(Ffmpeg ffmpeg) {
    return Arrays.stream(Way.values()).<Rung>map(way -> new SoftwareRung(way, ffmpeg)).toList();
  }

  @Override
  public String label() {
    return way.label();
  }

  @Override
  public boolean suits(SegmentTask task) {
    return task.into().isEmpty() && way.suits(task.clip());
  }

  @Override
  public long render(SegmentTask task, Path output) throws IOException, InterruptedException {
    ffmpeg.run(command(way, task, output));
    return 0;
  }

  @Override
  public String note(String before) {
    return way.note(before);
  }

  static FfmpegCommand command(Way way, SegmentTask task, Path output) {
    return writing(reading(way, task), way, task, output);
  }

  /** Decodes a clip from where the segment needs it. */
  static FfmpegCommand reading(Way way, SegmentTask task) {
    FfmpegCommand decoding =
        FfmpegCommand.ffmpeg().within(DEADLINE).option("-filter_threads", 1).flag("-copyts");
    return reading(decoding, way, task.clip(), RationalTime.of(task.request().getSourceIn()));
  }

  /** Renders the segment of what {@code reading} decodes. */
  static FfmpegCommand writing(FfmpegCommand reading, Way way, SegmentTask task, Path output) {
    SegmentRequest request = task.request();
    ClipAnalysis analysis = task.clip().analysis();
    String graph =
        PictureGraph.of(
            analysis,
            RationalTime.of(request.getSourceIn()),
            request.getFrames(),
            request.getProfile(),
            Optional.ofNullable(request.getFocus()),
            way.tone());
    String fading = PictureGraph.fading(Fades.of(request), request.getFrames());
    return reading
        .option("-map", "0:" + analysis.getVideo().getStreamIndex())
        .option("-map_metadata", "-1")
        .option("-map_chapters", "-1")
        .option("-vf", graph + way.holding() + fading)
        .frames(request.getFrames())
        .options(SegmentEncoding.options(request.getProfile()))
        .output(output);
  }

  /** {@code command} with the range of a clip that begins at {@code in} as its next input. */
  static FfmpegCommand reading(
      FfmpegCommand command, Way way, SegmentTask.Source clip, RationalTime in) {
    return command
        .option("-threads", 1)
        .options(turning(clip.analysis().getVideo()))
        .flag("-noaccurate_seek")
        .seek(seekPoint(way, clip.analysis(), in))
        .input(clip.file());
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
  static RationalTime keyframeBefore(ClipAnalysis analysis, RationalTime in) {
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
  private static RationalTime seekPoint(Way way, ClipAnalysis analysis, RationalTime in) {
    RationalTime keyframe =
        keyframeBefore(analysis, in)
            .minus(RationalTime.ofMicros(analysis.getContainerStartMicros()));
    RationalTime margin =
        way != Way.FROM_KEYFRAME
            ? FAR
            : SEARCHED_BY_BYTES.contains(analysis.getContainer())
                ? SEARCH_MARGIN
                : RationalTime.ZERO;
    // Rounded up to a microsecond, so that a keyframe as in-point is not missed for a hair.
    return keyframe.plus(RationalTime.ofMicros(1)).minus(margin).max(RationalTime.ZERO);
  }
}
