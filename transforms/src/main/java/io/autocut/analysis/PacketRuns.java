package io.autocut.analysis;

import static com.google.common.base.Preconditions.checkState;

import io.autocut.media.PacketIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * Packets that are to be decoded, as runs of their numbers in the stream; all others never reach
 * the decoder.
 */
final class PacketRuns {
  /** The longest argument of a command is 128 kB on Linux; a run takes up to 40. */
  static final int MOST = 2_000;

  private record Run(int first, int last) {}

  private final List<Run> runs = new ArrayList<>();

  /** Adds the packet of that place in file order, which comes after all added before. */
  void add(PacketIndex packets, int packet) {
    int ordinal = packets.ordinalOf(packet);
    int end = runs.isEmpty() ? Integer.MIN_VALUE : runs.get(runs.size() - 1).last();
    checkState(ordinal > end, "packet %s after packet %s", ordinal, end);
    if (ordinal == end + 1) {
      int first = runs.remove(runs.size() - 1).first();
      runs.add(new Run(first, ordinal));
    } else {
      runs.add(new Run(ordinal, ordinal));
    }
  }

  /**
   * Adds what decodes from the packet of one place up to that of another, exclusive: not what is
   * shown before the first of them. Before the first packet of the index go hidden ones, which it
   * may need when it is no keyframe.
   */
  void addDecodable(PacketIndex packets, int from, int to) {
    int next = from;
    if (from == 0 && !packets.isKeyframe(0)) {
      checkState(runs.isEmpty(), "the lead-in comes first");
      runs.add(new Run(0, packets.ordinalOf(0)));
      next = 1;
    }
    for (int packet = next; packet < to; packet++) {
      if (packets.ptsOf(packet) >= packets.ptsOf(from)) {
        add(packets, packet);
      }
    }
  }

  int count() {
    return runs.size();
  }

  /** FFmpeg's options for the input: its bitstream filter noise, which adds none, drops packets. */
  List<String> options() {
    return List.of(
        "-bsf:v", "noise=amount=0:drop='not(" + kept(0, runs.size()).replace(",", "\\,") + ")'");
  }

  /** A tree, so that a packet costs a few comparisons, however many runs there are. */
  private String kept(int from, int to) {
    if (to <= from) {
      return "0";
    }
    if (to == from + 1) {
      Run run = runs.get(from);
      return "between(n,%d,%d)".formatted(run.first(), run.last());
    }
    int middle = (from + to) >>> 1;
    return "if(lt(n,%d),%s,%s)"
        .formatted(runs.get(middle).first(), kept(from, middle), kept(middle, to));
  }
}
