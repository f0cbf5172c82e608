package io.autocut.exports.interchange;

import io.autocut.schemas.Transition;
import io.autocut.time.RationalTime;

/**
 * One range of a clip as a file of an editor has it.
 *
 * @param place what the file calls it, for messages, for example {@code event 004}
 * @param clipUri where the clip lies
 * @param sourceIn where its range begins, after the clip's first frame
 * @param frames its length in output frames
 * @param transition how it follows the one before; of the first, how the film begins
 */
record EditedCut(
    String place, String clipUri, RationalTime sourceIn, long frames, Transition transition) {}
