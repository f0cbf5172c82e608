package io.autocut.assembly;

import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Finds the frame near a planned cut at which the picture of a film really changes.
 *
 * <p>A change is clear when the pictures on both sides of it differ much more from one another than
 * each side changes in itself: so motion is none, nor a flash, after which the picture is the one
 * from before. Where the planned frame shows a clear change, no other is looked at. Figures are
 * from 312 cuts between real clips (docs/proof.md). Immutable.
 */
final class CutFinder {
  /** Changes are looked for so many frames around the planned one, as far as neighbours allow. */
  static final int REACH = 8;

  /** Frames beyond those that show whether a change is clear. */
  static final int BESIDE = 3;

  /** Least difference across a cut, in levels of 255, mean over the picture. */
  private static final double LEAST_CHANGE = 2.5;

  /** A change across a cut is so many times the largest change beside it. */
  private static final double CLEARLY = 1.8;

  /** Black is 16; what an encoder leaves in it, and footage that is darker than that. */
  private static final double BLACK = 22;

  private static final double NO_DARKER = 0.25;

  private final LongFunction<FilmPicture> film;
  private final long frames;

  /**
   * @param film the picture of each frame that is near enough to a cut in question
   * @param frames of the whole film
   */
  CutFinder(LongFunction<FilmPicture> film, long frames) {
    this.film = film;
    this.frames = frames;
  }

  /**
   * The first frame after the change that belongs to a cut planned at {@code planned}; empty when
   * none is clear.
   *
   * @param from the first frame at which it may be
   * @param to the last
   */
  OptionalLong cut(long planned, long from, long to) {
    if (isClear(planned)) {
      return OptionalLong.of(planned);
    }
    long best = -1;
    for (long frame = from; frame <= to; frame++) {
      if (isClear(frame) && (best < 0 || across(frame) > across(best))) {
        best = frame;
      }
    }
    // Where something happens at the planned frame as well, it cannot be told which is the cut.
    return best >= 0 && across(best) >= CLEARLY * step(planned)
        ? OptionalLong.of(best)
        : OptionalLong.empty();
  }

  /**
   * The first frame that comes out of black: of the two darkest around the plan, the second; empty
   * when those are not black.
   */
  OptionalLong fade(long planned, long from, long to) {
    long best = planned;
    for (long frame = from; frame <= to; frame++) {
      if (light(frame) < light(best) - NO_DARKER) {
        best = frame;
      }
    }
    return light(best) <= BLACK ? OptionalLong.of(best) : OptionalLong.empty();
  }

  /** Mean brightness of a frame and the one before. */
  private double light(long frame) {
    return (film.apply(frame - 1).light() + film.apply(frame).light()) / 2;
  }

  /** How much the picture changes for good at {@code frame}; in levels. */
  double across(long frame) {
    double least = Double.MAX_VALUE;
    for (long before = frame - 2; before < frame; before++) {
      for (long after = frame; after <= frame + 1; after++) {
        if (isInFilm(before) && isInFilm(after)) {
          least = Math.min(least, film.apply(before).distance(film.apply(after)));
        }
      }
    }
    return least;
  }

  private boolean isClear(long frame) {
    double beside = 0;
    for (long other : new long[] {frame - 2, frame - 1, frame + 1, frame + 2}) {
      beside = Math.max(beside, step(other));
    }
    double across = across(frame);
    return across >= LEAST_CHANGE && across >= CLEARLY * beside;
  }

  /** How much a frame differs from the one before. */
  private double step(long frame) {
    return isInFilm(frame - 1) && isInFilm(frame)
        ? film.apply(frame - 1).distance(film.apply(frame))
        : 0;
  }

  private boolean isInFilm(long frame) {
    return frame >= 0 && frame < frames;
  }
}
