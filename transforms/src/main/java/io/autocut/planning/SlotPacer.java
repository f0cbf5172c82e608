package io.autocut.planning;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.EditTemplate;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Divides the film into slots, as the template and the energy of the music pace them.
 *
 * <p>The pattern starts on the first downbeat; what the music plays before it belongs to the first
 * slot. Where the template wants it, the pattern starts anew with each section. The last slot
 * begins on a downbeat where one leaves it room.
 */
final class SlotPacer {
  /** Farther back than this from where the ending should begin, no downbeat is looked for. */
  private static final int PULSES_TO_A_DOWNBEAT = 3;

  private final BeatClock clock;
  private final EditTemplate template;
  private final EnergyCurve energy;
  private final NavigableSet<Integer> sections;
  private final NavigableSet<Integer> boundaries = new TreeSet<>();
  private final long shortest;
  private final long longest;
  private final int ending;

  /**
   * @param longestFootage no clip has a longer unbroken range; unit: output frames
   * @param sections pulses on which sections of the music begin
   */
  SlotPacer(
      BeatClock clock,
      EditTemplate template,
      EnergyCurve energy,
      NavigableSet<Integer> sections,
      FrameRate rate,
      long longestFootage) {
    this.clock = clock;
    this.template = template;
    this.energy = energy;
    this.sections = sections;
    this.shortest = Math.max(1, rate.frameAt(RationalTime.ofMillis(template.getMinShotMillis())));
    long asked =
        Math.max(shortest, rate.frameAt(RationalTime.ofMillis(template.getMaxShotMillis())));
    this.longest = Math.min(asked, Math.max(shortest, longestFootage));
    if (template.getRestartAtSections()) {
      boundaries.addAll(sections);
    }
    this.ending = endingPulse();
    if (ending > 0) {
      boundaries.add(ending);
    }
  }

  /** Rising, adjoining, from record frame 0 to the end of the music. */
  ImmutableList<Slot> slots() {
    ImmutableList.Builder<Slot> slots = ImmutableList.builder();
    int pulse = clock.frameOf(clock.firstDownbeat()) > longest ? 0 : clock.firstDownbeat();
    long recordIn = 0;
    int next = 0;
    while (pulse < clock.pulses() && clock.endFrame() - recordIn >= shortest) {
      if (template.getRestartAtSections() && sections.contains(pulse)) {
        next = 0;
      }
      int end = end(pulse, recordIn, next++);
      slots.add(slot(pulse, recordIn, end));
      recordIn = clock.frameOf(end);
      pulse = end;
    }
    return slots.build();
  }

  /** The slot in two, at the pulse nearest to its middle; as it is when there is no room for it. */
  List<Slot> split(Slot slot) {
    int first = Math.max(0, slot.firstPulse());
    int best = -1;
    long bestOff = Long.MAX_VALUE;
    // What the music plays before the first pulse may be a slot of its own.
    int begin = slot.firstPulse() < 0 && clock.frameOf(0) > slot.recordIn() ? first : first + 1;
    for (int pulse = begin; pulse < slot.endPulse(); pulse++) {
      long at = clock.frameOf(pulse);
      long off = Math.abs(2 * at - slot.recordIn() - slot.recordOut());
      if (at - slot.recordIn() >= shortest
          && slot.recordOut() - at >= shortest
          && (off < bestOff)) {
        best = pulse;
        bestOff = off;
      }
    }
    if (best < 0) {
      return List.of(slot);
    }
    List<Slot> halves = new ArrayList<>();
    halves.add(slot(first, slot.recordIn(), best));
    halves.add(slot(best, clock.frameOf(best), slot.endPulse()));
    return halves;
  }

  private Slot slot(int pulse, long recordIn, int end) {
    boolean onPulse = clock.frameOf(pulse) == recordIn;
    double sum = 0;
    for (int i = pulse; i < end; i++) {
      sum += energy.during(i);
    }
    return new Slot(
        recordIn,
        clock.frameOf(end),
        onPulse ? pulse : -1,
        end,
        sum / Math.max(1, end - pulse),
        onPulse && sections.contains(pulse));
  }

  /** Where the last slot begins: the last downbeat that leaves enough beats; -1 for none. */
  private int endingPulse() {
    int earliest = Math.max(1, clock.pulses() - template.getEndingBeats() - PULSES_TO_A_DOWNBEAT);
    for (int pulse = clock.pulses() - 1; pulse >= earliest; pulse--) {
      long frames = clock.endFrame() - clock.frameOf(pulse);
      if (frames > longest) {
        return -1;
      }
      if (clock.isDownbeat(pulse)
          && clock.pulses() - pulse >= template.getEndingBeats()
          && frames >= shortest) {
        return pulse;
      }
    }
    return -1;
  }

  private int end(int pulse, long recordIn, int place) {
    if (pulse == ending) {
      return clock.pulses();
    }
    int end = clock.after(pulse, beats(pulse, place));
    while (end < clock.pulses() && clock.frameOf(end) - recordIn < shortest) {
      end++;
    }
    end = atBoundary(recordIn, pulse, end);
    end = orToTheEnd(end);
    int kept = end;
    while (kept > pulse + 1 && clock.frameOf(kept) - recordIn > longest) {
      kept--;
    }
    if (clock.frameOf(kept) > clock.endFrame()) {
      return clock.pulses();
    }
    // Where no pulse lies between shortest and longest, the next one is the least of evils.
    return clock.frameOf(kept) - recordIn >= shortest ? kept : orToTheEnd(Math.min(end, kept + 1));
  }

  /** What would be left at the end of the music may be too short for a slot of its own. */
  private int orToTheEnd(int pulse) {
    return clock.endFrame() - clock.frameOf(pulse) < shortest ? clock.pulses() : pulse;
  }

  private int beats(int pulse, int place) {
    List<Integer> pattern = template.getBeatsPerShot();
    int beats = pattern.get(place % pattern.size());
    double response = template.getEnergyResponsePermille() / 1000.0;
    double factor = StrictMath.pow(2, (1 - 2 * energy.at(pulse)) * response);
    return Math.max(1, (int) Math.round(beats * factor));
  }

  /** Not past a boundary, nor so near before it that no slot fits between. */
  private int atBoundary(long recordIn, int pulse, int end) {
    Integer boundary = boundaries.higher(pulse);
    if (boundary == null || clock.frameOf(boundary) - recordIn < shortest) {
      return end;
    }
    return end > boundary || clock.frameOf(boundary) - clock.frameOf(end) < shortest
        ? boundary
        : end;
  }
}
