package io.autocut.analysis;

import io.autocut.media.Ffmpeg;
import io.autocut.media.MediaProbe;
import io.autocut.media.MediaProbe.ProbedClip;
import io.autocut.media.PacketIndex;
import io.autocut.media.PlayedSpeeds;
import io.autocut.media.UnusableMediaException;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Moment;
import io.autocut.schemas.Shot;
import io.autocut.schemas.Timebase;
import io.autocut.schemas.VideoStream;
import io.autocut.store.ContentKey;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out what the planner and the cutter need to know of one clip.
 *
 * <p>The result depends on the clip's content, this class's {@link #VERSION} and FFmpeg alone.
 * Blocks on a few child processes one after another; safe for many threads.
 */
public final class ClipAnalyzer {
  /** Changes whenever the same clip would be described otherwise. */
  public static final String VERSION = "clip-10";

  /** Keyframes closer than this to the one before are no further choice for an in-point. */
  private static final RationalTime KEYFRAME_SPACING = RationalTime.of(1, 5);

  /** A damaged time stamp claims days; a camera's card is full before. */
  private static final RationalTime LONGEST = RationalTime.of(12 * 3600, 1);

  private static final RationalTime TOLERATED_LOSS = RationalTime.of(1, 2);

  private final Ffmpeg ffmpeg;
  private final MediaProbe probe;
  private final ClipViewer viewer;
  private final ShotFinder shotFinder;

  public ClipAnalyzer(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
    this.probe = new MediaProbe(ffmpeg);
    this.viewer = new ClipViewer(ffmpeg);
    this.shotFinder = new ShotFinder(ffmpeg);
  }

  /** The key under which the analysis of that content is stored. */
  public ContentKey key(String fingerprint) {
    return ContentKey.of(ContentKey.Kind.ANALYSIS)
        .with("clip", fingerprint)
        .with("analyzer", VERSION)
        .with("ffmpeg", ffmpeg.installation().identity())
        .build();
  }

  /**
   * Finds out what the planner and the cutter need to know of the clip in {@code file}.
   *
   * @throws UnusableMediaException when nothing of it can be shown
   * @throws IOException when another try might pass
   */
  public ClipAnalysis analyze(Path file, String fingerprint)
      throws UnusableMediaException, IOException, InterruptedException {
    MediaProbe.ReadClip read = probe.readClip(file);
    ClipFile clip = new ClipFile(file, read.probed(), read.packets());
    requireFrames(clip);
    VideoStream video = clip.probed().video();
    GlancePlan plan =
        GlancePlan.of(
            clip.packets(),
            (long) video.getCodedWidth() * video.getCodedHeight(),
            clip.probed().timebase());
    View view = new View(clip.probed());
    ClipViewer.Extent extent = viewer.view(clip, plan, view::begin);
    if (view.scenes.isEmpty()) {
      throw new UnusableMediaException(
          "UNDECODABLE",
          "holds no frame of its %s video that decodes (FFmpeg: %s)"
              .formatted(video.getCodec(), extent.damage()));
    }
    List<Shot> shots = shotFinder.find(clip, plan, view.scenes, extent.endPts());
    return describe(fingerprint, clip, extent)
        .setShots(shots)
        .setMoments(moments(clip, shots, view))
        .setCopying(CopyPoints.of(file, read).orElse(null))
        .build();
  }

  private List<Moment> moments(ClipFile clip, List<Shot> shots, View view)
      throws IOException, InterruptedException {
    ProbedClip probed = clip.probed();
    ClipSound sound =
        probed.sounding()
            ? ClipSound.read(ffmpeg, clip.path(), probed.containerStart())
            : ClipSound.SILENCE;
    return new MomentFinder(probed.video(), probed.timebase(), clip.packets(), sound)
        .find(shots, view.glances.measures());
  }

  /** What was seen of a clip at the last attempt to look at it. */
  private static final class View {
    private final ProbedClip probed;
    private GlanceScenes scenes = new GlanceScenes();
    private MeasuredGlances glances;

    View(ProbedClip probed) {
      this.probed = probed;
      this.glances = new MeasuredGlances(probed.video(), probed.timebase());
    }

    Consumer<Glance> begin() {
      scenes = new GlanceScenes();
      glances = new MeasuredGlances(probed.video(), probed.timebase());
      return scenes.andThen(glances);
    }
  }

  private static void requireFrames(ClipFile clip) throws UnusableMediaException {
    PacketIndex packets = clip.packets();
    if (packets.isEmpty()) {
      throw new UnusableMediaException(
          "NO_FRAMES",
          "announces " + clip.probed().video().getCodec() + " video but holds no frame of it");
    }
    RationalTime length = time(clip, packets.endPts() - packets.pts().get(0));
    if (length.compareTo(LONGEST) > 0) {
      throw new UnusableMediaException(
          "TOO_LONG",
          "claims to last %d hours; at most %d are read"
              .formatted(length.toTicks(3600, 1), LONGEST.toTicks(3600, 1)));
    }
  }

  private static ClipAnalysis.Builder describe(
      String fingerprint, ClipFile clip, ClipViewer.Extent extent) throws IOException {
    ProbedClip probed = clip.probed();
    PacketIndex packets = clip.packets();
    long first = packets.pts().get(0);
    return ClipAnalysis.newBuilder()
        .setFingerprint(fingerprint)
        .setContainer(probed.container())
        .setVideo(probed.video())
        .setTimebase(probed.timebase())
        .setFirstPts(first)
        .setEndPts(extent.endPts())
        .setFrames(packets.pts().length())
        .setContainerStartMicros(probed.containerStart().toMicros())
        .setKeyframePts(keyframes(probed.timebase(), packets, extent.endPts()))
        .setNote(note(clip, extent))
        .setRecordedMicros(probed.recordedMicros());
  }

  private static List<Long> keyframes(Timebase timebase, PacketIndex packets, long endPts) {
    long spacing = KEYFRAME_SPACING.toTicks(timebase.getNum(), timebase.getDen());
    List<Long> kept = new ArrayList<>();
    for (long pts : packets.keyframes().asList()) {
      if (pts < endPts && (kept.isEmpty() || pts - kept.get(kept.size() - 1) >= spacing)) {
        kept.add(pts);
      }
    }
    return kept;
  }

  private static String note(ClipFile clip, ClipViewer.Extent extent) throws IOException {
    boolean inBoxes = List.of(clip.probed().container().split(",")).contains("mov");
    String speed =
        inBoxes && PlayedSpeeds.differ(clip.path())
            ? "is to be played slower or faster in parts (its edit list); it is shown at the speed at which it was recorded."
            : "";
    return Stream.of(damage(clip, extent), speed)
        .filter(said -> !said.isEmpty())
        .collect(Collectors.joining(" It "));
  }

  private static String damage(ClipFile clip, ClipViewer.Extent extent) {
    if (extent.pastDamage()) {
      return "has damaged pictures (FFmpeg: " + extent.damage() + "); used all the same.";
    }
    RationalTime lost = time(clip, clip.packets().endPts() - extent.endPts());
    if (!extent.damage().isEmpty() || lost.compareTo(TOLERATED_LOSS) > 0) {
      long tenths = time(clip, extent.endPts() - clip.packets().pts().get(0)).toTicks(1, 10);
      return "damaged after %d.%d s%s. Used up to there."
          .formatted(
              tenths / 10,
              tenths % 10,
              extent.damage().isEmpty() ? "" : " (FFmpeg: " + extent.damage() + ")");
    }
    return "";
  }

  private static RationalTime time(ClipFile clip, long ticks) {
    Timebase timebase = clip.probed().timebase();
    return RationalTime.ofTicks(ticks, timebase.getNum(), timebase.getDen());
  }
}
