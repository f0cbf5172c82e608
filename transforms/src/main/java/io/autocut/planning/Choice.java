package io.autocut.planning;

import io.autocut.time.RationalTime;

/**
 * One range of one clip that could fill a slot.
 *
 * @param in flicks after the clip's first frame
 * @param out the same, exclusive
 * @param cell index of the moment that most of it shows
 * @param quality mean over its time, 0 to 1
 * @param match how well its motion goes with the energy of the slot, mean over its time, 0 to 1
 * @param fit share of its time that one moment takes
 * @param worth what it counts for by itself, apart from what stands beside it
 */
record Choice(
    Footage footage,
    long in,
    long out,
    int cell,
    double quality,
    double match,
    double fit,
    double worth) {

  Footage.Cell moment() {
    return footage.cell(cell);
  }

  boolean onKeyframe() {
    return footage.isKeyframe(in);
  }

  RationalTime sourceIn() {
    return footage.exact(in);
  }

  /** Whether both show some of the same footage. */
  boolean overlaps(Choice other) {
    return footage == other.footage
        && in < other.out + footage.slack()
        && other.in < out + footage.slack();
  }
}
