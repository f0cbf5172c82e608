package io.autocut.media;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The video packets of a file as its container lists them: times, sizes and keyframes, without
 * decoding anything.
 *
 * <p>Packets that an edit list hides are left out, and so are pictures that precede the first
 * keyframe in presentation: they cannot be decoded. Memory is a few dozen bytes a packet.
 */
public final class PacketIndex {
  /** What ffprobe is asked for, in the order of {@link #read}. */
  static final String ENTRIES = "packet=pts,dts,duration,size,flags";

  /** A day at 240 frames a second does not come from a camera. */
  private static final int MOST_PACKETS = 20_000_000;

  private static final Splitter COMMAS = Splitter.on(',');

  private final ImmutableLongArray pts;
  private final ImmutableList<Integer> sizes;
  private final ImmutableLongArray keyframes;
  private final long endPts;

  private PacketIndex(
      ImmutableLongArray pts, List<Integer> sizes, ImmutableLongArray keyframes, long endPts) {
    this.pts = pts;
    this.sizes = ImmutableList.copyOf(sizes);
    this.keyframes = keyframes;
    this.endPts = endPts;
  }

  /**
   * Reads the stream that {@code opened} selects; a damaged file gives what was read before the
   * damage.
   */
  public static PacketIndex of(Ffmpeg ffmpeg, FfmpegCommand opened)
      throws IOException, InterruptedException {
    Builder builder = new Builder();
    FfmpegCommand command = opened.option("-show_entries", ENTRIES).option("-of", "csv=p=0:nk=1");
    try {
      ffmpeg.run(command, builder::read);
    } catch (FfmpegException e) {
      if (builder.count == 0 || e.endedFromOutside()) {
        throw e;
      }
    }
    return builder.build();
  }

  /** Presentation times, rising. */
  public ImmutableLongArray pts() {
    return pts;
  }

  /** Sizes in file order; unit: bytes. */
  public ImmutableList<Integer> sizes() {
    return sizes;
  }

  /** Presentation times of the keyframes, rising. */
  public ImmutableLongArray keyframes() {
    return keyframes;
  }

  /** The end of the frame shown last. */
  public long endPts() {
    return endPts;
  }

  public boolean isEmpty() {
    return pts.isEmpty();
  }

  private static final class Builder {
    private long[] times = new long[1024];
    private final ImmutableList.Builder<Integer> sizes = ImmutableList.builder();
    private final ImmutableLongArray.Builder keyframes = ImmutableLongArray.builder();
    private int count;
    private long firstKeyframe = Long.MIN_VALUE;
    private long end = Long.MIN_VALUE;

    void read(InputStream csv) throws IOException {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(csv, StandardCharsets.US_ASCII));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<String> fields = COMMAS.splitToList(line);
        if (fields.size() >= 5) {
          packet(fields);
        }
      }
    }

    private void packet(List<String> fields) throws IOException {
      long time = number(fields.get(0), number(fields.get(1), Long.MIN_VALUE));
      String flags = fields.get(4);
      if (time == Long.MIN_VALUE) {
        return;
      }
      boolean keyframe = flags.startsWith("K");
      if (keyframe && firstKeyframe == Long.MIN_VALUE) {
        firstKeyframe = time;
      }
      boolean hidden = flags.length() > 1 && flags.charAt(1) == 'D';
      if (hidden || firstKeyframe == Long.MIN_VALUE || time < firstKeyframe) {
        return;
      }
      if (count == MOST_PACKETS) {
        throw new IOException("more than " + MOST_PACKETS + " video packets");
      }
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
      }
      times[count++] = time;
      sizes.add((int) number(fields.get(3), 0));
      if (keyframe) {
        keyframes.add(time);
      }
      end = Math.max(end, time + Math.max(0, number(fields.get(2), 0)));
    }

    private static long number(String text, long otherwise) {
      return text.isEmpty() || text.equals("N/A") ? otherwise : Long.parseLong(text);
    }

    PacketIndex build() {
      long[] sorted = Arrays.copyOf(times, count);
      Arrays.sort(sorted);
      long[] keys = keyframes.build().toArray();
      Arrays.sort(keys);
      if (count > 0 && end <= sorted[count - 1]) {
        // The last packet tells no duration: it lasts as long as the one before it, a tick at
        // least.
        long before = count > 1 ? sorted[count - 1] - sorted[count - 2] : 0;
        end = sorted[count - 1] + Math.max(1, before);
      }
      return new PacketIndex(
          ImmutableLongArray.copyOf(sorted), sizes.build(), ImmutableLongArray.copyOf(keys), end);
    }
  }
}
