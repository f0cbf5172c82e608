package io.autocut.analysis;

import io.autocut.analysis.SuspectStretches.Stretch;
import io.autocut.media.PacketIndex;
import io.autocut.schemas.Timebase;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Narrows stretches in which a shot may end by the keyframes within, which are decoded by
 * themselves: a camera that is carried along shows something else every three seconds, but no
 * sudden change from one keyframe to the next.
 *
 * <p>A stretch stays suspect between keyframes that differ like scenes, where packet sizes tell of
 * a cut, and where the keyframes between two that differ look like a mix of them or like nothing:
 * dissolves and fades last longer than keyframes are apart.
 */
final class SuspectNarrowing {
  /** Keyframes nearer to one another tell no more; of footage that has no others all are. */
  private static final RationalTime SPACING = RationalTime.ofMillis(400);

  /** Of keyframes within one dissolve the first and the last are no further apart. */
  private static final RationalTime LONGEST_MIX = RationalTime.ofMillis(3_200);

  /** A fade is told from where it begins. */
  private static final RationalTime LEAD = RationalTime.ofMillis(1_500);

  /** What is judged needs so many frames before it and after it. */
  private static final int CONTEXT = 12;

  private final PacketIndex packets;
  private final GlancePlan plan;
  private final SuspectStretches suspects;
  private final long spacing;
  private final long longestMix;
  private final long lead;

  private record Point(int packet, int endPacket, Thumbnail scene) {}

  SuspectNarrowing(
      PacketIndex packets, GlancePlan plan, SuspectStretches suspects, Timebase timebase) {
    this.packets = packets;
    this.plan = plan;
    this.suspects = suspects;
    this.spacing = SPACING.toTicks(timebase.getNum(), timebase.getDen());
    this.longestMix = LONGEST_MIX.toTicks(timebase.getNum(), timebase.getDen());
    this.lead = LEAD.toTicks(timebase.getNum(), timebase.getDen());
  }

  /** Places in the file of the keyframes that would tell more of {@code stretches}. */
  List<Integer> keyframes(List<Stretch> stretches) {
    List<Integer> found = new ArrayList<>();
    for (Stretch stretch : stretches) {
      for (int glance = 0; glance + 1 < plan.glances(); glance++) {
        if (plan.firstPacket(glance) >= stretch.packet()
            && plan.firstPacket(glance + 1) < stretch.endPacket()) {
          addBetween(glance, found);
        }
      }
    }
    return found;
  }

  private void addBetween(int glance, List<Integer> found) {
    long last = packets.ptsOf(plan.firstPacket(glance));
    for (int packet = plan.endPacket(glance); packet < plan.firstPacket(glance + 1); packet++) {
      if (packets.isKeyframe(packet) && packets.ptsOf(packet) - last >= spacing) {
        found.add(packet);
        last = packets.ptsOf(packet);
      }
    }
  }

  /**
   * What stays suspect.
   *
   * @param keyframes that were looked at
   * @param scenes what is shown at a time, empty where nothing was decoded
   */
  List<Stretch> narrowed(
      List<Stretch> stretches, List<Integer> keyframes, LongFunction<Optional<Thumbnail>> scenes) {
    List<Stretch> narrow = new ArrayList<>();
    for (Stretch stretch : stretches) {
      List<Point> points = points(stretch, keyframes, scenes);
      if (points.size() < 2) {
        SuspectStretches.add(narrow, stretch);
      } else {
        narrow(points, narrow);
        Point last = points.get(points.size() - 1);
        if (last.endPacket() < stretch.endPacket()) {
          SuspectStretches.add(narrow, new Stretch(last.packet(), stretch.endPacket()));
        }
      }
    }
    return narrow;
  }

  private List<Point> points(
      Stretch stretch, List<Integer> keyframes, LongFunction<Optional<Thumbnail>> scenes) {
    List<Point> points = new ArrayList<>();
    for (int glance = 0; glance < plan.glances(); glance++) {
      addPoint(plan.firstPacket(glance), plan.endPacket(glance), stretch, scenes, points);
    }
    for (int packet : keyframes) {
      addPoint(packet, packet + 1, stretch, scenes, points);
    }
    points.sort((one, other) -> Integer.compare(one.packet(), other.packet()));
    return points;
  }

  private void addPoint(
      int packet,
      int endPacket,
      Stretch stretch,
      LongFunction<Optional<Thumbnail>> scenes,
      List<Point> points) {
    if (packet >= stretch.packet() && packet < stretch.endPacket()) {
      scenes
          .apply(packets.ptsOf(packet))
          .ifPresent(scene -> points.add(new Point(packet, endPacket, scene)));
    }
  }

  private void narrow(List<Point> points, List<Stretch> narrow) {
    int last = points.size() - 1;
    for (int i = 0; i < last; i++) {
      Point one = points.get(i);
      Point next = points.get(i + 1);
      double distance = SceneDistance.between(one.scene(), next.scene());
      if (suspects.isSuspect(one.endPacket(), next.packet(), distance)) {
        keep(points, i, i + 1, narrow);
      }
      for (int j = i + 2; j <= last && isNear(next, points.get(j - 1)); j++) {
        if (isMixed(points, i, j)) {
          keep(points, i, j, narrow);
        }
      }
    }
  }

  private boolean isNear(Point one, Point other) {
    return between(one, other) <= longestMix;
  }

  private long between(Point one, Point other) {
    return packets.ptsOf(other.packet()) - packets.ptsOf(one.packet());
  }

  private boolean isMixed(List<Point> points, int from, int to) {
    Thumbnail first = points.get(from).scene();
    Thumbnail last = points.get(to).scene();
    return suspects.areScenes(SceneDistance.between(first, last))
        && points.subList(from + 1, to).stream()
            .allMatch(point -> DissolveJudge.mayMix(first, point.scene(), last));
  }

  /** With the keyframe before and the one after, or more until a fade has room beside it. */
  private void keep(List<Point> points, int from, int to, List<Stretch> narrow) {
    int first = Math.max(0, from - 1);
    while (first > 0 && between(points.get(first), points.get(from)) < lead) {
      first--;
    }
    int last = Math.min(points.size() - 1, to + 1);
    while (last + 1 < points.size() && between(points.get(to), points.get(last)) < lead) {
      last++;
    }
    int end = Math.max(points.get(last).endPacket(), points.get(last).packet() + CONTEXT);
    SuspectStretches.add(
        narrow, new Stretch(points.get(first).packet(), Math.min(packets.pts().length(), end)));
  }
}
