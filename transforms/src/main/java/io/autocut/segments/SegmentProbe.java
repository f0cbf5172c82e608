package io.autocut.segments;

import com.google.common.base.Splitter;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.PacketIndex;
import io.autocut.media.SegmentEncoding;
import io.autocut.schemas.OutputProfile;
import io.autocut.time.FrameRate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads a finished segment back and says what does not hold. */
final class SegmentProbe {
  private final Ffmpeg ffmpeg;

  SegmentProbe(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** The packets of a segment that holds what it should, and the hash of its parameter sets. */
  record Verified(PacketIndex packets, String parameterSetHash) {}

  /**
   * Checks the number of packets, the first, last and every presentation time between, and that it
   * is upright, or where it keeps its footage turned as that is.
   *
   * @throws IOException when one does not hold; the message says which
   */
  Verified verify(Path segment, long frames, OutputProfile profile)
      throws IOException, InterruptedException {
    PacketIndex.Listing listing =
        PacketIndex.with(
            "stream=extradata_hash:stream_side_data=rotation",
            ffmpeg,
            FfmpegCommand.ffprobe()
                // All that is asked for stands in the container: decoding frames doubles the cost.
                .flag("-nofind_stream_info")
                .option("-select_streams", "v:0")
                .option("-show_data_hash", "md5")
                .input(segment));
    PacketIndex packets = listing.packets();
    if (packets.pts().length() != frames) {
      throw new IOException(
          "segment has %d frames instead of %d".formatted(packets.pts().length(), frames));
    }
    FrameRate rate = FrameRate.of(profile.getEditRate());
    long ticks = SegmentEncoding.ticksPerFrame(rate);
    for (int frame = 0; frame < frames; frame++) {
      if (packets.pts().get(frame) != frame * ticks) {
        throw new IOException(
            "segment shows frame %d at %d instead of %d"
                .formatted(frame, packets.pts().get(frame), frame * ticks));
      }
    }
    return new Verified(packets, parameterSetHash(listing.others(), turn(profile)));
  }

  private static int turn(OutputProfile profile) {
    return profile.getCoded() == null ? 0 : profile.getCoded().getRotation();
  }

  /** Of a line that holds the hash and, after a comma, the turn that players are asked for. */
  private static String parameterSetHash(List<String> told, int turn) throws IOException {
    List<String> hashThenTurn = Splitter.on(',').splitToList(String.join(",", told));
    int turned = hashThenTurn.size() < 2 ? 0 : clockwise(hashThenTurn.get(1));
    if (turned != turn) {
      throw new IOException(
          "segment asks players to turn it by %d degrees instead of %d".formatted(turned, turn));
    }
    return hashThenTurn.get(0);
  }

  /** FFmpeg counts the other way round. */
  private static int clockwise(String degrees) throws IOException {
    try {
      return (int) Math.floorMod(-Math.round(Double.parseDouble(degrees)), 360L);
    } catch (NumberFormatException e) {
      throw new IOException("segment asks players to turn it by " + degrees + " degrees", e);
    }
  }
}
