package io.autocut.planning;

import io.autocut.schemas.EditTemplate;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Proposes one slot after the other, as the template paces them.
 *
 * <p>The pattern starts on the first downbeat; what the music plays before it belongs to the first
 * slot.
 */
final class SlotPacer {
  private final BeatClock clock;
  private final List<Integer> pattern;
  private final long shortest;
  private final long longest;
  private int next;
  private int beat;
  private long recordIn;

  SlotPacer(BeatClock clock, EditTemplate template, FrameRate rate) {
    this.clock = clock;
    this.pattern = template.getBeatsPerShot();
    this.shortest = Math.max(1, rate.frameAt(RationalTime.ofMillis(template.getMinShotMillis())));
    this.longest =
        Math.max(shortest, rate.frameAt(RationalTime.ofMillis(template.getMaxShotMillis())));
    this.beat = clock.firstDownbeat();
    if (clock.frameOf(beat) > longest) {
      this.beat = 0;
    }
  }

  /** Whether the music has room for another slot. */
  boolean hasNext() {
    return beat < clock.beats() && clock.endFrame() - recordIn >= shortest;
  }

  /**
   * The next slot as the template wants it, then ever shorter ones for the case that no footage is
   * long enough; all end on a beat or with the music.
   */
  List<Slot> proposals() {
    int wanted = Math.min(clock.beats(), beat + pattern.get(next % pattern.size()));
    while (wanted < clock.beats() && clock.frameOf(wanted) - recordIn < shortest) {
      wanted++;
    }
    // What would be left at the end of the music is too short for a slot of its own.
    if (clock.endFrame() - clock.frameOf(wanted) < shortest) {
      wanted = clock.beats();
    }
    List<Slot> slots = new ArrayList<>();
    for (int end = wanted; end > beat; end--) {
      long frames = clock.frameOf(end) - recordIn;
      if (frames >= shortest && frames <= longest) {
        slots.add(slotTo(end));
      }
    }
    if (slots.isEmpty()) {
      // No number of beats lies between shortest and longest: the template's own wish stands.
      slots.add(slotTo(wanted));
    }
    return slots;
  }

  private Slot slotTo(int end) {
    boolean onBeat = clock.frameOf(beat) == recordIn;
    return new Slot(
        recordIn,
        clock.frameOf(end),
        onBeat ? beat : -1,
        end,
        clock.energy(beat, Math.min(end, clock.beats())));
  }

  /** Goes on after {@code taken}, one of the proposals. */
  void take(Slot taken) {
    recordIn = taken.recordOut();
    beat = taken.endBeat();
    next++;
  }
}
