package io.autocut.planning;

import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Section;
import io.autocut.time.RationalTime;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Finds where a film ends that somebody wants to be about so long: with a section of the music when
 * one ends near, else on a downbeat, else on any pulse.
 */
final class FilmEnd {
  /** A section's end is near when it is off by no more than this share of the wanted length. */
  private static final int SECTION_WITHIN = 10;

  private static final int DOWNBEAT_WITHIN = 20;

  private final BeatClock clock;
  private final TreeSet<Integer> sections;

  FilmEnd(BeatClock clock, BeatTimeline timeline) {
    this.clock = clock;
    this.sections = sections(clock, timeline);
  }

  /** The pulses on which sections begin, but for the first of the film. */
  static TreeSet<Integer> sections(BeatClock clock, BeatTimeline timeline) {
    TreeSet<Integer> pulses = new TreeSet<>();
    for (Section section : timeline.getSections()) {
      int pulse = clock.pulseAt(section.getInSample());
      if (pulse > 0 && pulse < clock.pulses() && clock.isDownbeat(pulse)) {
        pulses.add(pulse);
      }
    }
    return pulses;
  }

  /** The pulse to end on; empty when the music is hardly longer than wanted. */
  OptionalInt pulse(RationalTime wanted) {
    if (clock.pulses() == 0 || wanted.compareTo(clock.timeOf(clock.pulses() - 1)) >= 0) {
      return OptionalInt.empty();
    }
    int section = nearest(List.copyOf(sections), wanted);
    if (isWithin(section, wanted, SECTION_WITHIN)) {
      return OptionalInt.of(section);
    }
    List<Integer> all = IntStream.range(1, clock.pulses()).boxed().toList();
    int downbeat = nearest(all.stream().filter(clock::isDownbeat).toList(), wanted);
    int end = isWithin(downbeat, wanted, DOWNBEAT_WITHIN) ? downbeat : nearest(all, wanted);
    return end < 0 ? OptionalInt.empty() : OptionalInt.of(end);
  }

  private boolean isWithin(int pulse, RationalTime wanted, int part) {
    return pulse >= 0 && off(pulse, wanted).compareTo(wanted.dividedBy(part)) <= 0;
  }

  private int nearest(List<Integer> pulses, RationalTime wanted) {
    int best = -1;
    for (int pulse : pulses) {
      if (best < 0 || off(pulse, wanted).compareTo(off(best, wanted)) < 0) {
        best = pulse;
      }
    }
    return best;
  }

  private RationalTime off(int pulse, RationalTime wanted) {
    return clock.timeOf(pulse).minus(wanted).abs();
  }
}
