package io.autocut.exports.interchange;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;

/**
 * What an editor has to know of a clip.
 *
 * @param length from its first frame to the end of its last
 * @param rate its own frames per second, on average
 */
public record MediaFacts(RationalTime length, FrameRate rate) {
  public MediaFacts {
    checkArgument(length.compareTo(RationalTime.ZERO) > 0, "length of a clip: %s", length);
  }
}
