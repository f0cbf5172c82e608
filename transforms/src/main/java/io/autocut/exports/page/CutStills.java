package io.autocut.exports.page;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/**
 * The last frame before a cut of the film and the first after it.
 *
 * @param eventIndex the event that begins with the cut, at least 1
 */
public record CutStills(int eventIndex, Still before, Still after) {
  public CutStills {
    checkArgument(eventIndex >= 1, "no cut before event %s", eventIndex);
    requireNonNull(before, "before");
    requireNonNull(after, "after");
  }
}
