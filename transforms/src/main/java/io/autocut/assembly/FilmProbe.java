package io.autocut.assembly;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.PacketIndex;
import io.autocut.media.SegmentEncoding;
import io.autocut.planning.FilmPiece;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads the packets of a film back and holds them against the plan. */
final class FilmProbe {
  private final Ffmpeg ffmpeg;

  FilmProbe(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  Reading read(Path film, FilmParts parts) throws IOException, InterruptedException {
    FfmpegCommand opened =
        FfmpegCommand.ffprobe()
            .flag("-nofind_stream_info")
            .option("-select_streams", "v:0")
            .input(film);
    return new Reading(PacketIndex.of(ffmpeg, opened), parts);
  }

  /** The packets of one film beside what was planned of it. */
  static final class Reading {
    private final PacketIndex packets;
    private final FilmParts parts;

    Reading(PacketIndex packets, FilmParts parts) {
      this.packets = packets;
      this.parts = parts;
    }

    long frames() {
      return packets.pts().length();
    }

    /** Frames that are not shown exactly when the edit rate says. */
    long framesOffGrid() {
      long ticks = ticksPerFrame();
      long off = 0;
      for (int frame = 0; frame < packets.pts().length(); frame++) {
        if (packets.pts().get(frame) != frame * ticks) {
          off++;
        }
      }
      return off;
    }

    /** The end of the last frame less the planned end; unit: microseconds. */
    long durationErrorMicros() {
      long ticks = packets.endPts() - parts.plan().getFrames() * ticksPerFrame();
      return ticks * 1_000_000 / SegmentEncoding.timescale(parts.rate());
    }

    private long ticksPerFrame() {
      return SegmentEncoding.ticksPerFrame(parts.rate());
    }

    void requirePlannedFrames() throws IOException {
      if (frames() != parts.plan().getFrames()) {
        throw new IOException(
            "the joined film has %d frames instead of %d"
                .formatted(frames(), parts.plan().getFrames()));
      }
      long off = framesOffGrid();
      if (off > 0) {
        throw new IOException("%d frames of the joined film are off the grid".formatted(off));
      }
    }

    /**
     * Pieces whose own packets, told by their sizes, lie exactly on the planned frames: from the
     * joint where the piece begins to the one where it ends.
     */
    int copiedJointsInPlace() {
      int exact = 0;
      for (FilmPiece piece : parts.pieces()) {
        List<Integer> own = parts.segments().get(piece.index()).segment().getPacketSizes();
        int in = (int) piece.recordIn();
        int out = (int) piece.recordOut();
        if (out <= packets.sizes().length()
            && packets.sizes().subArray(in, out).asList().equals(own)) {
          exact++;
        }
      }
      return exact;
    }

    /**
     * Pieces that begin on a keyframe of the film, as they do when a film was encoded as one
     * stream.
     */
    int keyframesInPlace() {
      var keyframes = packets.keyframes().asList();
      return (int)
          parts.pieces().stream()
              .filter(piece -> keyframes.contains(piece.recordIn() * ticksPerFrame()))
              .count();
    }
  }
}
