package io.autocut.music;

import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;

/**
 * Beats and bars as stretches of time, up to the next one each; unit: seconds.
 *
 * <p>The last beat is as long as the one before it. A bar begins with a downbeat; what comes before
 * the first downbeat is no bar.
 */
final class BeatSpans {
  private static final double LONE_BEAT_SECONDS = 0.5;

  private final ImmutableDoubleArray seconds;
  private final ImmutableIntArray downbeats;

  private BeatSpans(ImmutableDoubleArray seconds, ImmutableIntArray downbeats) {
    this.seconds = seconds;
    this.downbeats = downbeats;
  }

  static BeatSpans of(TrackedBeats beats) {
    ImmutableIntArray.Builder downbeats = ImmutableIntArray.builder();
    for (int beat = 0; beat < beats.count(); beat++) {
      if (beats.places().get(beat) == 1) {
        downbeats.add(beat);
      }
    }
    return new BeatSpans(beats.seconds(), downbeats.build());
  }

  /** Number of beats. */
  int count() {
    return seconds.length();
  }

  /** Where a beat falls. */
  double from(int beat) {
    return seconds.get(beat);
  }

  /** Where the next one falls. */
  double to(int beat) {
    return beat + 1 < count() ? from(beat + 1) : from(beat) + lastInterval();
  }

  private double lastInterval() {
    return count() < 2 ? LONE_BEAT_SECONDS : from(count() - 1) - from(count() - 2);
  }

  /** Number of bars; the last one may be cut short by the end. */
  int bars() {
    return downbeats.length();
  }

  /** Index of the beat that a bar begins with. */
  int downbeat(int bar) {
    return downbeats.get(bar);
  }

  double barFrom(int bar) {
    return from(downbeat(bar));
  }

  double barTo(int bar) {
    return bar + 1 < bars() ? barFrom(bar + 1) : to(count() - 1);
  }
}
