package io.autocut.exports.interchange;

import io.autocut.media.Failures;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.time.RationalTime;
import io.autocut.time.TimeRange;
import java.util.Optional;

/**
 * The music of a hand-off.
 *
 * @param uri where it lies
 * @param heard the range of it that the film has
 * @param length of all of it
 * @param sampleRate unit: Hz
 * @param fadeOut length of its fade at the end, zero for none
 */
public record HandoffMusic(
    String uri, TimeRange heard, RationalTime length, int sampleRate, RationalTime fadeOut) {
  private static final int USUAL_RATE = 48_000;

  /** What of the music is not known without its beats is taken from the film. */
  static HandoffMusic of(EditDecisionList list, Optional<BeatTimeline> beats) {
    TimeRange heard =
        TimeRange.of(RationalTime.of(list.getMusicIn()), RationalTime.of(list.getMusicOut()));
    return new HandoffMusic(
        list.getMusicUri(),
        heard,
        beats
            .map(music -> RationalTime.of(music.getSamples(), music.getSampleRate()))
            .orElse(heard.out()),
        beats.map(BeatTimeline::getSampleRate).orElse(USUAL_RATE),
        RationalTime.ofMillis(list.getFadeOutMillis()));
  }

  /** Its file name. */
  String name() {
    return Failures.nameOf(uri);
  }
}
