package io.autocut.planning;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.schemas.VideoStream;

/**
 * A clip's video and what it counts for when a film's size and rate are chosen: the time for which
 * it can be shown, of which a long clip shows no more than a part.
 *
 * @param weight positive; unit: flicks
 */
record WeighedVideo(VideoStream video, long weight) {
  /** Clips of any greater length count alike: a film shows a few shots of each. */
  private static final long MOST_SECONDS = 15;

  WeighedVideo {
    checkArgument(weight > 0, "weight must be positive: %s", weight);
  }

  static WeighedVideo of(Footage footage) {
    long most = MOST_SECONDS * Flicks.PER_SECOND;
    return new WeighedVideo(
        footage.clip().analysis().getVideo(), Math.max(1, Math.min(most, footage.length())));
  }
}
