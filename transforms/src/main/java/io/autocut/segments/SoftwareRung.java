package io.autocut.segments;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.MemoryModel;
import io.autocut.media.MemoryNeed;
import io.autocut.media.SegmentEncoding;
import io.autocut.planning.Fades;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.DynamicRange;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.Turning;
import io.autocut.schemas.VideoStream;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decodes and encodes on the processor. Encodes with one thread, on which the stream depends, and
 * decodes and filters with one as long as there are more segments than cores.
 */
final class SoftwareRung implements Rung {
  static final Duration DEADLINE = Duration.ofMinutes(20);

  /** How far before the in-point decoding begins where seeking is not to be trusted. */
  private static final RationalTime FAR = RationalTime.of(10, 1);

  /** MPEG's streams have no index and are searched by bytes. */
  static final Set<String> SEARCHED_BY_BYTES = Set.of("mpegts", "mpeg");

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
    boolean suits(OutputProfile film, SegmentTask.Source... clips) {
      return this != UNMAPPED
          || film.getDynamicRange() == DynamicRange.STANDARD
              && Arrays.stream(clips)
                  .anyMatch(clip -> PictureGraph.isHighDynamicRange(clip.analysis().getVideo()));
    }

    PictureGraph.Tone tone() {
      return this == HOLDING || this == UNMAPPED
          ? PictureGraph.Tone.UNTOUCHED
          : PictureGraph.Tone.MAPPED;
    }

    /**
     * What comes before the graph of a picture; ends with a comma unless it is empty. Pictures of
     * which damage has changed the size are brought back to it, so that the graph goes on: where
     * FFmpeg begins it anew a frame is lost (seen).
     */
    String steadying(VideoStream video) {
      return this == HOLDING
          ? "scale=%d:%d,".formatted(video.getCodedWidth(), video.getCodedHeight())
          : "";
    }

    /** What the reading of the footage takes besides. */
    List<String> options() {
      return this == HOLDING ? List.of("-reinit_filter", "0") : List.of();
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
  private final StandIn standIn;
  private final Ffmpeg ffmpeg;

  SoftwareRung(Way way, StandIn standIn, Ffmpeg ffmpeg) {
    this.way = way;
    this.standIn = standIn;
    this.ffmpeg = ffmpeg;
  }

  /**
   * All ways, the best first.
   *
   * @param standIn encodes in the place of graphics hardware that does not
   */
  static List<Rung> all(StandIn standIn, Ffmpeg ffmpeg) {
    return Arrays.stream(Way.values())
        .<Rung>map(way -> new SoftwareRung(way, standIn, ffmpeg))
        .toList();
  }

  @Override
  public String label() {
    return way.label();
  }

  @Override
  public boolean suits(SegmentTask task) {
    return task.into().isEmpty()
        && standIn.canTakeOver(task.request().getProfile())
        && way.suits(task.request().getProfile(), task.clip());
  }

  @Override
  public String encoder(SegmentTask task) {
    return standIn.profile(task.request().getProfile()).getVideoEncoder();
  }

  @Override
  public long render(SegmentTask task, Path output) throws IOException, InterruptedException {
    OutputProfile profile = standIn.profile(task.request().getProfile());
    ffmpeg.run(command(way, task, profile, DeviceUse.NONE, output));
    return 0;
  }

  @Override
  public String note(String before) {
    return way.note(before);
  }

  static FfmpegCommand command(Way way, SegmentTask task, Path output) {
    return command(way, task, task.request().getProfile(), DeviceUse.NONE, output);
  }

  /**
   * @param profile how it is encoded, which need not be how the request says
   */
  static FfmpegCommand command(
      Way way, SegmentTask task, OutputProfile profile, DeviceUse use, Path output) {
    FfmpegCommand begun = reading(way, task, use, MemoryModel.cutting(video(task), profile, 1));
    return writing(begun, way, task, profile, use, output);
  }

  /** Decodes a clip from where the segment needs it. */
  static FfmpegCommand reading(Way way, SegmentTask task, DeviceUse use, MemoryNeed need) {
    FfmpegCommand decoding = threads(way, use, task).within(DEADLINE).needing(need).flag("-copyts");
    return reading(
        decoding, way, task.clip(), RationalTime.of(task.request().getSourceIn()), use.decoding());
  }

  /** Renders the segment of what {@code reading} decodes. */
  static FfmpegCommand writing(
      FfmpegCommand reading,
      Way way,
      SegmentTask task,
      OutputProfile profile,
      DeviceUse use,
      Path output) {
    SegmentRequest request = task.request();
    String fading = PictureGraph.fading(Fades.of(request), request.getFrames());
    String graph =
        use.graph()
            .orElseGet(
                () -> way.steadying(video(task)) + graph(way, task) + way.holding() + fading);
    return reading
        .option("-map", "0:" + video(task).getStreamIndex())
        .option("-map_metadata", "-1")
        .option("-map_chapters", "-1")
        .option("-vf", graph + use.upload())
        .frames(request.getFrames())
        .options(SegmentEncoding.options(profile))
        .writingAtMost(SegmentEncoding.mostBytes(profile, request.getFrames()))
        .output(output);
  }

  /** Takes the first picture of the segment as a JPEG file. */
  static FfmpegCommand still(SegmentTask task, Path jpeg) {
    OutputProfile profile = task.request().getProfile();
    MemoryNeed need = MemoryModel.cutting(video(task), profile, 1);
    return reading(Way.FROM_KEYFRAME, task, DeviceUse.NONE, need)
        .option("-map", "0:" + video(task).getStreamIndex())
        .option("-vf", graph(Way.FROM_KEYFRAME, task))
        .frames(1)
        .options(StillEncoding.OPTIONS)
        .option("-update", 1)
        .output(jpeg);
  }

  private static VideoStream video(SegmentTask task) {
    return task.clip().analysis().getVideo();
  }

  private static String graph(Way way, SegmentTask task) {
    SegmentRequest request = task.request();
    return PictureGraph.of(
        task.clip().analysis(),
        RationalTime.of(request.getSourceIn()),
        request.getFrames(),
        request.getProfile(),
        Optional.ofNullable(request.getFocus()),
        way.tone());
  }

  /**
   * {@code command} with the range of a clip that begins at {@code in} as its next input.
   *
   * @param options of that input
   */
  static FfmpegCommand reading(
      FfmpegCommand command,
      Way way,
      SegmentTask.Source clip,
      RationalTime in,
      List<String> options) {
    RationalTime from = seekPoint(way, clip.analysis(), in);
    FfmpegCommand turned = command.options(turning(clip.analysis().getVideo()));
    // A seek to the start is none, and may go wrong: in Flash Video it lands seconds late.
    FfmpegCommand placed =
        from.equals(RationalTime.ZERO) ? turned : turned.flag("-noaccurate_seek").seek(from);
    return placed.options(way.options()).options(options).input(clip.file());
  }

  /**
   * One thread where the result would depend on their number: of footage that is known to be
   * damaged, and of zscale (seen). A device has threads of its own.
   */
  private static FfmpegCommand threads(Way way, DeviceUse use, SegmentTask task) {
    FfmpegCommand begun = FfmpegCommand.ffmpeg().options(use.opening());
    FfmpegCommand decoding =
        way == Way.HOLDING || use.decodes()
            ? begun.option("-threads", 1)
            : begun.idleCores("-threads");
    return way == Way.HOLDING || graph(way, task).contains("zscale")
        ? decoding.option("-filter_threads", 1)
        : decoding.idleCores("-filter_threads");
  }

  /**
   * FFmpeg turns footage upright itself: versions before 6 drop the display matrix, which would
   * turn the film once more, only then. What has no plausible angle is left as it is.
   */
  private static List<String> turning(VideoStream video) {
    boolean asCoded = video.getRotation() == 0 && video.getTurning() != Turning.MIRRORED;
    return asCoded ? List.of("-noautorotate") : List.of();
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

  /** After a seek, FFmpeg leaves B-frames of interlaced MPEG-4 out for up to half a second. */
  private static boolean landsLate(ClipAnalysis analysis) {
    VideoStream video = analysis.getVideo();
    return SEARCHED_BY_BYTES.contains(analysis.getContainer())
        || video.getInterlaced() && video.getCodec().equals("mpeg4");
  }

  /** Counted from the start of the file, which need not be the start of its video. */
  private static RationalTime seekPoint(Way way, ClipAnalysis analysis, RationalTime in) {
    RationalTime found = keyframeBefore(analysis, in);
    if (found.compareTo(PictureGraph.absolute(analysis, RationalTime.ZERO)) <= 0) {
      return RationalTime.ZERO;
    }
    RationalTime keyframe = found.minus(RationalTime.ofMicros(analysis.getContainerStartMicros()));
    RationalTime margin =
        way != Way.FROM_KEYFRAME ? FAR : landsLate(analysis) ? SEARCH_MARGIN : RationalTime.ZERO;
    // Rounded up to a microsecond, so that a keyframe as in-point is not missed for a hair.
    return keyframe.plus(RationalTime.ofMicros(1)).minus(margin).max(RationalTime.ZERO);
  }
}
