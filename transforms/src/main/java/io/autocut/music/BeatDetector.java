package io.autocut.music;

import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.Optional;

/** Finds the beats, the bars and how sure they are in what the front end heard. */
final class BeatDetector {
  private BeatDetector() {}

  /**
   * Beats between two times; empty when no steady beat can be heard.
   *
   * @param from where the sound begins; unit: seconds
   * @param to where it ends; unit: seconds
   * @param tempi no other tempo is followed
   */
  static Optional<TrackedBeats> detect(
      OnsetFeatures features, double from, double to, TempoRange tempi) {
    float[] activation = BeatActivation.of(features);
    int fromFrame = (int) (from * FRAMES_PER_SECOND);
    int toFrame = Math.min(activation.length, (int) (to * FRAMES_PER_SECOND) + 1);
    int[] frames =
        Arrays.stream(BeatTracker.track(Arrays.copyOfRange(activation, fromFrame, toFrame), tempi))
            .map(frame -> frame + fromFrame)
            .toArray();
    double confidence = BeatConfidence.of(frames, activation);
    double[] refined = BeatRefiner.refine(frames, features);
    double start = Math.max(0, from - BeatRefiner.REACH_SECONDS);
    double[] beats = BeatExtension.cover(refined, start, to);
    if (beats.length < 2) {
      return Optional.empty();
    }
    DownbeatTracker.Bars bars = DownbeatTracker.track(beats, features);
    return Optional.of(
        new TrackedBeats(
            ImmutableDoubleArray.copyOf(beats),
            ImmutableIntArray.copyOf(bars.beatInBar()),
            bars.beatsPerBar(),
            confidence,
            confidence,
            confidence,
            ImmutableList.of(new TrackedBeats.Region(from, to, confidence))));
  }
}
