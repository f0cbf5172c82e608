package io.autocut.analysis;

import com.google.common.collect.ImmutableList;
import io.autocut.media.PacketIndex;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Puts the pictures of a plan's glances together and hands each glance over as soon as it is whole,
 * in the order of the plan; what is in no glance is dropped.
 *
 * <p>Pictures may come somewhat out of order, as decoders hand them over where packets were left
 * out, and some may not come at all: a glance then is what came of it from its keyframe on without
 * a gap. It holds two or three glances at a time.
 */
final class GlanceAssembler implements Consumer<Glance.Frame> {
  private final PacketIndex packets;
  private final GlancePlan plan;
  private final Consumer<Glance> taker;
  private final Deque<Glance.Frame[]> open = new ArrayDeque<>();

  /** The glance that is at the head of those open. */
  private int next;

  private int delivered;
  private int lastRank = -1;

  GlanceAssembler(PacketIndex packets, GlancePlan plan, Consumer<Glance> taker) {
    this.packets = packets;
    this.plan = plan;
    this.taker = taker;
  }

  @Override
  public void accept(Glance.Frame frame) {
    int rank = packets.rankOf(frame.pts());
    if (rank < 0) {
      return;
    }
    lastRank = Math.max(lastRank, rank);
    int glance = glanceAt(rank);
    if (glance < next || rank >= plan.firstRank(glance) + plan.frames(glance)) {
      return;
    }
    // A picture from the glance after the next one: what is missing of this one will not come.
    while (glance > next + 1) {
      deliver();
    }
    while (open.size() <= glance - next) {
      open.add(new Glance.Frame[plan.frames(next + open.size())]);
    }
    Glance.Frame[] frames = glance == next ? open.getFirst() : open.getLast();
    frames[rank - plan.firstRank(glance)] = frame;
    while (!open.isEmpty() && whole(open.getFirst())) {
      deliver();
    }
  }

  /** Hands over what is left. */
  void finish() {
    while (!open.isEmpty()) {
      deliver();
    }
  }

  /** Frames handed over. */
  int delivered() {
    return delivered;
  }

  /** Rank of the last frame that came, of those in no glance too; -1 when none came. */
  int lastRank() {
    return lastRank;
  }

  /** The last glance that begins at that rank or before; -1 when none does. */
  private int glanceAt(int rank) {
    int low = 0;
    int high = plan.glances();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (plan.firstRank(middle) <= rank) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private static boolean whole(Glance.Frame[] frames) {
    for (Glance.Frame frame : frames) {
      if (frame == null) {
        return false;
      }
    }
    return true;
  }

  private void deliver() {
    next++;
    if (open.isEmpty()) {
      return;
    }
    ImmutableList.Builder<Glance.Frame> run = ImmutableList.builder();
    int count = 0;
    for (Glance.Frame frame : open.removeFirst()) {
      if (frame == null) {
        break;
      }
      run.add(frame);
      count++;
    }
    if (count > 0) {
      delivered += count;
      taker.accept(new Glance(run.build()));
    }
  }
}
