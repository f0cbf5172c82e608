package io.autocut.exports.interchange;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Transition;
import io.autocut.time.RationalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a file of an editor says of a film, whatever its format.
 *
 * @param cuts without gaps, in the order of the film
 * @param ending how the film ends
 * @param fadeFrames the length of its fades and dissolves; empty when it has none
 * @param musicIn where in the music the film begins; empty when the file does not say
 * @param notes what a film of ours cannot show, for people
 */
record EditedFilm(
    ImmutableList<EditedCut> cuts,
    Transition ending,
    OptionalLong fadeFrames,
    Optional<RationalTime> musicIn,
    ImmutableList<String> notes) {

  /** Adds up the lengths of transitions: a film has one for all of them. */
  static OptionalLong oneLength(List<Long> lengths, long usual, List<String> notes) {
    List<Long> different = lengths.stream().distinct().toList();
    if (different.isEmpty()) {
      return OptionalLong.empty();
    }
    long kept = different.contains(usual) ? usual : different.get(0);
    if (different.size() > 1) {
      notes.add(
          "its fades and dissolves are of %s frames; a film has one length for all: %d"
              .formatted(different, kept));
    }
    return OptionalLong.of(kept);
  }
}
