package io.autocut.analysis;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.media.PacketIndex;
import io.autocut.schemas.Timebase;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the frames of a clip that are looked at: keyframes, spread over the clip, and after each
 * the few frames that can be decoded from it and follow without a gap.
 *
 * <p>A budget bounds what it costs: a share of decoding the whole clip that is smaller for large
 * pictures, and a little more for short clips, of which starting a child costs most. As long as it
 * is kept, glances lie a second apart and grow; where keyframes are dense and dear, glances become
 * shorter first and rarer then.
 */
final class GlancePlan {
  private static final int FRAMES = 10;
  private static final int LEAST_FRAMES = 6;
  private static final int MOST_FRAMES = 20;

  /** Of a clip with few keyframes, which are all that is seen of it. */
  private static final int MOST_FRAMES_OF_FEW = 48;

  private static final int FEW = 3;
  private static final int STEP = 2;
  private static final long SPACING_MILLIS = 1_000;

  private static final long LARGE = 1920 * 1080;
  private static final long SHARE_OF_LARGE = 24;
  private static final long SHARE_OF_SHORT = 8;

  /** About a sixth of a second of one core of 2020. */
  private static final long EXTRA = 50_000_000;

  /** Decoding all of a clip costs no more than starting the child. */
  private static final long NEXT_TO_NOTHING = 30_000_000;

  /** Frames that follow one another from a place in the file on. */
  private record Stretch(int packet, int endPacket, int firstRank, int frames) {}

  private final PacketIndex packets;
  private final List<Stretch> stretches;
  private final boolean whole;

  private GlancePlan(PacketIndex packets, List<Stretch> stretches, boolean whole) {
    this.packets = packets;
    this.stretches = stretches;
    this.whole = whole;
  }

  /**
   * Chooses of {@code packets}, which is not empty.
   *
   * @param pixels of a picture
   */
  static GlancePlan of(PacketIndex packets, long pixels, Timebase timebase) {
    checkArgument(!packets.isEmpty(), "no packets to choose from");
    return new Chooser(packets, new DecodingCost(packets, pixels), timebase).choose();
  }

  int glances() {
    return stretches.size();
  }

  /** Whether the clip is so short that all of it had better be decoded, which finds any damage. */
  boolean isWhole() {
    return whole;
  }

  /** Rank of the first frame of a glance in the clip's presentation. */
  int firstRank(int glance) {
    return stretches.get(glance).firstRank();
  }

  int frames(int glance) {
    return stretches.get(glance).frames();
  }

  /** Place in the file of the packet that a glance begins with. */
  int firstPacket(int glance) {
    return stretches.get(glance).packet();
  }

  /** Place in the file of the first packet after those of a glance. */
  int endPacket(int glance) {
    return stretches.get(glance).endPacket();
  }

  int allFrames() {
    return stretches.stream().mapToInt(Stretch::frames).sum();
  }

  /** The packets that the frames need. */
  PacketRuns packets() {
    PacketRuns runs = new PacketRuns();
    for (Stretch stretch : stretches) {
      runs.addDecodable(packets, stretch.packet(), stretch.endPacket());
    }
    return runs;
  }

  private record Chooser(PacketIndex packets, DecodingCost cost, Timebase timebase) {
    GlancePlan choose() {
      long all = cost.ofAll();
      boolean whole = all <= NEXT_TO_NOTHING;
      long budget =
          whole ? all : all / share(cost.pixels()) + Math.min(all / SHARE_OF_SHORT, EXTRA);
      int frames = FRAMES;
      long spacing = SPACING_MILLIS;
      GlancePlan plan = plan(spacing, frames);
      while (frames > LEAST_FRAMES && costOf(plan) > budget) {
        frames -= STEP;
        plan = plan(spacing, frames);
      }
      while (plan.glances() > 1
          && (costOf(plan) > budget || plan.packets().count() > PacketRuns.MOST)) {
        spacing = spacing * 5 / 4;
        plan = plan(spacing, frames);
      }
      GlancePlan longer = plan;
      int most = plan.glances() <= FEW ? MOST_FRAMES_OF_FEW : MOST_FRAMES;
      while (frames <= most
          && costOf(longer) <= budget
          && longer.packets().count() <= PacketRuns.MOST) {
        plan = longer;
        frames += STEP;
        longer = plan(spacing, frames);
      }
      return new GlancePlan(packets, plan.stretches, whole);
    }

    private static long share(long pixels) {
      return pixels <= LARGE
          ? SHARE_OF_LARGE
          : SHARE_OF_LARGE + SHARE_OF_LARGE * (pixels - LARGE) / (3 * LARGE);
    }

    private long costOf(GlancePlan plan) {
      long sum = 0;
      for (Stretch stretch : plan.stretches) {
        for (int packet = stretch.packet(); packet < stretch.endPacket(); packet++) {
          sum += cost.of(packet);
        }
      }
      return sum;
    }

    private GlancePlan plan(long spacingMillis, int frames) {
      RationalTime spacing = RationalTime.ofMillis(spacingMillis);
      List<Integer> starts = starts(spacing.toTicks(timebase.getNum(), timebase.getDen()));
      List<Stretch> stretches = new ArrayList<>();
      for (int i = 0; i < starts.size(); i++) {
        int limit = i + 1 < starts.size() ? starts.get(i + 1) : packets.pts().length();
        stretches.add(stretch(starts.get(i), limit, frames));
      }
      return new GlancePlan(packets, stretches, false);
    }

    /**
     * Keyframes at least so far apart; the first packet even if it is none: hidden ones lead in.
     */
    private List<Integer> starts(long spacing) {
      List<Integer> starts = new ArrayList<>(List.of(0));
      long last = packets.ptsOf(0);
      for (int packet = 1; packet < packets.pts().length(); packet++) {
        if (packets.isKeyframe(packet) && packets.ptsOf(packet) - last >= spacing) {
          starts.add(packet);
          last = packets.ptsOf(packet);
        }
      }
      addLastKeyframe(starts, last + spacing / 2);
      return starts;
    }

    /** So that what comes after the last glance, and is compared with nothing, is short. */
    private void addLastKeyframe(List<Integer> starts, long earliest) {
      int packet = packets.pts().length() - 1;
      while (packet > 0 && !packets.isKeyframe(packet)) {
        packet--;
      }
      if (packet > starts.get(starts.size() - 1) && packets.ptsOf(packet) >= earliest) {
        starts.add(packet);
      }
    }

    /** The longest run of packets that is shown without a gap and no longer than asked for. */
    private Stretch stretch(int start, int limit, int frames) {
      int firstRank = packets.ranksBefore(packets.ptsOf(start));
      int lastRank = firstRank;
      int kept = 0;
      Stretch longest = new Stretch(start, start + 1, firstRank, 1);
      for (int packet = start; packet < limit && kept < frames; packet++) {
        if (packets.ptsOf(packet) >= packets.ptsOf(start)) {
          kept++;
          lastRank = Math.max(lastRank, packets.ranksBefore(packets.ptsOf(packet)));
        }
        if (lastRank - firstRank + 1 == kept) {
          longest = new Stretch(start, packet + 1, firstRank, kept);
        }
      }
      return longest;
    }
  }
}
