package io.autocut.planning;

import com.google.common.collect.ImmutableList;
import io.autocut.time.FrameRate;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which range fills which slot, while a plan is being made, and what changing it would gain.
 *
 * <p>No two ranges in it overlap but for those that were put in again on purpose. Not safe for
 * several threads.
 */
final class Arrangement {
  private final ImmutableList<Slot> slots;
  private final List<Footage> library;
  private final Objective objective;
  private final UseLimits limits;
  private final FilmOrder order;
  private final long[] lengths;
  private final Choice[] chosen;
  private final boolean[] again;
  private final Map<Footage, int[]> uses = new IdentityHashMap<>();

  Arrangement(
      List<Slot> slots,
      List<Footage> library,
      Objective objective,
      UseLimits limits,
      FilmOrder order,
      FrameRate rate) {
    this.slots = ImmutableList.copyOf(slots);
    this.library = library;
    this.objective = objective;
    this.limits = limits;
    this.order = order;
    this.lengths = slots.stream().mapToLong(slot -> Flicks.ofFrame(slot.frames(), rate)).toArray();
    this.chosen = new Choice[slots.size()];
    this.again = new boolean[slots.size()];
  }

  ImmutableList<Slot> slots() {
    return slots;
  }

  List<Footage> library() {
    return library;
  }

  FilmOrder order() {
    return order;
  }

  int size() {
    return chosen.length;
  }

  /** Length of a slot; unit: flicks. */
  long length(int slot) {
    return lengths[slot];
  }

  boolean isEmpty(int slot) {
    return chosen[slot] == null;
  }

  /** What fills a slot that is not empty. */
  Choice at(int slot) {
    return chosen[slot];
  }

  /** Whether a slot shows what has been shown before. */
  boolean isAgain(int slot) {
    return again[slot];
  }

  int uses(Footage footage) {
    return usesOf(footage).length;
  }

  /** Whether nothing speaks against using a clip once more. */
  boolean isFresh(Footage footage) {
    int uses = uses(footage);
    return limits.of(footage, uses + 1) >= limits.of(footage, uses);
  }

  /** The slots that show a clip. */
  int[] usesOf(Footage footage) {
    return uses.getOrDefault(footage, new int[0]);
  }

  Position position(int slot) {
    return Position.of(slot, chosen.length);
  }

  void put(int slot, Choice choice) {
    clear(slot);
    chosen[slot] = choice;
    int[] before = usesOf(choice.footage());
    int[] after = Arrays.copyOf(before, before.length + 1);
    after[before.length] = slot;
    uses.put(choice.footage(), after);
  }

  /** Puts in what overlaps with what is shown elsewhere. */
  void putAgain(int slot, Choice choice) {
    put(slot, choice);
    again[slot] = true;
  }

  void clear(int slot) {
    if (chosen[slot] != null) {
      uses.put(chosen[slot].footage(), without(usesOf(chosen[slot].footage()), slot));
      chosen[slot] = null;
      again[slot] = false;
    }
  }

  private static int[] without(int[] slots, int slot) {
    int[] rest = new int[slots.length - 1];
    int count = 0;
    for (int other : slots) {
      if (other != slot) {
        rest[count++] = other;
      }
    }
    return rest;
  }

  /** Whether some free footage may stand in {@code slot}, apart from where it lies in its clip. */
  boolean mayStand(Footage footage, int slot) {
    boolean alreadyThere = chosen[slot] != null && chosen[slot].footage() == footage;
    return limits.mayStand(footage, slot)
        && (alreadyThere || uses(footage) < footage.rule().atMost())
        && order.allows(chosen, slot, footage);
  }

  /** The best free range around a moment for {@code slot}, as if the slot were empty. */
  Optional<Choice> place(int slot, Footage footage, int cell) {
    if (!mayStand(footage, slot)) {
      return Optional.empty();
    }
    Choice best = null;
    for (long in : footage.starts(cell, lengths[slot])) {
      best = better(best, slot, footage, cell, in);
    }
    Footage.Cell moment = footage.cell(cell);
    for (int use : usesOf(footage)) {
      long after = chosen[use].out() + footage.slack();
      if (use != slot && after > moment.in() - lengths[slot] && after < moment.out()) {
        best = better(best, slot, footage, cell, footage.onFrame(after));
      }
      long before = chosen[use].in() - footage.slack() - lengths[slot];
      if (use != slot && before > moment.in() - lengths[slot] && before < moment.out()) {
        best = better(best, slot, footage, cell, footage.onFrame(before));
      }
    }
    return Optional.ofNullable(best);
  }

  private Choice better(Choice best, int slot, Footage footage, int cell, long in) {
    Footage.Span span = footage.cell(cell).span();
    long out = in + lengths[slot];
    if (in < span.in() || out > span.out() || !isFree(slot, footage, in, out)) {
      return best;
    }
    Choice choice = choice(slot, footage, in);
    return best == null || choice.worth() > best.worth() ? choice : best;
  }

  /** The range from {@code in} on that would fill a slot. */
  Choice choice(int slot, Footage footage, long in) {
    return objective.choice(footage, in, lengths[slot], slots.get(slot), position(slot));
  }

  private boolean isFree(int slot, Footage footage, long in, long out) {
    for (int use : usesOf(footage)) {
      Choice used = chosen[use];
      if (use != slot
          && ((in < used.out() + footage.slack() && used.in() < out + footage.slack())
              || !order.allows(use, used.in(), slot, in))) {
        return false;
      }
    }
    return true;
  }

  /** What slot {@code slot} adds with {@code choice} in it, beside what stands around it. */
  private double around(int slot, Choice choice) {
    double sum = choice.worth();
    for (int d = 1; d <= Objective.REACH; d++) {
      if (slot - d >= 0 && chosen[slot - d] != null) {
        sum += objective.between(chosen[slot - d], choice, d);
      }
      if (slot + d < chosen.length && chosen[slot + d] != null) {
        sum += objective.between(choice, chosen[slot + d], d);
      }
    }
    return sum;
  }

  /** Points that the arrangement would gain with {@code choice} in {@code slot}. */
  double gain(int slot, Choice choice) {
    double gain = around(slot, choice);
    Choice before = chosen[slot];
    if (before == null) {
      int uses = uses(choice.footage());
      return gain + limits.of(choice.footage(), uses + 1) - limits.of(choice.footage(), uses);
    }
    gain -= around(slot, before);
    if (before.footage() != choice.footage()) {
      int less = uses(before.footage());
      int more = uses(choice.footage());
      gain += limits.of(before.footage(), less - 1) - limits.of(before.footage(), less);
      gain += limits.of(choice.footage(), more + 1) - limits.of(choice.footage(), more);
    }
    return gain;
  }

  /** What speaks against a slot's neighbours; never positive. */
  double penalties(int slot) {
    return around(slot, chosen[slot]) - chosen[slot].worth();
  }

  /** What a range that fills another slot would be worth in this one, were they equally long. */
  double worthIn(int slot, Choice choice) {
    long length = choice.out() - choice.in();
    return objective
        .choice(choice.footage(), choice.in(), length, slots.get(slot), position(slot))
        .worth();
  }

  /** What two slots add together. */
  double together(int one, int other) {
    double sum = around(one, chosen[one]) + around(other, chosen[other]);
    int distance = Math.abs(one - other);
    if (distance <= Objective.REACH) {
      sum -=
          objective.between(chosen[Math.min(one, other)], chosen[Math.max(one, other)], distance);
    }
    return sum;
  }

  /** What a slot adds to the plan, by parts; what speaks against a pair counts for the later. */
  PartSums parts(int slot) {
    PartSums sums = new PartSums();
    objective.addParts(chosen[slot], position(slot), sums);
    for (int d = 1; d <= Objective.REACH && slot - d >= 0; d++) {
      objective.addParts(chosen[slot - d], chosen[slot], d, sums);
    }
    sums.add(Part.REPEAT, again[slot] ? Objective.SHOWN_AGAIN : 0);
    return sums;
  }

  /** What a range would add in a slot, by parts, with all that speaks against it on both sides. */
  PartSums partsOf(int slot, Choice choice) {
    PartSums sums = new PartSums();
    objective.addParts(choice, position(slot), sums);
    for (int d = 1; d <= Objective.REACH; d++) {
      if (slot - d >= 0) {
        objective.addParts(chosen[slot - d], choice, d, sums);
      }
      if (slot + d < chosen.length) {
        objective.addParts(choice, chosen[slot + d], d, sums);
      }
    }
    return sums;
  }

  /** What fills the slots, none of which is empty. */
  ImmutableList<Choice> choices() {
    return ImmutableList.copyOf(chosen);
  }

  /** What the whole is worth; no slot is empty. */
  double total() {
    PartSums sums = partsOfUses();
    for (int slot = 0; slot < chosen.length; slot++) {
      sums.add(parts(slot));
    }
    return sums.total();
  }

  /** What the plan loses by how often clips are used, by parts. */
  PartSums partsOfUses() {
    PartSums sums = new PartSums();
    for (Footage footage : library) {
      sums.add(Part.SPREAD, limits.spread(footage, uses(footage)));
      sums.add(Part.WISH, limits.wish(footage, uses(footage)));
    }
    return sums;
  }
}
