package io.autocut.analysis;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Face;

/**
 * What was measured on one glance; its pictures are not kept. Some hundred numbers, so that those
 * of a day of footage fit into memory.
 *
 * @param looks measures of some of its frames, the keyframe first
 * @param steps measures between each frame and the next, so none for a single frame
 * @param faces in the keyframe as shown, the largest first
 */
record GlanceMeasures(
    ImmutableList<Look> looks, ImmutableList<Step> steps, ImmutableList<Face> faces) {
  GlanceMeasures {
    checkArgument(!looks.isEmpty(), "a glance without a look");
  }

  /** When its keyframe is shown. */
  long pts() {
    return looks.get(0).pts();
  }

  /** When its last frame is shown. */
  long lastPts() {
    return steps.isEmpty() ? pts() : steps.get(steps.size() - 1).toPts();
  }
}
