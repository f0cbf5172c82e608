package io.autocut.music;

import com.google.common.collect.ImmutableList;

/**
 * How a piece of music is built: sections, turns of energy, where it sets in and where it ends.
 *
 * @param energies one for each beat, 0 to 1, in steps of 1/1000
 * @param sections adjoining, from the first sound to the end of sound
 * @param turns by their beginning
 * @param start where the music has set in after a weak introduction; unit: seconds
 * @param ending where the ending begins; unit: seconds
 */
record MusicStructure(
    ImmutableList<Double> energies,
    ImmutableList<Part> sections,
    ImmutableList<Turn> turns,
    double start,
    double ending) {

  /**
   * A section.
   *
   * @param from unit: seconds
   * @param to exclusive; unit: seconds
   * @param label sections that sound alike share it
   */
  record Part(double from, double to, String label) {}

  /**
   * A build or a drop.
   *
   * @param build whether the energy rises over bars; otherwise it sets in at once
   * @param from unit: seconds
   * @param to exclusive; unit: seconds
   * @param loudnessUnits how much louder it becomes
   */
  record Turn(boolean build, double from, double to, double loudnessUnits) {}
}
