package io.autocut.analysis;

import io.autocut.media.PacketIndex;
import java.util.Arrays;

/**
 * What the sizes of packets tell of the pictures in them: where the picture changes at once,
 * nothing can be predicted, and the packet is far larger than its neighbours.
 *
 * <p>Only packets that are shown after all before them are looked at: those between two of them,
 * which are predicted from both sides, are small even at a cut.
 */
final class PacketUnrest {
  private static final int NEIGHBOURS = 8;

  private final PacketIndex packets;

  /** Places in the file of the packets that are looked at. */
  private final int[] anchors;

  PacketUnrest(PacketIndex packets) {
    this.packets = packets;
    int[] found = new int[packets.pts().length()];
    int count = 0;
    long latest = Long.MIN_VALUE;
    for (int packet = 0; packet < found.length; packet++) {
      if (packets.ptsOf(packet) > latest) {
        latest = packets.ptsOf(packet);
        found[count++] = packet;
      }
    }
    this.anchors = Arrays.copyOf(found, count);
  }

  int count() {
    return anchors.length;
  }

  int packet(int anchor) {
    return anchors[anchor];
  }

  /** The first of them at that place in the file or after it. */
  int anchorAt(int packet) {
    int at = Arrays.binarySearch(anchors, packet);
    return at < 0 ? -at - 1 : at;
  }

  /**
   * Size of a packet against the larger ones among its neighbours: about 1 where the picture moves
   * on, 2 to 20 at a cut; 0 for a keyframe, which tells nothing.
   */
  double peak(int anchor) {
    if (packets.isKeyframe(anchors[anchor])) {
      return 0;
    }
    // After a cut the next one or two packets are larger, too; codecs that code in pyramids have a
    // large one among four or eight.
    int before = largest(anchor - NEIGHBOURS, anchor, 1);
    int after = largest(anchor + 1, anchor + 1 + NEIGHBOURS, 2);
    return (double) size(anchor) / Math.max(1, Math.max(before, after));
  }

  /**
   * How much larger, or smaller, packets are from there on than before: pictures of another scene
   * seldom take the same number of bytes. 1 for no change; 0 too near the ends to tell.
   */
  double turn(int anchor) {
    if (anchor < NEIGHBOURS || anchor + NEIGHBOURS > anchors.length) {
      return 0;
    }
    double before = Math.max(1, largest(anchor - NEIGHBOURS, anchor, NEIGHBOURS / 2));
    double after = Math.max(1, largest(anchor, anchor + NEIGHBOURS, NEIGHBOURS / 2));
    return Math.max(before / after, after / before);
  }

  private int size(int anchor) {
    return packets.sizes().get(anchors[anchor]);
  }

  /** The size that so many others in the range exceed, keyframes not counted. */
  private int largest(int from, int to, int exceeded) {
    int[] sizes = new int[NEIGHBOURS];
    int count = 0;
    for (int i = Math.max(0, from); i < Math.min(anchors.length, to); i++) {
      if (!packets.isKeyframe(anchors[i])) {
        sizes[count++] = size(i);
      }
    }
    Arrays.sort(sizes, 0, count);
    return count == 0 ? 0 : sizes[Math.max(0, count - 1 - exceeded)];
  }
}
