package io.autocut.analysis;

import io.autocut.media.KeyPacket;
import io.autocut.media.MediaProbe;
import io.autocut.media.PacketIndex;
import io.autocut.schemas.CopyTraits;
import io.autocut.schemas.Timebase;
import io.autocut.schemas.VideoStream;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out from a clip's packets whether ranges of it can be copied, and from where on.
 *
 * <p>A range may begin with a keyframe after which nothing refers to what lies before it: an IDR
 * picture, or in HEVC also a CRA picture. None of the packets behind it may be shown before it.
 */
final class CopyPoints {
  /** Closer ones are no further choice, as with keyframes. */
  private static final RationalTime SPACING = RationalTime.of(1, 5);

  /** No codec stores a packet so far behind its place. */
  private static final int LONGEST_REORDER = 64;

  private static final Set<String> CODECS = Set.of("h264", "hevc");

  private final PacketIndex packets;
  private final Timebase timebase;

  private CopyPoints(PacketIndex packets, Timebase timebase) {
    this.packets = packets;
    this.timebase = timebase;
  }

  /**
   * Empty when the clip is no MP4 or QuickTime file of H.264 or HEVC.
   *
   * @throws IOException when the file cannot be read
   */
  static Optional<CopyTraits> of(Path file, MediaProbe.ReadClip read) throws IOException {
    VideoStream video = read.probed().video();
    boolean inBoxes = List.of(read.probed().container().split(",")).contains("mov");
    if (!inBoxes || !CODECS.contains(video.getCodec()) || video.getParameterSetHash().isEmpty()) {
      return Optional.empty();
    }
    CopyPoints points = new CopyPoints(read.packets(), read.probed().timebase());
    return Optional.of(
        CopyTraits.newBuilder()
            .setEvenRates(
                points.evenRates(FrameRate.of(video.getAverageRate())).stream()
                    .map(FrameRate::toRecord)
                    .toList())
            .setInPts(points.beginnings(file, video.getCodec(), read.keyPackets()))
            .setReorderFrames(points.reorderFrames())
            .build());
  }

  private List<FrameRate> evenRates(FrameRate average) {
    return EvenRates.of(packets.pts(), timebase, average);
  }

  private int reorderFrames() {
    int most = 0;
    for (int packet = 0; packet < packets.pts().length(); packet++) {
      most = Math.max(most, packet - packets.rankOf(packets.ptsOf(packet)));
    }
    return most;
  }

  private List<Long> beginnings(Path file, String codec, List<KeyPacket> keys) throws IOException {
    long spacing = SPACING.toTicks(timebase.getNum(), timebase.getDen());
    List<Long> found = new ArrayList<>();
    try (RandomAccessPictures pictures = RandomAccessPictures.open(file, codec)) {
      for (KeyPacket key : keys) {
        boolean apart = found.isEmpty() || key.pts() - found.get(found.size() - 1) >= spacing;
        if (apart && isFirstShown(key.pts()) && pictures.isClean(key)) {
          found.add(key.pts());
        }
      }
    }
    return found;
  }

  /** Whether what is shown before that keyframe is stored before it, and all else after it. */
  private boolean isFirstShown(long pts) {
    int rank = packets.rankOf(pts);
    return rank >= 0 && packets.ptsOf(rank) == pts && packets.isKeyframe(rank) && closed(rank);
  }

  /** Whether none of the next packets is shown before the one at {@code place}. */
  private boolean closed(int place) {
    long pts = packets.ptsOf(place);
    int end = Math.min(packets.pts().length(), place + LONGEST_REORDER);
    for (int packet = place + 1; packet < end; packet++) {
      if (packets.ptsOf(packet) < pts) {
        return false;
      }
    }
    return true;
  }
}
