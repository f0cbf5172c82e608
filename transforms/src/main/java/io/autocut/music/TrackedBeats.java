package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;

/**
 * Beats and bars as the tracking hears them, before they become a record.
 *
 * @param seconds when each beat falls, rising; counted from the first sample
 * @param places place of each beat in its bar, from 1
 * @param beatsPerBar beats of a whole bar
 * @param confidence that there is a beat and that it is where the beats say, 0 to 1
 * @param tempoConfidence that it is this tempo and no other fraction of it, 0 to 1
 * @param downbeatConfidence that the downbeats are the downbeats, 0 to 1
 * @param regions how far the beats can be trusted from place to place; adjoining, rising
 */
record TrackedBeats(
    ImmutableDoubleArray seconds,
    ImmutableIntArray places,
    int beatsPerBar,
    double confidence,
    double tempoConfidence,
    double downbeatConfidence,
    ImmutableList<Region> regions) {

  /**
   * A stretch of music.
   *
   * @param from where it begins; unit: seconds
   * @param to where it ends, exclusive; unit: seconds
   * @param confidence 0 to 1
   */
  record Region(double from, double to, double confidence) {}

  TrackedBeats {
    checkArgument(
        seconds.length() == places.length(),
        "%s beats have %s places in the bar",
        seconds.length(),
        places.length());
  }

  /** The same music with other beats. */
  TrackedBeats withBeats(double[] otherSeconds, int[] otherPlaces) {
    return new TrackedBeats(
        ImmutableDoubleArray.copyOf(otherSeconds),
        ImmutableIntArray.copyOf(otherPlaces),
        beatsPerBar,
        confidence,
        tempoConfidence,
        downbeatConfidence,
        regions);
  }

  /** The same beats, of whose tempo somebody is certain. */
  TrackedBeats ofCertainTempo() {
    return new TrackedBeats(
        seconds, places, beatsPerBar, confidence, 1, downbeatConfidence, regions);
  }

  /** Number of beats. */
  int count() {
    return seconds.length();
  }
}
