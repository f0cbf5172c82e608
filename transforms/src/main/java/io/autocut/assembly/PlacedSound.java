package io.autocut.assembly;

import io.autocut.music.PcmAudio;
import io.autocut.planning.SoundPiece;
import io.autocut.segments.SoundCutter;
import io.autocut.time.FrameRate;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The cut sound of one event and its place in the film.
 *
 * @param wav its samples; there may be fewer or more than the film has room for
 * @param begin first sample of the film, at the rate of {@link SoundCutter}
 * @param end first sample after it
 */
record PlacedSound(SoundPiece piece, Path wav, long begin, long end) {
  static PlacedSound of(SoundPiece piece, Path wav, FrameRate rate) {
    return new PlacedSound(
        piece, wav, sampleAt(piece.recordIn(), rate), sampleAt(piece.recordOut(), rate));
  }

  /** The sample with which a frame of the film begins. */
  static long sampleAt(long frame, FrameRate rate) {
    return rate.timeOf(frame).toTicks(1, SoundCutter.SAMPLE_RATE);
  }

  /** How many samples are there and heard. */
  long length() throws IOException {
    return Math.min(end - begin, PcmAudio.decoded(wav).samples());
  }

  /** Passes all samples that are heard, in order; positions count from the sound's own first. */
  void forEachBlock(PcmAudio.PlacedBlock consumer) throws IOException {
    PcmAudio.decoded(wav).forEachChannelBlock(0, length(), consumer);
  }
}
