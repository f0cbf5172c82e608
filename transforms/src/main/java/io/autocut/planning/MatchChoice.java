package io.autocut.planning;

import io.autocut.ingest.CanvasSpec;
import io.autocut.ingest.FpsSpec;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.CodedFormat;
import io.autocut.schemas.DynamicRange;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditTemplate;
import io.autocut.schemas.Event;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.MontageWishes;
import io.autocut.schemas.PictureWishes;
import io.autocut.schemas.Quality;
import io.autocut.schemas.Transition;
import io.autocut.schemas.Turning;
import io.autocut.schemas.VideoStream;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a film can keep its footage as it is coded, so that what it shows is copied and only what
 * a fade touches, or a cut that the coding does not allow, is encoded again.
 *
 * <p>All clips have to agree in how they are coded, and nothing that somebody wishes may change
 * their pictures. A pure function of the request and the clips' analyses.
 */
final class MatchChoice {
  /** With keyframes farther apart, the shots would begin where they can, not where they should. */
  private static final RationalTime SPARSEST_KEYFRAMES = RationalTime.of(5, 2);

  /** What every H.264 encoder here can write, and so can be encoded to stand beside copies. */
  private static final Set<String> EIGHT_BITS = Set.of("yuv420p", "yuvj420p");

  private static final Map<String, DynamicRange> RANGES =
      Map.of("smpte2084", DynamicRange.PQ, "arib-std-b67", DynamicRange.HLG);

  /** What a film keeps of its footage. */
  record Match(CodedFormat format, FrameRate rate, Canvas canvas, DynamicRange range) {
    /** Whether pictures can be encoded so that they stand beside copied ones in one stream. */
    boolean canEncode() {
      return format.getCodec().equals("h264") && EIGHT_BITS.contains(format.getPixelFormat());
    }
  }

  private final boolean insisted;
  private final Optional<Match> match;
  private final String why;
  private final List<AnalyzedClip> clips;

  private MatchChoice(
      boolean insisted, Optional<Match> match, String why, List<AnalyzedClip> clips) {
    this.insisted = insisted;
    this.match = match;
    this.why = why;
    this.clips = clips;
  }

  /**
   * @param clips those that the film may show
   */
  static MatchChoice of(MontageRequest request, List<AnalyzedClip> clips) {
    PictureWishes picture =
        request.getPicture() == null ? PictureWishes.newBuilder().build() : request.getPicture();
    boolean insisted = picture.getQuality() == Quality.MATCH;
    if (!insisted && picture.getQuality() != Quality.AUTO) {
      return new MatchChoice(false, Optional.empty(), "", clips);
    }
    try {
      Match found = match(request, picture, clips);
      return new MatchChoice(insisted, Optional.of(found), "", clips);
    } catch (CannotMatchException e) {
      return new MatchChoice(insisted, Optional.empty(), e.getMessage(), clips);
    }
  }

  /**
   * What the film of a plan that is made or given keeps of its footage; empty where it is encoded.
   *
   * @param clips those that can be used
   */
  static Optional<Match> of(
      MontageRequest request, List<AnalyzedClip> clips, EditDecisionList list) {
    Set<String> excluded = new HashSet<>();
    Library.of(clips, wishes(request))
        .excluded()
        .forEach(footage -> excluded.add(footage.clip().fingerprint()));
    List<AnalyzedClip> shown =
        clips.stream().filter(clip -> !excluded.contains(clip.fingerprint())).toList();
    return shown.isEmpty() ? Optional.empty() : of(request, shown).keptBy(list);
  }

  private static MontageWishes wishes(MontageRequest request) {
    return request.getWishes() == null ? MontageWishes.newBuilder().build() : request.getWishes();
  }

  /** Says why footage cannot be copied. */
  private static final class CannotMatchException extends Exception {
    private static final long serialVersionUID = 1L;

    CannotMatchException(String message) {
      super(message);
    }
  }

  private static void require(boolean holds, String otherwise) throws CannotMatchException {
    if (!holds) {
      throw new CannotMatchException(otherwise);
    }
  }

  private static Match match(
      MontageRequest request, PictureWishes picture, List<AnalyzedClip> clips)
      throws CannotMatchException {
    require(!picture.getPreview(), "a preview is smaller than the footage");
    Alikeness alike = new Alikeness(clips);
    Optional<String> different = alike.difference();
    if (different.isPresent()) {
      throw new CannotMatchException(different.get());
    }
    VideoStream video = clips.get(0).analysis().getVideo();
    Canvas canvas = new Canvas(video.getDisplayWidth(), video.getDisplayHeight());
    FrameRate rate = alike.rate();
    Match match = new Match(alike.format(), rate, canvas, range(video));
    requireWishes(request, match);
    requireShape(video);
    requireCodec(match);
    if (picture.getQuality() == Quality.AUTO) {
      requireWorth(picture, clips, match);
    }
    return match;
  }

  private static void requireWishes(MontageRequest request, Match match)
      throws CannotMatchException {
    CanvasSpec canvas = CanvasSpec.parse(request.getCanvas());
    String size = match.canvas().getWidth() + "x" + match.canvas().getHeight();
    boolean exact = canvas.exact().isEmpty() || canvas.exact().get().equals(match.canvas());
    boolean shape =
        canvas.aspect().isEmpty()
            || (long) match.canvas().getWidth() * canvas.aspect().get().height()
                == (long) match.canvas().getHeight() * canvas.aspect().get().width();
    require(
        exact && shape, "the film is to be " + request.getCanvas() + ", the footage is " + size);
    Optional<FrameRate> fps = FpsSpec.parse(request.getFps()).exact();
    require(
        fps.isEmpty() || fps.get().equals(match.rate()),
        "the film is to have "
            + request.getFps()
            + " frames a second, the footage has "
            + match.rate());
  }

  private static void requireShape(VideoStream video) throws CannotMatchException {
    require(video.getTurning() != Turning.MIRRORED, "the footage is to be shown mirrored");
    require(video.getTurning() != Turning.ODD, "the footage is to be shown at an odd angle");
    require(!video.getInterlaced(), "the footage is interlaced");
    String aspect = video.getSampleAspectRatio();
    require(aspect.isEmpty() || aspect.equals("1:1"), "the footage has pixels of " + aspect);
  }

  private static void requireCodec(Match match) throws CannotMatchException {
    require(
        match.canEncode() || match.format().getReorderFrames() == 0,
        "its "
            + name(match.format())
            + " has B-frames, and what a cut leaves of them could not be encoded to stand beside it");
  }

  private static void requireWorth(PictureWishes picture, List<AnalyzedClip> clips, Match match)
      throws CannotMatchException {
    require(
        match.range() == DynamicRange.STANDARD || picture.getKeepHighDynamicRange(),
        "the film is to be of standard dynamic range, the footage is not");
    // Unasked, a film is not staked on every copy's success.
    require(
        match.canEncode(),
        name(match.format()) + " could not be encoded to stand beside a copy that fails");
    long beginnings = 0;
    RationalTime length = RationalTime.ZERO;
    for (AnalyzedClip clip : clips) {
      beginnings += clip.analysis().getCopying().getInPts().size();
      length = length.plus(length(clip));
    }
    require(
        length.compareTo(SPARSEST_KEYFRAMES.times(beginnings)) <= 0,
        "the footage has too few keyframes for shots to begin on");
  }

  private static RationalTime length(AnalyzedClip clip) {
    return RationalTime.ofTicks(
        clip.analysis().getEndPts() - clip.analysis().getFirstPts(),
        clip.analysis().getTimebase().getNum(),
        clip.analysis().getTimebase().getDen());
  }

  private static DynamicRange range(VideoStream video) {
    return RANGES.getOrDefault(video.getColorTransfer(), DynamicRange.STANDARD);
  }

  /** For people. */
  private static String name(CodedFormat format) {
    String codec = format.getCodec().equals("hevc") ? "HEVC" : "H.264";
    return EIGHT_BITS.contains(format.getPixelFormat())
        ? codec
        : codec + " (" + format.getPixelFormat() + ")";
  }

  Optional<Match> match() {
    return match;
  }

  /** Whether somebody asked for it, rather than left it to the program. */
  boolean isInsistedOn() {
    return insisted;
  }

  /**
   * The template as far as a film can follow it that keeps its footage: where nothing can be
   * encoded to stand beside copies, it cuts instead of fading.
   */
  EditTemplate template(EditTemplate wished) {
    if (match.isEmpty() || match.get().canEncode()) {
      return wished;
    }
    return EditTemplate.newBuilder(wished)
        .setOpening(Transition.CUT)
        .setAtSections(Transition.CUT)
        .setEnding(Transition.CUT)
        .build();
  }

  boolean canEncode() {
    return match.isPresent() && match.get().canEncode();
  }

  /** The same where too little of the footage begins on a keyframe. */
  MatchChoice not() {
    return match.isEmpty()
        ? this
        : new MatchChoice(
            insisted, Optional.empty(), "too little of it begins on a keyframe", clips);
  }

  /** What a person should know of it. */
  List<String> notes(EditTemplate wished) {
    if (match.isEmpty()) {
      return insisted
          ? List.of("The footage cannot be copied: " + why + ". It is encoded instead.")
          : List.of();
    }
    Match kept = match.get();
    String note =
        "The footage is all coded alike (%s %dx%d at %s): it is copied, not encoded again."
            .formatted(
                name(kept.format()),
                kept.canvas().getWidth(),
                kept.canvas().getHeight(),
                kept.rate());
    return template(wished).equals(wished)
        ? List.of(note)
        : List.of(
            note,
            "Fades are left out: faded %s could not be encoded to stand beside copies."
                .formatted(name(kept.format())));
  }

  private Optional<Match> keptBy(EditDecisionList list) {
    return match.filter(
        kept ->
            kept.canvas().equals(list.getCanvas())
                && kept.rate().toRecord().equals(list.getEditRate())
                && (insisted && kept.canEncode() || beginsWhereCopyingCan(list))
                && (kept.canEncode() || onlyCuts(list)));
  }

  private boolean beginsWhereCopyingCan(EditDecisionList list) {
    Map<String, AnalyzedClip> byContent = new HashMap<>();
    clips.forEach(clip -> byContent.put(clip.fingerprint(), clip));
    return list.getEvents().stream()
        .allMatch(
            event -> {
              AnalyzedClip clip = byContent.get(event.getClipFingerprint());
              return clip != null && beginsWhereCopyingCan(event, clip.analysis());
            });
  }

  private static boolean beginsWhereCopyingCan(Event event, ClipAnalysis clip) {
    RationalTime in = RationalTime.of(event.getSourceIn());
    int num = clip.getTimebase().getNum();
    int den = clip.getTimebase().getDen();
    long pts = clip.getFirstPts() + in.toTicks(num, den);
    return in.equals(RationalTime.ofTicks(pts - clip.getFirstPts(), num, den))
        && clip.getCopying().getInPts().contains(pts);
  }

  private static boolean onlyCuts(EditDecisionList list) {
    return list.getFadeFrames() == 0
        || (list.getEnding() != Transition.FADE
            && list.getEvents().stream()
                .allMatch(event -> event.getTransition() == Transition.CUT));
  }
}
