package io.autocut.analysis;

import com.google.common.primitives.ImmutableLongArray;
import io.autocut.media.PacketIndex;
import io.autocut.schemas.VideoStream;
import java.util.Arrays;

/**
 * How much happens in a clip, told by the sizes of its packets: what does not change costs a coder
 * next to nothing. Seen without decoding, frame by frame, also where no glance falls.
 *
 * <p>Immutable; 4 bytes a packet.
 */
final class PacketActivity {
  /** Bytes of a packet that says "as before", and of each block of 16x16 pixels in it. */
  private static final double HEAD = 60;

  private static final double PER_BLOCK = 1.0 / 8;

  /** The same where nothing else speaks for a still: what the tersest coders need. */
  private static final double LEAST_HEAD = 40;

  private static final double LEAST_PER_BLOCK = 1.0 / 64;

  /** Of pictures that are coded each for itself, the same come to the same size. */
  private static final double SAME_SIZE = 0.001;

  private final ImmutableLongArray pts;
  private final ImmutableLongArray keyframes;

  /** In the order of presentation, as {@link #pts}; bytes. */
  private final int[] sizes;

  private final double blocks;

  PacketActivity(PacketIndex packets, VideoStream video) {
    this.pts = packets.pts();
    this.keyframes = packets.keyframes();
    this.sizes = new int[pts.length()];
    for (int packet = 0; packet < sizes.length; packet++) {
      sizes[firstNotBefore(pts, packets.ptsOf(packet))] = packets.sizes().get(packet);
    }
    this.blocks = video.getCodedWidth() / 16.0 * video.getCodedHeight() / 16.0;
  }

  /** Whether the packets from {@code in} to {@code out} are those of a still, if it may be one. */
  boolean isQuiet(long in, long out) {
    return isBelow(HEAD + PER_BLOCK * blocks, in, out);
  }

  /** Whether they cannot be those of anything but a still. */
  boolean isStill(long in, long out) {
    return !isIntra() && isBelow(LEAST_HEAD + LEAST_PER_BLOCK * blocks, in, out);
  }

  private boolean isBelow(double bytes, long in, long out) {
    int[] range = range(in, out);
    if (range.length < 2) {
      return false;
    }
    return isIntra()
        ? range[range.length - 1] - range[0] <= SAME_SIZE * range[0]
        : mean(range, keyframesIn(in, out)) <= bytes;
  }

  /** Mean bytes of a packet that is no keyframe; 0 when there is none. */
  double between(long in, long out) {
    return mean(range(in, out), isIntra() ? 0 : keyframesIn(in, out));
  }

  private boolean isIntra() {
    return keyframes.length() == pts.length();
  }

  /** The sizes of the packets of that range, the smallest first. */
  private int[] range(long in, long out) {
    int from = firstNotBefore(pts, in);
    int to = Math.min(sizes.length, firstNotBefore(pts, out));
    int[] range = new int[Math.max(0, to - from)];
    for (int i = 0; i < range.length; i++) {
      range[i] = sizes[from + i];
    }
    Arrays.sort(range);
    return range;
  }

  private int keyframesIn(long in, long out) {
    return firstNotBefore(keyframes, out) - firstNotBefore(keyframes, in);
  }

  /** Keyframes are the largest packets: so many of the largest are left out. */
  private static double mean(int[] sorted, int leftOut) {
    int count = sorted.length - leftOut;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += sorted[i];
    }
    return count <= 0 ? 0 : sum / count;
  }

  /** Index of the first of {@code times} at {@code at} or later; the length when there is none. */
  static int firstNotBefore(ImmutableLongArray times, long at) {
    int low = 0;
    int high = times.length();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times.get(middle) < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
