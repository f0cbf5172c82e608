package io.autocut.planning;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.RepeatPolicy;
import io.autocut.time.FrameRate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Composes a film: finds the ranges for its slots, divides slots that no footage is long enough
 * for, and sees to it that none stays empty.
 */
final class Composer {
  /** Slots are divided so often at most. */
  private static final int ROUNDS = 6;

  /** With less footage than this much of the film, what comes first in the film is served first. */
  private static final double PLENTY = 1.3;

  private final List<Footage> library;
  private final Objective objective;
  private final FilmOrder order;
  private final RepeatPolicy repeat;
  private final FrameRate rate;
  private final MomentIndex index;
  private final Candidates candidates;

  Composer(
      List<Footage> library,
      Objective objective,
      FilmOrder order,
      RepeatPolicy repeat,
      FrameRate rate) {
    this.library = library;
    this.objective = objective;
    this.order = order;
    this.repeat = repeat;
    this.rate = rate;
    this.index = new MomentIndex(library, objective);
    this.candidates = new Candidates(library, index);
  }

  MomentIndex index() {
    return index;
  }

  Candidates candidates() {
    return candidates;
  }

  UseLimits limits(List<Slot> slots) {
    long shortest =
        slots.stream().mapToLong(slot -> Flicks.ofFrame(slot.frames(), rate)).min().orElse(0);
    return new UseLimits(library, slots.size(), shortest);
  }

  /** An arrangement without an empty slot; it has fewer slots where the film has to end early. */
  Arrangement compose(SlotPacer pacer) {
    List<Slot> slots = pacer.slots();
    Arrangement arrangement = first(slots);
    for (int round = 0; round < ROUNDS && isDividing(arrangement); round++) {
      List<Slot> divided = divided(arrangement, pacer);
      if (divided.size() == slots.size()) {
        break;
      }
      slots = divided;
      arrangement = first(slots);
    }
    arranger(arrangement).better(arrangement);
    arranger(arrangement).fill(arrangement, Comparator.naturalOrder());
    if (repeat != RepeatPolicy.NEVER && order.isFree()) {
      showAgain(arrangement);
    }
    return upToTheFirstGap(arrangement);
  }

  private Arrangement empty(List<Slot> slots) {
    return new Arrangement(slots, library, objective, limits(slots), order, rate);
  }

  private Arranger arranger(Arrangement arrangement) {
    return new Arranger(candidates, limits(arrangement.slots()));
  }

  private Arrangement first(List<Slot> slots) {
    Arrangement arrangement = empty(slots);
    if (order.isFree()) {
      arranger(arrangement).fill(arrangement, servedFirst(arrangement));
    } else {
      new OrderedStart(arrangement, objective, limits(slots)).fill();
    }
    return arrangement;
  }

  /**
   * The beginning and the end first, then the longest, for which there is least footage; where
   * footage is short, in the order of the film.
   */
  private Comparator<Integer> servedFirst(Arrangement arrangement) {
    if (footage() < PLENTY * film(arrangement)) {
      return Comparator.naturalOrder();
    }
    return Comparator.comparingInt((Integer slot) -> isWithin(arrangement, slot) ? 1 : 0)
        .thenComparingLong(slot -> -arrangement.length(slot))
        .thenComparing(Comparator.naturalOrder());
  }

  /** Where footage has to be shown again anyway, no slot is divided to avoid it. */
  private boolean isDividing(Arrangement arrangement) {
    return repeat == RepeatPolicy.NEVER || !order.isFree() || footage() >= film(arrangement);
  }

  private long footage() {
    return library.stream().mapToLong(Footage::length).sum();
  }

  private static long film(Arrangement arrangement) {
    long film = 0;
    for (int slot = 0; slot < arrangement.size(); slot++) {
      film += arrangement.length(slot);
    }
    return film;
  }

  private static boolean isWithin(Arrangement arrangement, int slot) {
    return arrangement.position(slot) == Position.WITHIN;
  }

  private static List<Slot> divided(Arrangement arrangement, SlotPacer pacer) {
    List<Slot> slots = new ArrayList<>();
    for (int slot = 0; slot < arrangement.size(); slot++) {
      Slot whole = arrangement.slots().get(slot);
      slots.addAll(arrangement.isEmpty(slot) ? pacer.split(whole) : List.of(whole));
    }
    return slots;
  }

  /** Fills empty slots with what was shown longest ago. */
  private void showAgain(Arrangement arrangement) {
    for (int slot = 0; slot < arrangement.size(); slot++) {
      if (arrangement.isEmpty(slot)) {
        int empty = slot;
        Optional<Choice> again =
            library.stream()
                .filter(footage -> arrangement.mayStand(footage, empty))
                .sorted(
                    Comparator.comparingInt(
                        (Footage footage) -> lastUse(arrangement, footage, empty)))
                .flatMap(footage -> longestAgo(arrangement, footage, empty).stream())
                .findFirst();
        again.ifPresent(choice -> putWhereEmpty(arrangement, empty, choice));
      }
    }
  }

  private static void putWhereEmpty(Arrangement arrangement, int slot, Choice choice) {
    boolean shown = false;
    for (int use : arrangement.usesOf(choice.footage())) {
      shown |= arrangement.at(use).overlaps(choice);
    }
    if (shown) {
      arrangement.putAgain(slot, choice);
    } else {
      arrangement.put(slot, choice);
    }
  }

  /** The last slot before this one that shows the clip, or one right after; -1 for none. */
  private static int lastUse(Arrangement arrangement, Footage footage, int slot) {
    int last = -1;
    for (int use : arrangement.usesOf(footage)) {
      if (use < slot || use - slot <= Objective.REACH) {
        last = Math.max(last, use);
      }
    }
    return last;
  }

  /** Of one clip, the range whose footage was shown longest ago, or never. */
  private Optional<Choice> longestAgo(Arrangement arrangement, Footage footage, int slot) {
    Choice best = null;
    int longestAgo = Integer.MAX_VALUE;
    for (int cell = 0; cell < footage.cells(); cell++) {
      for (long in : footage.starts(cell, arrangement.length(slot))) {
        if (footage.isUnbroken(in, in + arrangement.length(slot))) {
          Choice choice = arrangement.choice(slot, footage, in);
          int last = lastShown(arrangement, choice, slot);
          if (last < longestAgo
              || (last == longestAgo && best != null && choice.worth() > best.worth())) {
            best = choice;
            longestAgo = last;
          }
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static int lastShown(Arrangement arrangement, Choice choice, int slot) {
    int last = -1;
    for (int use : arrangement.usesOf(choice.footage())) {
      if (use < slot && arrangement.at(use).overlaps(choice)) {
        last = Math.max(last, use);
      }
    }
    return last;
  }

  private Arrangement upToTheFirstGap(Arrangement arrangement) {
    int end = 0;
    while (end < arrangement.size() && !arrangement.isEmpty(end)) {
      end++;
    }
    if (end == arrangement.size()) {
      return arrangement;
    }
    Arrangement shorter = empty(ImmutableList.copyOf(arrangement.slots().subList(0, end)));
    for (int slot = 0; slot < end; slot++) {
      Choice choice = arrangement.at(slot);
      Choice there = shorter.choice(slot, choice.footage(), choice.in());
      if (arrangement.isAgain(slot)) {
        shorter.putAgain(slot, there);
      } else {
        shorter.put(slot, there);
      }
    }
    arranger(shorter).better(shorter);
    return shorter;
  }
}
