package io.autocut.analysis;

import com.google.common.collect.ImmutableList;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegException;
import io.autocut.media.PacketIndex;
import io.autocut.schemas.Shot;
import io.autocut.schemas.ShotKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Divides a clip into its shots.
 *
 * <p>Most clips are one shot, and their packets and glances say so; only stretches in which
 * something may have happened are decoded frame by frame, by one child.
 */
final class ShotFinder {
  private static final int PICTURE_SIDE = 160;

  private final Ffmpeg ffmpeg;
  private final PictureReader pictures;

  ShotFinder(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
    this.pictures = new PictureReader(ffmpeg);
  }

  /** The shots from the first frame to {@code endPts}; they adjoin. */
  List<Shot> find(ClipFile clip, GlancePlan plan, GlanceScenes scenes, long endPts)
      throws IOException, InterruptedException {
    SuspectStretches suspects = new SuspectStretches(clip.packets(), plan);
    List<SuspectStretches.Stretch> stretches = suspects.find(scenes);
    boolean leavesOut = !plan.isWhole() && ffmpeg.installation().filtersInputPackets();
    if (leavesOut) {
      stretches = narrowed(clip, plan, scenes, suspects, stretches);
    }
    if (stretches.isEmpty()) {
      return shots(clip.packets(), List.of(), endPts);
    }
    PacketRuns suspect = suspects.packetsOf(stretches);
    boolean whole = !leavesOut || suspect.count() > PacketRuns.MOST;
    Watch watch = new Watch(clip.packets(), stretches);
    try {
      pictures.read(clip, PICTURE_SIDE, decoding(whole ? List.of() : suspect.options()), watch);
    } catch (FfmpegException e) {
      if (e.endedFromOutside()) {
        throw e;
      }
      // Damaged: what was seen up to there counts.
    }
    return shots(clip.packets(), watch.finish(), endPts);
  }

  private List<SuspectStretches.Stretch> narrowed(
      ClipFile clip,
      GlancePlan plan,
      GlanceScenes scenes,
      SuspectStretches suspects,
      List<SuspectStretches.Stretch> stretches)
      throws IOException, InterruptedException {
    PacketIndex packets = clip.packets();
    SuspectNarrowing narrowing =
        new SuspectNarrowing(packets, plan, suspects, clip.probed().timebase());
    List<Integer> keyframes = narrowing.keyframes(stretches);
    PacketRuns runs = new PacketRuns();
    keyframes.forEach(packet -> runs.add(packets, packet));
    if (keyframes.isEmpty() || runs.count() > PacketRuns.MOST) {
      return stretches;
    }
    Map<Long, Thumbnail> seen = new HashMap<>();
    try {
      pictures.read(
          clip,
          ClipViewer.PICTURE_SIDE,
          decoding(runs.options()),
          frame -> seen.put(frame.pts(), Thumbnail.of(frame.picture())));
    } catch (FfmpegException e) {
      if (e.endedFromOutside()) {
        throw e;
      }
      // Keyframes that do not decode by themselves tell nothing: all between others is decoded.
    }
    return narrowing.narrowed(
        stretches, keyframes, pts -> scenes.at(pts).or(() -> Optional.ofNullable(seen.get(pts))));
  }

  /**
   * Edges between blocks do not show at this size: a decoder that leaves them is a sixth faster.
   */
  private static List<String> decoding(List<String> packets) {
    return ImmutableList.<String>builder().add("-skip_loop_filter", "all").addAll(packets).build();
  }

  private static List<Shot> shots(PacketIndex packets, List<Boundary> boundaries, long endPts) {
    List<Boundary> kept = new ArrayList<>();
    long last = packets.pts().get(0);
    for (Boundary boundary : boundaries) {
      long first = packets.pts().get(boundary.first());
      if (first > last && packets.pts().get(boundary.transitionOut()) < endPts) {
        kept.add(boundary);
        last = first;
      }
    }
    List<Shot> shots = new ArrayList<>();
    long in = packets.pts().get(0);
    shots.add(new Shot(in, out(packets, kept, 0, endPts), ShotKind.START, in, in));
    for (int i = 0; i < kept.size(); i++) {
      Boundary boundary = kept.get(i);
      shots.add(
          new Shot(
              packets.pts().get(boundary.first()),
              out(packets, kept, i + 1, endPts),
              boundary.kind(),
              packets.pts().get(boundary.transitionIn()),
              packets.pts().get(boundary.transitionOut())));
    }
    return shots;
  }

  private static long out(PacketIndex packets, List<Boundary> kept, int next, long endPts) {
    return next < kept.size() ? packets.pts().get(kept.get(next).first()) : endPts;
  }

  /** Takes pictures, puts them in order, and finds the boundaries of each stretch by itself. */
  private static final class Watch implements Consumer<Glance.Frame> {
    /** Decoders hand pictures over late where packets were left out, by at most as many. */
    private static final int LATENESS = 17;

    private record Seen(int rank, Thumbnail picture) {}

    private final PacketIndex packets;
    private final List<SuspectStretches.Stretch> stretches;
    private final PriorityQueue<Seen> waiting =
        new PriorityQueue<>((one, other) -> Integer.compare(one.rank(), other.rank()));
    private final List<Boundary> found = new ArrayList<>();
    private BoundaryFinder finder = new BoundaryFinder(0);
    private int nextRank = -1;
    private int stretch = -1;

    Watch(PacketIndex packets, List<SuspectStretches.Stretch> stretches) {
      this.packets = packets;
      this.stretches = stretches;
    }

    @Override
    public void accept(Glance.Frame frame) {
      int rank = packets.rankOf(frame.pts());
      if (rank >= 0) {
        waiting.add(new Seen(rank, Thumbnail.of(frame.picture())));
      }
      if (waiting.size() > LATENESS) {
        take(waiting.remove());
      }
    }

    private void take(Seen seen) {
      while (stretch + 1 < stretches.size() && seen.rank() >= firstRank(stretch + 1)) {
        stretch++;
        nextRank = -1;
      }
      if (stretch < 0 || seen.rank() < nextRank) {
        return;
      }
      if (seen.rank() != nextRank) {
        found.addAll(finder.finish());
        finder = new BoundaryFinder(seen.rank());
      }
      finder.add(seen.picture());
      nextRank = seen.rank() + 1;
    }

    private int firstRank(int of) {
      return packets.ranksBefore(packets.ptsOf(stretches.get(of).packet()));
    }

    List<Boundary> finish() {
      while (!waiting.isEmpty()) {
        take(waiting.remove());
      }
      found.addAll(finder.finish());
      return found;
    }
  }
}
