package io.autocut.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Fills the slots of an arrangement and betters it until no single change helps.
 *
 * <p>First slot after slot gets what gains most, then ranges are replaced and swapped as long as
 * that gains anything (a local search over the neighbourhoods "replace" and "swap"); short films
 * are also filled anew in part or whole. Shuffles are always the same and no clock is in it: the
 * same input gives the same arrangement.
 */
final class Arranger {
  private static final int MOST_PASSES = 12;
  private static final double GAIN = 1e-9;

  /** Slots are filled anew together in films of so many slots, and so often. */
  private static final int SHORT_FILM = 200;

  private static final int MOST_REFILLS = 4;

  /** In films of so few slots, any two together, and all anew. */
  private static final int VERY_SHORT_FILM = 24;

  private static final int NEW_STARTS = 12;

  /** What a swap can gain beyond what its bound tells: ranges are laid anew in other lengths. */
  private static final double LAID_ANEW = 0.02;

  /** Moments of a clip that is missing to try in each slot. */
  private static final int MOMENTS_OF_MISSING = 4;

  private final Candidates candidates;
  private final UseLimits limits;

  Arranger(Candidates candidates, UseLimits limits) {
    this.candidates = candidates;
    this.limits = limits;
  }

  /** Fills what can be filled with footage that is not shown elsewhere. */
  void fill(Arrangement arrangement, Comparator<Integer> first) {
    List<Integer> order =
        IntStream.range(0, arrangement.size())
            .filter(arrangement::isEmpty)
            .boxed()
            .sorted(first)
            .toList();
    fill(arrangement, order);
  }

  private void fill(Arrangement arrangement, List<Integer> order) {
    for (int slot : order) {
      mostGain(arrangement, slot, Double.NEGATIVE_INFINITY)
          .ifPresent(choice -> arrangement.put(slot, choice));
    }
  }

  private Optional<Choice> mostGain(Arrangement arrangement, int slot, double least) {
    Choice best = null;
    double most = least;
    for (Choice choice : candidates.of(arrangement, slot)) {
      double gain = arrangement.gain(slot, choice);
      if (gain > most) {
        most = gain;
        best = choice;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * Betters the arrangement until no replacement, no swap and, in shorter films, no new filling of
   * two or three slots together gains anything.
   */
  void better(Arrangement arrangement) {
    climbAndRefill(arrangement);
    if (arrangement.size() <= VERY_SHORT_FILM && isFull(arrangement)) {
      startAnew(arrangement);
    }
  }

  private void climbAndRefill(Arrangement arrangement) {
    climb(arrangement);
    for (int round = 0; round < MOST_REFILLS && refill(arrangement); round++) {
      climb(arrangement);
    }
  }

  private static boolean isFull(Arrangement arrangement) {
    return IntStream.range(0, arrangement.size()).noneMatch(slot -> isFixed(arrangement, slot));
  }

  /** Very short films are begun anew in other orders, always the same; the best one stays. */
  private void startAnew(Arrangement arrangement) {
    List<Choice> best = arrangement.choices();
    double most = arrangement.total();
    List<Integer> order = new ArrayList<>(IntStream.range(0, arrangement.size()).boxed().toList());
    Random random = new Random(arrangement.size());
    for (int start = 0; start < NEW_STARTS; start++) {
      Collections.shuffle(order, random);
      order.forEach(arrangement::clear);
      fill(arrangement, order);
      if (isFull(arrangement)) {
        climbAndRefill(arrangement);
        if (arrangement.total() > most + GAIN) {
          most = arrangement.total();
          best = arrangement.choices();
        }
      }
    }
    order.forEach(arrangement::clear);
    for (int slot = 0; slot < arrangement.size(); slot++) {
      arrangement.put(slot, best.get(slot));
    }
  }

  /**
   * Empties slots together and fills them one after the other, in each order: what none of them
   * would give up alone may be worth more elsewhere (ruin and recreate, Schrimpf et al. 2000).
   */
  private boolean refill(Arrangement arrangement) {
    boolean gained = false;
    int size = arrangement.size();
    for (int slot = 0; size <= SHORT_FILM && slot + 1 < size; slot++) {
      int farthest = size <= VERY_SHORT_FILM ? size - 1 : slot + 2;
      for (int other = slot + 1; other <= Math.min(size - 1, farthest); other++) {
        gained |= refill(arrangement, slot, other) || refill(arrangement, other, slot);
      }
      if (slot + 2 < size) {
        gained |=
            refill(arrangement, slot, slot + 1, slot + 2)
                || refill(arrangement, slot + 1, slot, slot + 2)
                || refill(arrangement, slot + 2, slot + 1, slot)
                || refill(arrangement, slot + 1, slot + 2, slot);
      }
    }
    return gained;
  }

  /**
   * Whether the slots, filled in that order, are worth more than they were; else they are again.
   */
  private boolean refill(Arrangement arrangement, int... slots) {
    if (Arrays.stream(slots).anyMatch(slot -> isFixed(arrangement, slot))) {
      return false;
    }
    Choice[] before = new Choice[slots.length];
    double gain = 0;
    for (int i = 0; i < slots.length; i++) {
      before[i] = arrangement.at(slots[i]);
      arrangement.clear(slots[i]);
      gain -= arrangement.gain(slots[i], before[i]);
    }
    boolean full = true;
    for (int slot : slots) {
      Optional<Choice> best = mostGain(arrangement, slot, Double.NEGATIVE_INFINITY);
      full &= best.isPresent();
      if (best.isPresent()) {
        gain += arrangement.gain(slot, best.get());
        arrangement.put(slot, best.get());
      }
    }
    if (full && gain > GAIN) {
      return true;
    }
    for (int slot : slots) {
      arrangement.clear(slot);
    }
    for (int i = 0; i < slots.length; i++) {
      arrangement.put(slots[i], before[i]);
    }
    return false;
  }

  /** After the first pass only slots are looked at again around which something has changed. */
  private void climb(Arrangement arrangement) {
    Attention attention = new Attention(arrangement);
    for (int pass = 0; pass < MOST_PASSES && attention.isDue(); pass++) {
      attention.nextPass();
      bringIn(arrangement, attention);
      replace(arrangement, attention);
      if (arrangement.order().isFree()) {
        swap(arrangement, attention);
      }
    }
  }

  /** Clips that are used less often than they should be, wherever they cost least. */
  private void bringIn(Arrangement arrangement, Attention attention) {
    for (Footage footage : arrangement.library()) {
      boolean more = true;
      while (more && isMissing(arrangement, footage)) {
        more = bringIn(arrangement, footage, attention);
      }
    }
  }

  private boolean isMissing(Arrangement arrangement, Footage footage) {
    int uses = arrangement.uses(footage);
    return limits.of(footage, uses) < limits.of(footage, uses + 1);
  }

  private boolean bringIn(Arrangement arrangement, Footage footage, Attention attention) {
    int best = -1;
    double most = GAIN;
    Choice bestChoice = null;
    List<Choice> found = new ArrayList<>();
    for (int slot = 0; slot < arrangement.size(); slot++) {
      if (isFixed(arrangement, slot) || arrangement.at(slot).footage() == footage) {
        continue;
      }
      found.clear();
      candidates.addAll(arrangement, slot, footage, MOMENTS_OF_MISSING, found);
      for (Choice choice : found) {
        double gain = arrangement.gain(slot, choice);
        if (gain > most) {
          most = gain;
          best = slot;
          bestChoice = choice;
        }
      }
    }
    if (best < 0) {
      return false;
    }
    attention.changes(best);
    arrangement.put(best, bestChoice);
    attention.changes(best);
    return true;
  }

  private static boolean isFixed(Arrangement arrangement, int slot) {
    return arrangement.isEmpty(slot) || arrangement.isAgain(slot);
  }

  private void replace(Arrangement arrangement, Attention attention) {
    for (int slot = 0; slot < arrangement.size(); slot++) {
      if (isFixed(arrangement, slot) || !attention.isDue(slot)) {
        continue;
      }
      Optional<Choice> best = mostGain(arrangement, slot, GAIN);
      if (best.isPresent()) {
        attention.changes(slot);
        arrangement.put(slot, best.get());
        attention.changes(slot);
      }
    }
  }

  private void swap(Arrangement arrangement, Attention attention) {
    for (int one = 0; one < arrangement.size(); one++) {
      for (int other = one + 1; other < arrangement.size(); other++) {
        if ((attention.isDue(one) || attention.isDue(other))
            && !isFixed(arrangement, one)
            && !isFixed(arrangement, other)
            && swap(arrangement, one, other)) {
          attention.changes(one);
          attention.changes(other);
        }
      }
    }
  }

  private boolean swap(Arrangement arrangement, int one, int other) {
    Choice first = arrangement.at(one);
    Choice second = arrangement.at(other);
    boolean sameLength = arrangement.length(one) == arrangement.length(other);
    double hoped =
        arrangement.worthIn(one, second)
            + arrangement.worthIn(other, first)
            - first.worth()
            - second.worth()
            - arrangement.penalties(one)
            - arrangement.penalties(other)
            + (sameLength ? 0 : LAID_ANEW);
    if (first.footage() == second.footage() || hoped <= GAIN) {
      return false;
    }
    double before = arrangement.together(one, other);
    arrangement.clear(one);
    arrangement.clear(other);
    var firstThere = arrangement.place(other, first.footage(), first.cell());
    var secondThere = arrangement.place(one, second.footage(), second.cell());
    if (firstThere.isPresent() && secondThere.isPresent()) {
      arrangement.put(other, firstThere.get());
      arrangement.put(one, secondThere.get());
      if (arrangement.together(one, other) > before + GAIN) {
        return true;
      }
    }
    arrangement.put(one, first);
    arrangement.put(other, second);
    return false;
  }
}
