package io.autocut.exports.interchange;

import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.OptionalLong;

/**
 * Which frames of a clip MLT shows beside those that the film shows.
 *
 * <p>At output frame {@code k} the film shows the last source frame that is nearer to {@code in +
 * k/rate} than half an output frame, of fast footage the last that is not later. MLT counts clips
 * in whole output frames and shows the source frame nearest to them, which is another one wherever
 * the rates differ or the range begins between two output frames.
 */
final class MltFrames {
  /** MLT computes in doubles: what is nearer to a tie than this might go either way. */
  private static final RationalTime TIE = RationalTime.ofMicros(1);

  private final FrameRate clip;
  private final FrameRate film;

  MltFrames(FrameRate clip, FrameRate film) {
    this.clip = clip;
    this.film = film;
  }

  /** Before which time, or at which for fast footage, the frames shown first in a range lie. */
  RationalTime latest(RationalTime in) {
    return isFast() ? in.plus(TIE) : in.plus(film.frameDuration().dividedBy(2)).minus(TIE);
  }

  /**
   * The position, in output frames, from which MLT shows just what the film shows from {@code in}
   * on; empty when there is none.
   */
  OptionalLong plain(RationalTime in, long frames) {
    try {
      long near = film.frameAt(in);
      for (long position : new long[] {near, near - 1, near + 1}) {
        if (position >= 0 && isSame(in, position, frames)) {
          return OptionalLong.of(position);
        }
      }
    } catch (ArithmeticException e) {
      // Rates of unevenly timed footage are fractions that may be too odd to be compared exactly.
      return OptionalLong.empty();
    }
    return OptionalLong.empty();
  }

  private boolean isSame(RationalTime in, long position, long frames) {
    for (long k = 0; k < frames; k++) {
      RationalTime asked = film.timeOf(position + k);
      long shown = clip.frameAt(asked);
      RationalTime half = clip.frameDuration().dividedBy(2);
      RationalTime tie = clip.timeOf(shown).minus(half);
      boolean sure = asked.minus(tie).abs().compareTo(TIE) > 0;
      if (!sure || shown != ours(in.plus(film.timeOf(k)))) {
        return false;
      }
    }
    return true;
  }

  private long ours(RationalTime instant) {
    RationalTime half = clip.frameDuration().dividedBy(2);
    if (isFast()) {
      return clip.frameAt(instant.minus(half));
    }
    RationalTime limit = instant.plus(film.frameDuration().dividedBy(2));
    long frame = clip.frameAt(limit.minus(half));
    return Math.max(0, clip.timeOf(frame).compareTo(limit) >= 0 ? frame - 1 : frame);
  }

  /** The same distinction that films are cut by. */
  private boolean isFast() {
    return (long) clip.numerator() * film.denominator()
        > 2L * film.numerator() * clip.denominator();
  }
}
