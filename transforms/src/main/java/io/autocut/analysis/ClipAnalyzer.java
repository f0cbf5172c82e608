package io.autocut.analysis;

import io.autocut.media.Ffmpeg;
import io.autocut.media.MediaProbe;
import io.autocut.media.MediaProbe.ProbedClip;
import io.autocut.media.PacketIndex;
import io.autocut.media.UnusableMediaException;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Moment;
import io.autocut.schemas.Shot;
import io.autocut.schemas.ShotKind;
import io.autocut.schemas.Timebase;
import io.autocut.store.ContentKey;
import io.autocut.time.RationalTime;
import io.autocut.time.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out what the planner and the cutter need to know of one clip.
 *
 * <p>The result depends on the clip's content, this class's {@link #VERSION} and FFmpeg alone.
 * Blocks on three child processes one after another; safe for many threads.
 */
public final class ClipAnalyzer {
  /** Changes whenever the same clip would be described otherwise. */
  public static final String VERSION = "clip-5";

  /** Samples in a moment: half a second. */
  private static final int MOMENT = FrameSampler.RATE / 2;

  /** Keyframes closer than this to the one before are no further choice for an in-point. */
  private static final RationalTime KEYFRAME_SPACING = RationalTime.of(1, 5);

  /** A damaged time stamp claims days; a camera's card is full before. */
  private static final RationalTime LONGEST = RationalTime.of(12 * 3600, 1);

  private static final RationalTime TOLERATED_LOSS = RationalTime.of(1, 2);

  private final Ffmpeg ffmpeg;
  private final MediaProbe probe;
  private final FrameSampler sampler;
  private final ShotDetector shotDetector = new ShotDetector();
  private final MomentScorer scorer = new MomentScorer();

  public ClipAnalyzer(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
    this.probe = new MediaProbe(ffmpeg);
    this.sampler = new FrameSampler(ffmpeg);
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
   * Analyses the clip in {@code file}.
   *
   * @throws UnusableMediaException when nothing of it can be shown
   * @throws IOException when the file or a child process could not be read for another reason
   */
  public ClipAnalysis analyze(Path file, String fingerprint)
      throws UnusableMediaException, IOException, InterruptedException {
    ProbedClip probed = probe.probeClip(file);
    PacketIndex packets = probe.packets(file, probed.video());
    if (packets.isEmpty()) {
      throw new UnusableMediaException(
          "NO_FRAMES",
          "announces " + probed.video().getCodec() + " video but holds no frame of it");
    }
    TimeRange shown = shown(probed.timebase(), packets);
    if (shown.length().compareTo(LONGEST) > 0) {
      throw new UnusableMediaException(
          "TOO_LONG",
          "claims to last %d hours; at most %d are read"
              .formatted(shown.length().toTicks(3600, 1), LONGEST.toTicks(3600, 1)));
    }
    FrameSampler.Samples samples = sampler.sample(file, probed.video(), shown);
    if (samples.frames().isEmpty()) {
      throw new UnusableMediaException(
          "UNDECODABLE", "holds no frame that decodes (FFmpeg: " + samples.damage() + ")");
    }
    return describe(fingerprint, probed, packets, samples);
  }

  private static TimeRange shown(Timebase timebase, PacketIndex packets) {
    return TimeRange.of(
        RationalTime.ofTicks(packets.pts().get(0), timebase.getNum(), timebase.getDen()),
        RationalTime.ofTicks(packets.endPts(), timebase.getNum(), timebase.getDen()));
  }

  private ClipAnalysis describe(
      String fingerprint, ProbedClip probed, PacketIndex packets, FrameSampler.Samples samples) {
    SampleClock clock = SampleClock.of(probed.timebase(), packets, samples.frames().size());
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int cut : shotDetector.cuts(samples.frames())) {
      // In a coarse timebase a cut just before the last frame is rounded to the clip's end.
      if (clock.ptsOf(cut) < clock.endPts()) {
        starts.add(cut);
      }
    }
    return ClipAnalysis.newBuilder()
        .setFingerprint(fingerprint)
        .setContainer(probed.container())
        .setVideo(probed.video())
        .setTimebase(probed.timebase())
        .setFirstPts(clock.firstPts())
        .setEndPts(clock.endPts())
        .setFrames(packets.pts().length())
        .setContainerStartMicros(probed.containerStart().toMicros())
        .setKeyframePts(keyframes(probed.timebase(), packets, clock.endPts()))
        .setShots(shots(starts, clock))
        .setMoments(moments(starts, samples.frames(), clock))
        .setNote(note(samples, packets, clock))
        .build();
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

  private static List<Shot> shots(List<Integer> starts, SampleClock clock) {
    List<Shot> shots = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      long out = i + 1 < starts.size() ? clock.ptsOf(starts.get(i + 1)) : clock.endPts();
      long in = clock.ptsOf(starts.get(i));
      shots.add(new Shot(in, out, i == 0 ? ShotKind.START : ShotKind.CUT, in, in));
    }
    return shots;
  }

  private List<Moment> moments(
      List<Integer> starts, List<FrameMeasures> frames, SampleClock clock) {
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      boolean lastShot = i + 1 == starts.size();
      // The cut lies somewhere between two samples: the last sample before it ends the shot safely.
      int end = lastShot ? frames.size() : starts.get(i + 1) - 1;
      for (int from = starts.get(i); from < end; from += MOMENT) {
        int to = Math.min(end, from + MOMENT);
        long out = lastShot && to == end ? clock.endPts() : clock.ptsOf(to);
        if (out > clock.ptsOf(from)) {
          moments.add(
              Moment.newBuilder()
                  .setInPts(clock.ptsOf(from))
                  .setOutPts(out)
                  .setPeakPts(clock.ptsOf(from))
                  .setScores(scorer.score(frames.subList(from, to)))
                  .build());
        }
      }
    }
    return moments;
  }

  private static String note(FrameSampler.Samples samples, PacketIndex packets, SampleClock clock) {
    RationalTime lost = clock.timeBetween(clock.endPts(), packets.endPts());
    if (samples.decodedPastDamage()) {
      return "has damaged pictures (FFmpeg: " + samples.damage() + "); used all the same.";
    }
    if (!samples.damage().isEmpty() || lost.compareTo(TOLERATED_LOSS) > 0) {
      return "damaged after %s s%s. Used up to there."
          .formatted(
              clock.secondsOf(clock.endPts()),
              samples.damage().isEmpty() ? "" : " (FFmpeg: " + samples.damage() + ")");
    }
    return "";
  }
}
