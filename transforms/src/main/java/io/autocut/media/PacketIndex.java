package io.autocut.media;

import com.google.common.base.Splitter;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The video packets of a file as its container lists them: times, sizes and keyframes, without
 * decoding anything.
 *
 * <p>Packets that an edit list hides are left out, and so are pictures that precede the first
 * keyframe in presentation: they cannot be decoded. Memory is 24 bytes a packet.
 */
public final class PacketIndex {
  /** What ffprobe is asked for, in the order of {@link #read}. */
  static final String ENTRIES = "packet=pts,dts,duration,size,flags";

  /** A day at 240 frames a second does not come from a camera. */
  private static final int MOST_PACKETS = 20_000_000;

  /** Stands for the time of a packet that tells none. */
  static final long UNTOLD = Long.MIN_VALUE;

  /** Streams do not have more to say of themselves. */
  private static final int MOST_OTHERS = 100;

  private static final Splitter COMMAS = Splitter.on(',');

  private final ImmutableLongArray pts;
  private final ImmutableLongArray filePts;
  private final ImmutableIntArray sizes;
  private final ImmutableIntArray ordinals;
  private final BitSet keyPackets;
  private final ImmutableLongArray keyframes;
  private final long endPts;

  private PacketIndex(Builder read, ImmutableLongArray pts, long endPts) {
    this.pts = pts;
    this.filePts = ImmutableLongArray.copyOf(Arrays.copyOf(read.times, read.count));
    this.sizes = ImmutableIntArray.copyOf(Arrays.copyOf(read.sizes, read.count));
    this.ordinals = ImmutableIntArray.copyOf(Arrays.copyOf(read.ordinals, read.count));
    this.keyPackets = read.keys;
    long[] keys = read.keys.stream().mapToLong(packet -> read.times[packet]).sorted().toArray();
    this.keyframes = ImmutableLongArray.copyOf(keys);
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

  /**
   * The packets of the stream that {@code opened} selects, and of the same child what else {@code
   * entries} asks for, in lines of fewer fields than a packet has.
   */
  public static Listing with(String entries, Ffmpeg ffmpeg, FfmpegCommand opened)
      throws IOException, InterruptedException {
    Builder builder = new Builder();
    ffmpeg.run(
        opened.option("-show_entries", ENTRIES + ":" + entries).option("-of", "csv=p=0:nk=1"),
        builder::read);
    return new Listing(builder.build(), List.copyOf(builder.others));
  }

  /** Packets, and the lines that were none. */
  public record Listing(PacketIndex packets, List<String> others) {}

  /** Presentation times, rising. */
  public ImmutableLongArray pts() {
    return pts;
  }

  /** Sizes in file order; unit: bytes. */
  public ImmutableIntArray sizes() {
    return sizes;
  }

  /** When the packet of that place in file order is shown. */
  public long ptsOf(int packet) {
    return filePts.get(packet);
  }

  /** Whether decoding can begin at the packet of that place in file order. */
  public boolean isKeyframe(int packet) {
    return keyPackets.get(packet);
  }

  /** The number, from 0, of that packet among all of its stream, those left out here included. */
  public int ordinalOf(int packet) {
    return ordinals.get(packet);
  }

  /** The place of that time among {@link #pts}; -1 when no packet is shown then. */
  public int rankOf(long time) {
    int rank = ranksBefore(time);
    return rank < pts.length() && pts.get(rank) == time ? rank : -1;
  }

  /** How many packets are shown before that time. */
  public int ranksBefore(long time) {
    int low = 0;
    int high = pts.length();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pts.get(middle) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** When the frame after the one of that rank is shown, or the last one ends. */
  public long endOf(int rank) {
    return rank + 1 < pts.length() ? pts.get(rank + 1) : endPts;
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

  /** Takes the packets of one stream in file order. */
  static final class Builder {
    private long[] times = new long[1024];
    private int[] sizes = new int[1024];
    private int[] ordinals = new int[1024];
    private final BitSet keys = new BitSet();

    /** Those that tell no presentation time; {@link #times} has when they are decoded. */
    private final BitSet decoded = new BitSet();

    private final List<String> others = new ArrayList<>();
    private int count;
    private int seen;
    private long firstKeyframe = UNTOLD;
    private long end = Long.MIN_VALUE;

    void read(InputStream csv) throws IOException {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(csv, StandardCharsets.US_ASCII));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<String> fields = COMMAS.splitToList(line);
        if (fields.size() >= 5) {
          add(
              number(fields.get(0), UNTOLD),
              number(fields.get(1), UNTOLD),
              number(fields.get(2), 0),
              number(fields.get(3), 0),
              fields.get(4));
        } else if (!line.isEmpty() && others.size() < MOST_OTHERS) {
          others.add(line);
        }
      }
    }

    /**
     * Takes the next packet.
     *
     * @param pts when it is shown; {@link #UNTOLD} when that is not told
     * @param dts when it is decoded, which then stands for it; the same
     * @param flags as ffprobe writes them
     */
    void add(long pts, long dts, long duration, long size, String flags) throws IOException {
      int ordinal = seen++;
      long time = pts == UNTOLD ? dts : pts;
      boolean keyframe = flags.startsWith("K");
      if (time == UNTOLD) {
        return;
      }
      if (keyframe && firstKeyframe == UNTOLD) {
        firstKeyframe = time;
      }
      boolean hidden = flags.length() > 1 && flags.charAt(1) == 'D';
      if (hidden || firstKeyframe == UNTOLD || time < firstKeyframe) {
        return;
      }
      if (count == MOST_PACKETS) {
        throw new IOException("more than " + MOST_PACKETS + " video packets");
      }
      makeRoom();
      times[count] = time;
      sizes[count] = (int) size;
      ordinals[count] = ordinal;
      keys.set(count, keyframe);
      decoded.set(count, pts == UNTOLD);
      count++;
      end = Math.max(end, time + Math.max(0, duration));
    }

    private void makeRoom() {
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
        sizes = Arrays.copyOf(sizes, 2 * count);
        ordinals = Arrays.copyOf(ordinals, 2 * count);
      }
    }

    private static long number(String text, long otherwise) {
      return text.isEmpty() || text.equals("N/A") ? otherwise : Long.parseLong(text);
    }

    /**
     * Gives packets that only tell when they are decoded the times at which decoders show them, as
     * in AVI, which knows no others: where some tell that they are shown at once, the rest are kept
     * back until the next of the rest is decoded, and else all are shown as much later.
     *
     * @param delay how many frames a decoder keeps back
     */
    Builder shownLater(int delay) {
      int[] waiting = decoded.stream().toArray();
      if (delay == 0 || waiting.length == 0 || count < 2) {
        return this;
      }
      int ahead = waiting.length < count ? 1 : delay;
      long last = Arrays.stream(times, 0, count).max().orElseThrow();
      long step = Math.max(1, (last - times[0]) / (count - 1));
      long[] shown = new long[waiting.length];
      for (int i = 0; i < shown.length; i++) {
        int past = i + ahead - shown.length;
        shown[i] = past < 0 ? times[waiting[i + ahead]] : last + (past + 1) * step;
      }
      for (int i = 0; i < shown.length; i++) {
        times[waiting[i]] = shown[i];
      }
      end = Long.MIN_VALUE;
      return this;
    }

    PacketIndex build() {
      long[] sorted = Arrays.copyOf(times, count);
      Arrays.sort(sorted);
      if (count > 0 && end <= sorted[count - 1]) {
        // The last packet tells no duration: it lasts as long as the one before it, a tick at
        // least.
        long before = count > 1 ? sorted[count - 1] - sorted[count - 2] : 0;
        end = sorted[count - 1] + Math.max(1, before);
      }
      return new PacketIndex(this, ImmutableLongArray.copyOf(sorted), end);
    }
  }
}
