package io.autocut.planning;

import io.autocut.media.Failures;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.CodedFormat;
import io.autocut.schemas.CopyTraits;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.VideoStream;
import io.autocut.time.FrameRate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Whether clips are all coded alike, and if not, what differs first and in which. */
final class Alikeness {
  private static final int MOST_NAMES = 3;

  private final List<AnalyzedClip> clips;

  /**
   * @param clips at least one
   */
  Alikeness(List<AnalyzedClip> clips) {
    this.clips = clips.stream().sorted(Comparator.comparing(AnalyzedClip::uri)).toList();
  }

  /** What stands against joining them by copy, for people; empty when nothing. */
  Optional<String> difference() {
    return differing("%s", Alikeness::codec)
        .or(() -> differing("%s", Alikeness::size))
        .or(() -> differing("turned by %s degrees", Alikeness::turn))
        .or(() -> differing("%s", VideoStream::getPixelFormat))
        .or(() -> differing("%s", Alikeness::profile))
        .or(() -> differing("of the colours %s", Alikeness::colours))
        .or(this::notCopyable)
        .or(this::ofNoCommonRate)
        .or(() -> differing("of another parameter set (%s)", VideoStream::getParameterSetHash));
  }

  private static String codec(VideoStream video) {
    return video.getCodec();
  }

  private static String size(VideoStream video) {
    return video.getCodedWidth() + "x" + video.getCodedHeight();
  }

  private static String turn(VideoStream video) {
    return switch (video.getTurning()) {
      case MIRRORED -> video.getRotation() + " (mirrored)";
      case ODD -> "odd";
      default -> "" + video.getRotation();
    };
  }

  private static String profile(VideoStream video) {
    return "%s profile, level %d, pixels %s"
        .formatted(video.getCodecProfile(), video.getCodecLevel(), video.getSampleAspectRatio());
  }

  private static String colours(VideoStream video) {
    return String.join(
        "/",
        video.getColorPrimaries(),
        video.getColorTransfer(),
        video.getColorMatrix(),
        video.getColorRange());
  }

  private Optional<String> differing(String is, Function<VideoStream, String> trait) {
    Map<String, List<AnalyzedClip>> byTrait = new LinkedHashMap<>();
    for (AnalyzedClip clip : clips) {
      byTrait
          .computeIfAbsent(trait.apply(clip.analysis().getVideo()), any -> new ArrayList<>())
          .add(clip);
    }
    if (byTrait.size() == 1) {
      return Optional.empty();
    }
    Map.Entry<String, List<AnalyzedClip>> most =
        byTrait.entrySet().stream()
            .reduce((a, b) -> b.getValue().size() > a.getValue().size() ? b : a)
            .orElseThrow();
    Map.Entry<String, List<AnalyzedClip>> other =
        byTrait.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(most.getKey()))
            .findFirst()
            .orElseThrow();
    return Optional.of(
        "%s %s %s, %s %s"
            .formatted(
                names(other.getValue()),
                are(other.getValue()),
                is.formatted(other.getKey()),
                byTrait.size() == 2 ? "the others" : "others",
                is.formatted(most.getKey())));
  }

  private Optional<String> notCopyable() {
    List<AnalyzedClip> without = lacking(traits -> true);
    if (!without.isEmpty()) {
      return Optional.of(
          names(without) + " " + are(without) + " no MP4 or QuickTime file of H.264 or HEVC");
    }
    List<AnalyzedClip> uneven = lacking(traits -> !traits.getEvenRates().isEmpty());
    if (!uneven.isEmpty()) {
      return Optional.of(names(uneven) + " " + are(uneven) + " unevenly timed");
    }
    List<AnalyzedClip> closed = lacking(traits -> !traits.getInPts().isEmpty());
    return closed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            names(closed)
                + (closed.size() == 1 ? " has" : " have")
                + " no keyframe that a copy could begin with");
  }

  private List<AnalyzedClip> lacking(Predicate<CopyTraits> trait) {
    return clips.stream()
        .filter(
            clip ->
                clip.analysis().getCopying() == null || !trait.test(clip.analysis().getCopying()))
        .toList();
  }

  private Optional<String> ofNoCommonRate() {
    return commonRates().isEmpty()
        ? differing(
                "at %s frames a second", video -> FrameRate.of(video.getAverageRate()).toString())
            .or(() -> Optional.of("no even rate suits all of it"))
        : Optional.empty();
  }

  /** The even rates of the first clip that all others keep, too, the nearest to its own first. */
  private List<EditRate> commonRates() {
    List<EditRate> common = new ArrayList<>(clips.get(0).analysis().getCopying().getEvenRates());
    clips.forEach(clip -> common.retainAll(clip.analysis().getCopying().getEvenRates()));
    return common;
  }

  /** The rate of clips that are alike: of those that all keep, the one that is nearest to most. */
  FrameRate rate() {
    return commonRates().stream()
        .min(Comparator.comparingLong(this::places))
        .map(FrameRate::of)
        .orElseThrow();
  }

  private long places(EditRate rate) {
    return clips.stream()
        .mapToLong(clip -> clip.analysis().getCopying().getEvenRates().indexOf(rate))
        .sum();
  }

  /** How clips are coded that are alike. */
  CodedFormat format() {
    VideoStream video = clips.get(0).analysis().getVideo();
    return CodedFormat.newBuilder()
        .setCodec(video.getCodec())
        .setCodecProfile(video.getCodecProfile())
        .setCodecLevel(video.getCodecLevel())
        .setPixelFormat(video.getPixelFormat())
        .setCodedWidth(video.getCodedWidth())
        .setCodedHeight(video.getCodedHeight())
        .setSampleAspectRatio(video.getSampleAspectRatio())
        .setRotation(video.getRotation())
        .setColorTransfer(video.getColorTransfer())
        .setColorPrimaries(video.getColorPrimaries())
        .setColorMatrix(video.getColorMatrix())
        .setColorRange(video.getColorRange())
        .setParameterSetHash(video.getParameterSetHash())
        .setReorderFrames(
            clips.stream()
                .map(AnalyzedClip::analysis)
                .map(ClipAnalysis::getCopying)
                .mapToInt(CopyTraits::getReorderFrames)
                .max()
                .orElse(0))
        .build();
  }

  private static String are(List<AnalyzedClip> some) {
    return some.size() == 1 ? "is" : "are";
  }

  private static String names(List<AnalyzedClip> some) {
    String listed =
        String.join(
            ", ",
            some.stream().limit(MOST_NAMES).map(clip -> Failures.nameOf(clip.uri())).toList());
    return some.size() > MOST_NAMES
        ? listed + " and " + (some.size() - MOST_NAMES) + " more"
        : listed;
  }
}
