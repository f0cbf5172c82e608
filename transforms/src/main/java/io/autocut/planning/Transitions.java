package io.autocut.planning;

import io.autocut.schemas.EditTemplate;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How each slot of an arrangement follows the one before, as the template asks for and the slots
 * and the footage allow. All fades and dissolves are equally long. Immutable.
 */
final class Transitions {
  private final Arrangement arrangement;
  private final EditTemplate template;
  private final boolean[] dissolves;
  private final long frames;

  private Transitions(
      Arrangement arrangement, EditTemplate template, boolean[] dissolves, long frames) {
    this.arrangement = arrangement;
    this.template = template;
    this.dissolves = dissolves;
    this.frames = frames;
  }

  /**
   * Those of a full arrangement. Ranges of it that lack footage for a dissolve are moved within
   * their shots where that gives it to them; where nothing does, there is a cut.
   */
  static Transitions of(Arrangement arrangement, EditTemplate template, FrameRate rate) {
    boolean[] none = new boolean[arrangement.size()];
    Transitions fades = new Transitions(arrangement, template, none, 0);
    long wanted = rate.frameAt(RationalTime.ofMillis(template.getFadeMillis()));
    long most = fades.longestFade(wanted);
    if (template.getAtSections() != Transition.DISSOLVE) {
      return new Transitions(arrangement, template, none, fades.areAny() ? most : 0);
    }
    long frames = fades.longestDissolve(most);
    DissolveRoom room = new DissolveRoom(arrangement, frames, rate);
    boolean[] dissolves = new boolean[arrangement.size()];
    boolean any = false;
    for (int slot = 1; slot < arrangement.size() && frames > 0; slot++) {
      dissolves[slot] =
          fades.opensSection(slot) && fades.roomAround(slot) >= frames && room.makeBefore(slot);
      any |= dissolves[slot];
    }
    return new Transitions(
        arrangement, template, dissolves, any ? frames : fades.areAny() ? most : 0);
  }

  /** How a slot is reached; of the first, how the film begins. */
  Transition into(int slot) {
    if (dissolves[slot]) {
      return Transition.DISSOLVE;
    }
    Transition wanted = slot == 0 ? template.getOpening() : template.getAtSections();
    return wanted == Transition.FADE && (slot == 0 || opensSection(slot))
        ? Transition.FADE
        : Transition.CUT;
  }

  /** How the film ends. */
  Transition ending() {
    return template.getEnding() == Transition.FADE ? Transition.FADE : Transition.CUT;
  }

  /** Length of each fade and dissolve, 0 when there is none; unit: output frames. */
  long frames() {
    return frames;
  }

  /** What there is to say of a slot at which the template asks for a dissolve; else empty. */
  String because(int slot) {
    if (slot == 0 || template.getAtSections() != Transition.DISSOLVE || !opensSection(slot)) {
      return "";
    }
    return dissolves[slot]
        ? "; dissolves out of the one before"
        : "; cut, as there is no room for a dissolve";
  }

  /** How many section changes dissolve; empty unless the template asks for that. */
  Optional<String> note() {
    long changes = IntStream.range(1, arrangement.size()).filter(this::opensSection).count();
    if (template.getAtSections() != Transition.DISSOLVE || changes == 0) {
      return Optional.empty();
    }
    long dissolved = IntStream.range(1, arrangement.size()).filter(i -> dissolves[i]).count();
    return Optional.of(
        dissolved == changes
            ? "Every section of the music after the first begins with a dissolve."
            : ("%d of %d section changes dissolve; at the others the film cuts, for the shots there are"
                    + " too short or have no footage left beside them.")
                .formatted(dissolved, changes));
  }

  private boolean opensSection(int slot) {
    return arrangement.slots().get(slot).opensSection();
  }

  private boolean areAny() {
    return ending() == Transition.FADE
        || IntStream.range(0, arrangement.size()).anyMatch(slot -> into(slot) == Transition.FADE);
  }

  /** No fade takes more than half of an event. */
  private long longestFade(long wanted) {
    long longest = wanted;
    int last = arrangement.size() - 1;
    for (int slot = 0; slot <= last; slot++) {
      Transition after = slot == last ? ending() : into(slot + 1);
      if (into(slot) == Transition.FADE || after == Transition.FADE) {
        longest = Math.min(longest, arrangement.slots().get(slot).frames() / 2);
      }
    }
    return longest;
  }

  /** Places that have no room for half of what is wanted are cut, and do not shorten the others. */
  private long longestDissolve(long wanted) {
    return IntStream.range(1, arrangement.size())
        .filter(this::opensSection)
        .mapToLong(this::roomAround)
        .filter(room -> 2 * room >= wanted)
        .reduce(wanted, Math::min);
  }

  /** A dissolve takes half of its frames from each event: at most half of it, and not all. */
  private long roomAround(int slot) {
    long before = arrangement.slots().get(slot - 1).frames();
    return Math.min(before, arrangement.slots().get(slot).frames()) - 1;
  }
}
