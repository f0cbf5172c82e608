package io.autocut.planning;

/**
 * A place in the film that one range of a clip fills.
 *
 * @param recordIn first output frame
 * @param recordOut first output frame after it
 * @param firstPulse index of the pulse that it begins on; -1 when it begins before the first
 * @param endPulse index of the pulse that it ends on
 * @param energy of the music in it, 0 to 1
 * @param opensSection whether a section of the music begins with it
 */
record Slot(
    long recordIn,
    long recordOut,
    int firstPulse,
    int endPulse,
    double energy,
    boolean opensSection) {
  long frames() {
    return recordOut - recordIn;
  }
}
