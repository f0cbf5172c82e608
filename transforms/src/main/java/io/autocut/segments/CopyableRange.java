package io.autocut.segments;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;
import io.autocut.planning.Fades;
import java.io.IOException;
import java.util.Arrays;

/**
 * Which frames of a range can be its source's own packets: those from a point where copying can
 * begin up to one behind which no packet is stored that is shown before it. What lies before and
 * after has to be encoded.
 *
 * <p>Found from the packets alone: the first so many in the order in which they are stored are
 * copied when they are just those that are shown first. A pure function.
 *
 * @param beginPts presentation time of the first frame of the range
 * @param head frames before the copied ones
 * @param copied frames that are copied; 0 when none can be
 * @param tail frames after the copied ones
 * @param copyPts presentation time of the first copied frame; of no meaning when none is
 * @param tailPts presentation time of the first frame after the copied ones; of no meaning without
 *     a tail
 */
record CopyableRange(long beginPts, int head, int copied, int tail, long copyPts, long tailPts) {

  /** More than any coding needs to settle the order of its packets. */
  private static final int LONGEST_REORDER = 64;

  /**
   * Finds the longest copy that begins at the earliest point.
   *
   * @param storedPts presentation times of packets in the order in which they are stored, from some
   *     keyframe before the range to past its end
   * @param points presentation times at which copying can begin
   * @param in where the range is to begin: with the frame shown nearest to it
   * @param frames its length
   * @param fades frames that they touch are not copied
   * @throws IOException when fewer than {@code frames} are there
   */
  static CopyableRange of(
      ImmutableLongArray storedPts, ImmutableSet<Long> points, long in, int frames, Fades fades)
      throws IOException {
    checkArgument(frames > 0, "a range has at least one frame: %s", frames);
    long[] shown = storedPts.toArray();
    Arrays.sort(shown);
    int first = nearest(shown, in);
    if (shown.length - first < frames) {
      throw new IOException(
          "the footage has %d frames from %d on instead of %d"
              .formatted(shown.length - first, in, frames));
    }
    int copyEnd = frames - (int) Math.min(frames, fades.out());
    for (int head = (int) Math.min(frames, fades.in()); head < copyEnd; head++) {
      long point = shown[first + head];
      if (points.contains(point)) {
        int copied = copyable(storedPts, shown, first + head, copyEnd - head);
        if (copied > 0) {
          int tail = frames - head - copied;
          long tailPts = tail > 0 ? shown[first + head + copied] : 0;
          return new CopyableRange(shown[first], head, copied, tail, point, tailPts);
        }
      }
    }
    return new CopyableRange(shown[first], frames, 0, 0, 0, 0);
  }

  private static int nearest(long[] shown, long in) {
    int found = Arrays.binarySearch(shown, in);
    if (found >= 0) {
      return found;
    }
    int after = -found - 1;
    if (after == 0) {
      return 0;
    }
    return after == shown.length || in - shown[after - 1] <= shown[after] - in ? after - 1 : after;
  }

  /** The most packets, stored from that frame on, that are just the frames shown from it on. */
  private static int copyable(
      ImmutableLongArray storedPts, long[] shown, int firstShown, int most) {
    int start = storedPts.indexOf(shown[firstShown]);
    int copyable = 0;
    int last = firstShown - 1;
    for (int count = 1; count <= most + LONGEST_REORDER; count++) {
      if (start + count > storedPts.length()) {
        break;
      }
      int rank = Arrays.binarySearch(shown, storedPts.get(start + count - 1));
      if (rank < firstShown) {
        // Shown before the point although stored behind it: no point at all.
        return 0;
      }
      last = Math.max(last, rank);
      if (last - firstShown + 1 == count && count <= most) {
        copyable = count;
      }
    }
    return copyable;
  }
}
