package io.autocut.runners.benchmark;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.OptionalDouble;

/**
 * Found beats of an excerpt and how well they agree with its annotation.
 *
 * @param found what is scored
 * @param score of the beats
 * @param downbeatF F of the downbeats, 0 to 1; empty when either side has none to tell
 */
record ScoredBeats(FoundBeats found, BeatScore score, OptionalDouble downbeatF) {

  static ScoredBeats of(FoundBeats found, AnnotatedExcerpt excerpt, BeatScorer scorer) {
    ImmutableDoubleArray downbeats = FoundBeats.downbeatSeconds(excerpt.beats());
    return new ScoredBeats(
        found,
        scorer.score(FoundBeats.seconds(excerpt.beats()), found.beats()),
        found.downbeats().isPresent() && !downbeats.isEmpty()
            ? OptionalDouble.of(scorer.f(downbeats, found.downbeats().get()))
            : OptionalDouble.empty());
  }
}
