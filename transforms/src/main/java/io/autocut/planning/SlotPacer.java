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
  private int pulse;
  private long recordIn;

  SlotPacer(BeatClock clock, EditTemplate template, FrameRate rate) {
    this.clock = clock;
    this.pattern = template.getBeatsPerShot();
    this.shortest = Math.max(1, rate.frameAt(RationalTime.ofMillis(template.getMinShotMillis())));
    this.longest =
        Math.max(shortest, rate.frameAt(RationalTime.ofMillis(template.getMaxShotMillis())));
    this.pulse = clock.firstDownbeat();
    if (clock.frameOf(pulse) > longest) {
      this.pulse = 0;
    }
  }

  /** Whether the music has room for another slot. */
  boolean hasNext() {
    return pulse < clock.pulses() && clock.endFrame() - recordIn >= shortest;
  }

  /**
   * The next slot as the template wants it, then ever shorter ones for the case that no footage is
   * long enough; all end on a pulse or with the music.
   */
  List<Slot> proposals() {
    int wanted = clock.after(pulse, pattern.get(next % pattern.size()));
    while (wanted < clock.pulses() && clock.frameOf(wanted) - recordIn < shortest) {
      wanted++;
    }
    // What would be left at the end of the music is too short for a slot of its own.
    if (clock.endFrame() - clock.frameOf(wanted) < shortest) {
      wanted = clock.pulses();
    }
    List<Slot> slots = new ArrayList<>();
    for (int end = wanted; end > pulse; end--) {
      long frames = clock.frameOf(end) - recordIn;
      if (frames >= shortest && frames <= longest) {
        slots.add(slotTo(end));
      }
    }
    if (slots.isEmpty()) {
      // No number of pulses lies between shortest and longest: the template's own wish stands.
      slots.add(slotTo(wanted));
    }
    return slots;
  }

  private Slot slotTo(int end) {
    boolean onPulse = clock.frameOf(pulse) == recordIn;
    return new Slot(
        recordIn,
        clock.frameOf(end),
        onPulse ? pulse : -1,
        end,
        clock.energy(pulse, Math.min(end, clock.pulses())));
  }

  /** Goes on after {@code taken}, one of the proposals. */
  void take(Slot taken) {
    recordIn = taken.recordOut();
    pulse = taken.endPulse();
    next++;
  }
}
