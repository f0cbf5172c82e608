package io.autocut.segments;

import io.autocut.media.SegmentEncoding;
import io.autocut.planning.Fades;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.DynamicRange;
import io.autocut.schemas.Fit;
import io.autocut.schemas.Focus;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Quality;
import io.autocut.schemas.VideoStream;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The filter graph that turns a range of any footage into frames of the film.
 *
 * <p>The range is put on the film's frame grid first: source frames are rounded to it, and output
 * frame {@code k} shows the last one that is not later than {@code in + k/rate}. At an even source
 * rate that is the nearest; where the source pauses, the picture stays. Only frames that are shown
 * are scaled. The picture is turned upright, its pixels made square, and fitted as {@link
 * PictureFit} says; what is free around it is black or its own blurred blow-up. What is already as
 * the film wants it passes untouched. Transparent pixels lie on black.
 */
final class PictureGraph {
  /** Changes whenever the same range would look otherwise. */
  static final String VERSION = "picture-6";

  private static final Set<String> HDR_TRANSFERS = Set.of("smpte2084", "arib-std-b67");

  /** Pixel formats, as FFmpeg names them, that have an alpha channel. */
  private static final Pattern TRANSPARENT =
      Pattern.compile("yuva.*|gbrap.*|ya(8|16).*|(argb|rgba|abgr|bgra).*|pal8");

  /** How the blow-up behind a whole picture is made: blurred small, which is quick. */
  private static final int BLUR_SHRINKING = 12;

  private static final int LEAST_BLURRED_SIDE = 32;
  private static final String PALER = "(minval+maxval)/2+(val-(minval+maxval)/2)*3/4";

  /**
   * Diffuse white of BT.2408; the film's white. What is brighter, up to the 1000 nits of an
   * ordinary master (4.926 times as bright), is pressed between 0.3 of it and white; darker tones
   * stay.
   */
  private static final int WHITE_NITS = 203;

  /** Footage without colour tags is taken for what cameras of its size write. */
  static final int LEAST_HD_HEIGHT = 720;

  /** How high dynamic range is shown in a film of standard range. */
  enum Tone {
    MAPPED,
    UNTOUCHED
  }

  private final VideoStream video;
  private final OutputProfile profile;
  private final Canvas canvas;
  private final List<String> filters = new ArrayList<>();

  private PictureGraph(VideoStream video, OutputProfile profile) {
    this.video = video;
    this.profile = profile;
    this.canvas = profile.getCanvas();
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
    PictureGraph graph = new PictureGraph(clip.getVideo(), profile);
    if (graph.video.getInterlaced()) {
      graph.filters.add("bwdif=mode=send_frame:deint=interlaced");
    }
    graph.filters.addAll(grid(clip, in, frames, FrameRate.of(profile.getEditRate())));
    graph.fit(PictureFit.of(graph.video, graph.canvas, profile.getFit(), focus), tone);
    graph.tag();
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
  static List<String> grid(ClipAnalysis clip, RationalTime in, long frames, FrameRate rate) {
    RationalTime begin = absolute(clip, in);
    return List.of(
        // Rounded, for the quotient is a double and setpts cuts off: in AVI a tick is a whole
        // frame.
        "setpts=round(PTS-(%d/%d)/TB)".formatted(begin.numerator(), begin.denominator()),
        "fps=%s:round=%s".formatted(rate, isFast(clip.getVideo(), rate) ? "up" : "near"),
        // After fps a tick is a frame. Frames that a seek missed are missing here too, and are
        // counted later.
        "trim=start_pts=0:end_pts=%d".formatted(frames));
  }

  /**
   * Of several frames that round to one place the last is shown, half an output frame late: in fast
   * footage that is more than a frame of its own.
   */
  private static boolean isFast(VideoStream video, FrameRate film) {
    FrameRate own = FrameRate.of(video.getAverageRate());
    return (long) own.numerator() * film.denominator() > 2L * film.numerator() * own.denominator();
  }

  /** Palettes of uncompressed video have a byte for transparency, but nothing in it. */
  private static boolean isTransparent(VideoStream video) {
    boolean barePalette =
        video.getCodec().equals("rawvideo") && video.getPixelFormat().equals("pal8");
    return !barePalette && TRANSPARENT.matcher(video.getPixelFormat()).matches();
  }

  private void fit(PictureFit fit, Tone tone) {
    if (isTransparent(video)) {
      filters.add("premultiply=inplace=1");
    }
    fit.crop()
        .ifPresent(
            part ->
                filters.add(
                    "crop=%d:%d:%d:%d"
                        .formatted(part.width(), part.height(), part.left(), part.top())));
    scaleTo(fit.width(), fit.height(), tone);
    if (fit.leavesRoom(canvas)) {
      filters.add(profile.getFit() == Fit.BLUR ? onBlur(fit) : onBlack(fit));
    }
  }

  private String onBlack(PictureFit fit) {
    return "pad=%d:%d:%d:%d:color=black"
        .formatted(canvas.getWidth(), canvas.getHeight(), fit.left(), fit.top());
  }

  /** What is not shown of the blow-up is darker and paler, so that the picture stands out. */
  private String onBlur(PictureFit fit) {
    boolean wider =
        (long) fit.width() * canvas.getHeight() > (long) canvas.getWidth() * fit.height();
    long part =
        wider
            ? (long) fit.height() * canvas.getWidth() / canvas.getHeight()
            : (long) fit.width() * canvas.getHeight() / canvas.getWidth();
    long even = Math.max(2, part / 2 * 2);
    return ("split[whole][back];[back]crop=%d:%d,scale=%d:%d:flags=fast_bilinear+bitexact,"
            + "avgblur=3,avgblur=3,"
            + "lutyuv=y=minval+(val-minval)*11/20:u=%s:v=%s,"
            + "scale=%d:%d:flags=bicubic+bitexact[wide];[wide][whole]overlay=%d:%d:format=%s")
        .formatted(
            wider ? even : fit.width(),
            wider ? fit.height() : even,
            blurred(canvas.getWidth()),
            blurred(canvas.getHeight()),
            PALER,
            PALER,
            canvas.getWidth(),
            canvas.getHeight(),
            fit.left(),
            fit.top(),
            keepsHighRange() ? "yuv420p10" : "yuv420");
  }

  private static int blurred(int side) {
    return Math.max(LEAST_BLURRED_SIDE, side / BLUR_SHRINKING / 2 * 2);
  }

  /** What the footage says of its turn, its light and its captions is not true of the film. */
  private void tag() {
    filters.add("setsar=1");
    filters.add("sidedata=mode=delete");
    filters.add(tags(profile));
  }

  /** What the film's pictures say of themselves; filters that mix pictures forget it. */
  static String tags(OutputProfile profile) {
    return "setparams=color_primaries=%s:color_trc=%s:colorspace=%s:range=tv:field_mode=prog"
        .formatted(
            SegmentEncoding.primaries(profile),
            SegmentEncoding.transfer(profile),
            SegmentEncoding.matrix(profile));
  }

  private void scaleTo(int width, int height, Tone tone) {
    if (keepsHighRange()) {
      filters.add("scale=%d:%d:flags=%s:out_range=tv".formatted(width, height, flags()));
      filters.add("format=yuv420p10le");
      return;
    }
    if (tone == Tone.MAPPED && isHighDynamicRange(video)) {
      filters.add(
          "zscale=w=%d:h=%d:tin=%s:pin=bt2020:min=bt2020nc:t=linear:npl=%d:p=bt709"
              .formatted(width, height, video.getColorTransfer(), WHITE_NITS));
      filters.add("format=gbrpf32le");
      filters.add("tonemap=tonemap=mobius:param=0.3:peak=4.926:desat=0");
      filters.add("zscale=t=bt709:m=bt709:r=tv");
    } else if (isOfTheFilm()) {
      filters.add("scale=%d:%d:flags=%s".formatted(width, height, flags()));
    } else {
      filters.add(
          "scale=%d:%d:flags=%s:in_color_matrix=%s:out_color_matrix=bt709:out_range=tv"
              .formatted(width, height, flags(), matrix()));
    }
    filters.add("format=yuv420p");
  }

  /** Colours need no conversion; a scaler without any then passes pictures of the right size on. */
  private boolean isOfTheFilm() {
    String matrix = video.getColorMatrix().isEmpty() ? matrix() : video.getColorMatrix();
    return matrix.equals("bt709")
        && video.getPixelFormat().equals("yuv420p")
        && !video.getColorRange().equals("pc");
  }

  private String flags() {
    return profile.getQuality() == Quality.DRAFT
        ? "fast_bilinear+bitexact"
        : "bicubic+accurate_rnd+bitexact";
  }

  private boolean keepsHighRange() {
    return profile.getDynamicRange() == DynamicRange.HLG
        || profile.getDynamicRange() == DynamicRange.PQ;
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
}
