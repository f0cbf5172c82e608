package io.autocut.planning;

/**
 * A place in the film that one range of a clip fills.
 *
 * @param recordIn first output frame
 * @param recordOut first output frame after it
 * @param firstBeat index of the beat that it begins on; -1 when it begins before the first
 * @param endBeat index of the beat that it ends on
 * @param energy mean energy of the music in it, 0 to 1
 */
record Slot(long recordIn, long recordOut, int firstBeat, int endBeat, double energy) {
  long frames() {
    return recordOut - recordIn;
  }
}
