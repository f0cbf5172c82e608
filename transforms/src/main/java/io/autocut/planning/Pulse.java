package io.autocut.planning;

import io.autocut.schemas.PulseKind;

/**
 * A moment of the music on which a cut may fall.
 *
 * @param sample position in the decoded music
 * @param kind a beat, or what takes its place
 * @param beat index of the beat in the timeline; -1 when it is none
 * @param beats how many beats it counts for in the pattern of a template, up to the next pulse
 * @param downbeat whether a bar begins on it
 * @param energy of the music around it, 0 to 1
 */
record Pulse(long sample, PulseKind kind, int beat, int beats, boolean downbeat, double energy) {
  Pulse counting(int newBeats) {
    return new Pulse(sample, kind, beat, newBeats, downbeat, energy);
  }
}
