package io.autocut.analysis;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;

/**
 * A short look at a clip: a keyframe and the frames shown right after it, without a gap; at least
 * one.
 */
record Glance(ImmutableList<Frame> frames) {
  Glance {
    checkArgument(!frames.isEmpty(), "a glance without a frame");
  }

  /**
   * One frame of it.
   *
   * @param pts when it is shown, in the clip's timebase
   */
  record Frame(long pts, Picture picture) {}

  long pts() {
    return frames.get(0).pts();
  }
}
