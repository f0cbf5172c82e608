package io.autocut.analysis;

import io.autocut.media.PacketIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the stretches of a clip in which one shot may give way to another: only these are decoded
 * frame by frame.
 *
 * <p>Between two glances a stretch is suspect when they show scenes so unlike, or packets are so
 * large for their place, or both to a lesser degree, that something has to have happened. After the
 * last glance the packets alone decide.
 */
final class SuspectStretches {
  /** Distance between scenes, times the height of the highest peak of packet sizes. */
  private static final double SUSPECT = 0.9;

  /** Packets vary so much where nothing but motion happens. */
  private static final double PEAK = 1.4;

  /** Height of a peak that adds to what the glances show. */
  private static final double CLEAR_PEAK = 1.8;

  /** Height of a peak that is suspect whatever the glances show: a second cut may lead back. */
  private static final double HIGH_PEAK = 2.4;

  /** Packets become so much larger or smaller for good in another scene, not within a take. */
  private static final double TURN = 2.2;

  /** Packets to be decoded after one that is suspect: the rest of a dissolve and what follows. */
  private static final int AFTERMATH = 40;

  /** Packets that are decoded one after the other, end exclusive. */
  record Stretch(int packet, int endPacket) {}

  private final PacketIndex packets;
  private final GlancePlan plan;
  private final PacketUnrest unrest;

  SuspectStretches(PacketIndex packets, GlancePlan plan) {
    this.packets = packets;
    this.plan = plan;
    this.unrest = new PacketUnrest(packets);
  }

  /** In order, none touching another. */
  List<Stretch> find(GlanceScenes scenes) {
    List<Stretch> found = new ArrayList<>();
    int from = -1;
    for (int glance = 0; glance < plan.glances(); glance++) {
      Optional<Thumbnail> scene = scenes.at(pts(glance));
      if (scene.isPresent()) {
        if (from >= 0) {
          between(
                  from,
                  glance,
                  SceneDistance.between(scenes.at(pts(from)).orElseThrow(), scene.get()))
              .ifPresent(stretch -> add(found, stretch));
        }
        from = glance;
      }
    }
    if (from >= 0) {
      after(from).ifPresent(stretch -> add(found, stretch));
    }
    return found;
  }

  private Optional<Stretch> between(int glance, int next, double distance) {
    return isSuspect(plan.endPacket(glance), plan.firstPacket(next), distance)
        ? Optional.of(new Stretch(plan.firstPacket(glance), plan.endPacket(next)))
        : Optional.empty();
  }

  /** Whether a shot may end among those packets, before and after which scenes differ so much. */
  boolean isSuspect(int fromPacket, int endPacket, double distance) {
    double peak = highestPeak(fromPacket, endPacket);
    return peak >= HIGH_PEAK || areScenes(distance * (peak < CLEAR_PEAK ? 1 : peak));
  }

  /** Whether what differs so much may belong to two shots. */
  boolean areScenes(double distance) {
    return distance >= SUSPECT;
  }

  private long pts(int glance) {
    return packets.pts().get(plan.firstRank(glance));
  }

  /** Adds one that begins no earlier than the last; those that touch become one. */
  static void add(List<Stretch> found, Stretch stretch) {
    int last = found.size() - 1;
    if (last >= 0 && found.get(last).endPacket() >= stretch.packet()) {
      Stretch before = found.remove(last);
      found.add(new Stretch(before.packet(), Math.max(before.endPacket(), stretch.endPacket())));
    } else {
      found.add(stretch);
    }
  }

  private double highestPeak(int fromPacket, int endPacket) {
    double highest = 0;
    for (int anchor = unrest.anchorAt(fromPacket);
        anchor < unrest.count() && unrest.packet(anchor) < endPacket;
        anchor++) {
      highest = Math.max(highest, unrest.peak(anchor));
    }
    return highest;
  }

  /** From a glance to a little after the last packet that may begin a shot, when one must be. */
  private Optional<Stretch> after(int glance) {
    int last = -1;
    boolean suspect = false;
    for (int anchor = unrest.anchorAt(plan.endPacket(glance)); anchor < unrest.count(); anchor++) {
      double peak = unrest.peak(anchor);
      boolean turns = unrest.turn(anchor) >= TURN;
      suspect |= peak >= HIGH_PEAK || turns;
      last = peak >= PEAK || turns ? unrest.packet(anchor) : last;
    }
    return suspect
        ? Optional.of(
            new Stretch(
                plan.firstPacket(glance), Math.min(packets.pts().length(), last + AFTERMATH)))
        : Optional.empty();
  }

  /** The packets of {@code stretches} that decode. */
  PacketRuns packetsOf(List<Stretch> stretches) {
    PacketRuns runs = new PacketRuns();
    for (Stretch stretch : stretches) {
      runs.addDecodable(packets, stretch.packet(), stretch.endPacket());
    }
    return runs;
  }
}
