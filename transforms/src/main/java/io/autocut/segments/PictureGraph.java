package io.autocut.segments;

import io.autocut.planning.Fades;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Focus;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.VideoStream;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The filter graph that turns a range of any footage into frames of the film.
 *
 * <p>The range is put on the film's frame grid first: source frames are rounded to it, and output
 * frame {@code k} shows the last one that is not later than {@code in + k/rate}. At an even source
 * rate that is the nearest; where the source pauses, the picture stays. Only frames that are shown
 * are scaled. The picture is turned upright, its pixels made square, and fitted with bars.
 */
final class PictureGraph {
  /** Changes whenever the same range would look otherwise. */
  static final String VERSION = "picture-4";

  private static final Set<String> HDR_TRANSFERS = Set.of("smpte2084", "arib-std-b67");

  /** Footage without colour tags is taken for what cameras of its size write. */
  private static final int LEAST_HD_HEIGHT = 720;

  /** How high dynamic range is shown in a film of standard range. */
  enum Tone {
    MAPPED,
    UNTOUCHED
  }

  private final VideoStream video;
  private final Canvas canvas;
  private final List<String> filters = new ArrayList<>();

  private PictureGraph(VideoStream video, Canvas canvas) {
    this.video = video;
    this.canvas = canvas;
  }

  /**
   * The graph as FFmpeg's {@code -vf} takes it, for a clip that is read with its own time stamps.
   *
   * @param in where the range begins, counted from the clip's first frame
   * @param focus what stays in the picture where it is cropped; empty for its middle
   */
  static String of(
      ClipAnalysis clip,
      RationalTime in,
      long frames,
      OutputProfile profile,
      Optional<Focus> focus,
      Tone tone) {
    PictureGraph graph = new PictureGraph(clip.getVideo(), profile.getCanvas());
    if (graph.video.getInterlaced()) {
      graph.filters.add("bwdif=mode=send_frame:deint=interlaced");
    }
    graph.filters.addAll(grid(absolute(clip, in), frames, FrameRate.of(profile.getEditRate())));
    graph.fit(tone);
    return String.join(",", graph.filters);
  }

  /**
   * What comes after all else where a segment of {@code frames} fades: the first frame of a fade
   * from black and the last of one to black are black, and what lies between the fades is untouched
   * (FFmpeg's own arithmetic would darken the frame beside them by a trace). Empty without fades;
   * begins with a comma.
   */
  static String fading(Fades fades, long frames) {
    StringBuilder filters = new StringBuilder();
    if (fades.in() > 0) {
      filters.append(
          ",fade=t=in:start_frame=0:nb_frames=%d:color=black:enable=lt(n\\,%d)"
              .formatted(fades.in(), fades.in()));
    }
    if (fades.out() > 0) {
      // The frame before the fade is where its ramp begins; a fade of all frames has none.
      long ramp = Math.max(1, Math.min(fades.out(), frames - 1));
      filters.append(
          ",fade=t=out:start_frame=%d:nb_frames=%d:color=black:enable=gt(n\\,%d)"
              .formatted(Math.max(0, frames - 1 - ramp), ramp, frames - 1 - ramp));
    }
    return filters.toString();
  }

  /** The presentation time of an instant of the clip, as its packets carry it. */
  static RationalTime absolute(ClipAnalysis clip, RationalTime in) {
    return RationalTime.ofTicks(
            clip.getFirstPts(), clip.getTimebase().getNum(), clip.getTimebase().getDen())
        .plus(in);
  }

  /** The filters that choose the frames of a range; they look at time stamps alone. */
  static List<String> grid(RationalTime in, long frames, FrameRate rate) {
    return List.of(
        // Rounded, for the quotient is a double and setpts cuts off: in AVI a tick is a whole
        // frame.
        "setpts=round(PTS-(%d/%d)/TB)".formatted(in.numerator(), in.denominator()),
        "fps=%s:round=near".formatted(rate),
        // After fps a tick is a frame. Frames that a seek missed are missing here too, and are
        // counted later.
        "trim=start_pts=0:end_pts=%d".formatted(frames));
  }

  private void fit(Tone tone) {
    double scale =
        Math.min(
            (double) canvas.getWidth() / video.getDisplayWidth(),
            (double) canvas.getHeight() / video.getDisplayHeight());
    int width = even(video.getDisplayWidth() * scale, canvas.getWidth());
    int height = even(video.getDisplayHeight() * scale, canvas.getHeight());
    scaleTo(width, height, tone);
    filters.add(
        "pad=%d:%d:%d:%d:color=black"
            .formatted(
                canvas.getWidth(),
                canvas.getHeight(),
                (canvas.getWidth() - width) / 4 * 2,
                (canvas.getHeight() - height) / 4 * 2));
    filters.add("setsar=1");
    // What the footage says of its turn, its light and its captions is not true of the film.
    filters.add("sidedata=mode=delete");
    filters.add(tags());
  }

  /** What the film's pictures say of themselves; filters that mix pictures forget it. */
  static String tags() {
    return "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv:field_mode=prog";
  }

  private void scaleTo(int width, int height, Tone tone) {
    if (tone == Tone.MAPPED && isHighDynamicRange(video)) {
      filters.add(
          "zscale=w=%d:h=%d:tin=%s:pin=bt2020:min=bt2020nc:t=linear:npl=100"
              .formatted(width, height, video.getColorTransfer()));
      filters.add("format=gbrpf32le");
      filters.add("zscale=p=bt709");
      filters.add("tonemap=tonemap=hable:desat=0");
      filters.add("zscale=t=bt709:m=bt709:r=tv");
    } else {
      filters.add(
          "scale=%d:%d:flags=bicubic+accurate_rnd+bitexact:in_color_matrix=%s:out_color_matrix=bt709:out_range=tv"
              .formatted(width, height, matrix()));
    }
    filters.add("format=yuv420p");
  }

  static boolean isHighDynamicRange(VideoStream video) {
    return HDR_TRANSFERS.contains(video.getColorTransfer());
  }

  private String matrix() {
    if (!video.getColorMatrix().isEmpty() && !video.getColorMatrix().equals("gbr")) {
      return "auto";
    }
    return video.getCodedHeight() >= LEAST_HD_HEIGHT ? "bt709" : "smpte170m";
  }

  private static int even(double side, int most) {
    return Math.min(most, Math.max(2, (int) Math.round(side / 2) * 2));
  }
}
