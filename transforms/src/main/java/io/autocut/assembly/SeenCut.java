package io.autocut.assembly;

import java.util.List;
import java.util.OptionalLong;

/**
 * A cut of a film as its pictures show it.
 *
 * @param event index of the event that begins with it
 * @param planned first frame of that event by the plan
 * @param seen first frame of it in the film; empty when the pictures cannot tell
 * @param change how much the picture changes there, in levels
 * @param around the film's pictures before the planned frame and on it; empty when the film ends
 *     before
 */
record SeenCut(
    int event, long planned, OptionalLong seen, double change, List<FilmPicture> around) {
  /** Pictures that differ by less than this share of the change at a cut show the same. */
  private static final double SAME = 0.25;

  boolean isReached() {
    return !around.isEmpty();
  }

  boolean isSeen() {
    return seen.isPresent();
  }

  boolean isOff() {
    return errorFrames() != 0;
  }

  /** Distance from the planned frame; 0 for one that is not seen. */
  long errorFrames() {
    return Math.abs(seen.orElse(planned) - planned);
  }

  /** The same cut, of which the pictures tell nothing. */
  SeenCut unseen() {
    return new SeenCut(event, planned, OptionalLong.empty(), change, around);
  }

  /** Whether the film shows one picture right before the planned frame and the other on it. */
  boolean shows(FilmPicture last, FilmPicture first) {
    return isReached()
        && around.get(0).distance(last) < SAME * change
        && around.get(1).distance(first) < SAME * change;
  }
}
