package io.autocut.assembly;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.time.FrameRate;

/**
 * How a clip's sound comes and goes at its joints: over {@value #SHORT_MILLIS} ms where it is cut,
 * so that nothing clicks; over the whole of a dissolve, at constant power; as long as its picture
 * where that comes out of black or goes into it.
 *
 * @param length of the sound, in samples
 * @param in length of its beginning, in samples
 * @param out length of its end, in samples
 * @param crossIn whether it begins in a dissolve
 * @param crossOut whether it ends in one
 */
record Envelope(long length, long in, long out, boolean crossIn, boolean crossOut) {
  static final int SHORT_MILLIS = 8;

  Envelope {
    checkArgument(in >= 0 && out >= 0 && length >= 0, "lengths: %s, %s, %s", length, in, out);
  }

  /**
   * That of {@code sound}.
   *
   * @param length how many of its samples are there
   */
  static Envelope of(PlacedSound sound, long length, FrameRate rate, int sampleRate) {
    long room = sound.end() - sound.begin();
    long shortest = Math.min(SHORT_MILLIS * sampleRate / 1000, length / 2);
    var piece = sound.piece();
    long in = samples(Math.max(piece.dissolveIn(), piece.fades().in()), rate, sampleRate);
    long out = samples(Math.max(piece.dissolveOut(), piece.fades().out()), rate, sampleRate);
    // What ends before its picture does goes where it ends.
    boolean whole = length == room;
    return new Envelope(
        length,
        Math.max(shortest, Math.min(in, length)),
        whole ? Math.max(shortest, Math.min(out, length)) : shortest,
        piece.dissolveIn() > 0,
        whole && piece.dissolveOut() > 0);
  }

  private static long samples(long frames, FrameRate rate, int sampleRate) {
    return rate.timeOf(frames).toTicks(1, sampleRate);
  }

  /** What the sample at {@code position} is multiplied by: 0 to 1. */
  double at(long position) {
    double gain = 1;
    if (position < in) {
      gain *= rise((position + 0.5) / in, crossIn);
    }
    if (position >= length - out) {
      gain *= rise((length - position - 0.5) / out, crossOut);
    }
    return gain;
  }

  private static double rise(double share, boolean constantPower) {
    double sine = StrictMath.sin(StrictMath.PI / 2 * share);
    return constantPower ? sine : sine * sine;
  }
}
