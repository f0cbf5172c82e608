package io.autocut.exports.interchange;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.time.RationalTime;

/**
 * One shot of a plan that was edited elsewhere.
 *
 * @param place where it stands there, for messages, for example "event 012"
 * @param clip path, URL or bare name of the clip
 * @param sourceIn after the clip's first frame, as far as the format can tell
 * @param frames its length in the film
 * @param dissolveFrames length of the dissolve that it begins with, around its cut; 0 for a cut
 */
record EditedCut(
    String place, String clip, RationalTime sourceIn, long frames, long dissolveFrames) {
  EditedCut {
    checkArgument(frames > 0, "%s shows no frame: %s", place, frames);
    checkArgument(dissolveFrames >= 0, "%s dissolves over %s frames", place, dissolveFrames);
  }
}
