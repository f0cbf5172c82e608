package io.autocut.analysis;

import io.autocut.media.PacketIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the stretches of a clip in which one shot may give way to another: only these are decoded
 * frame by frame.
 *
 * <p>Between two glances a stretch is suspect when they show scenes so unlike, or packets so large
 * for their place, or both to a lesser degree, that something has to have happened. After the last
 * glance the packets alone decide.
 */
final class SuspectStretches {
  /** Of distance between scenes times height of the highest peak of packet sizes. */
  private static final double SUSPECT = 0.9;

  /** Height of a peak that is suspect by itself where nothing can be compared. */
  private static final double HIGH_PEAK = 2;

  /** Frames that have to be seen after a cut to be sure of it. */
  private static final int AFTERMATH = 16;

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
    for (int glance = 0; glance + 1 < plan.glances(); glance++) {
      Optional<Thumbnail> from = scenes.at(pts(glance));
      Optional<Thumbnail> to = scenes.at(pts(glance + 1));
      double distance =
          from.isPresent() && to.isPresent() ? SceneDistance.between(from.get(), to.get()) : 1;
      double peak = highestPeak(plan.endPacket(glance), plan.firstPacket(glance + 1));
      if (distance * Math.max(1, peak) >= SUSPECT) {
        add(found, new Stretch(plan.firstPacket(glance), plan.endPacket(glance + 1)));
      }
    }
    tail().ifPresent(stretch -> add(found, stretch));
    return found;
  }

  private long pts(int glance) {
    return packets.pts().get(plan.firstRank(glance));
  }

  private static void add(List<Stretch> found, Stretch stretch) {
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

  private Optional<Stretch> tail() {
    int glance = plan.glances() - 1;
    for (int anchor = unrest.count() - 1;
        anchor >= 0 && unrest.packet(anchor) >= plan.endPacket(glance);
        anchor--) {
      if (unrest.peak(anchor) >= HIGH_PEAK) {
        int end = Math.min(packets.pts().length(), unrest.packet(anchor) + AFTERMATH);
        return Optional.of(new Stretch(plan.firstPacket(glance), end));
      }
    }
    return Optional.empty();
  }

  /** The packets of {@code stretches} that decode. */
  PacketRuns packetsOf(List<Stretch> stretches) {
    PacketRuns runs = new PacketRuns();
    if (stretches.get(0).packet() == 0 && !packets.isKeyframe(0)) {
      runs.addLeadIn(packets);
    }
    for (Stretch stretch : stretches) {
      for (int packet = stretch.packet(); packet < stretch.endPacket(); packet++) {
        boolean leadIn = packet == 0 && runs.count() > 0;
        if (!leadIn && packets.ptsOf(packet) >= packets.ptsOf(stretch.packet())) {
          runs.add(packets, packet);
        }
      }
    }
    return runs;
  }
}
