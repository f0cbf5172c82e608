package io.autocut.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Fills the slots of an arrangement and betters it until no single change helps.
 *
 * <p>First slot after slot gets what gains most, then ranges are replaced and swapped as long as
 * that gains anything (a local search over the neighbourhoods "replace" and "swap"). No chance and
 * no clock is in it: the same input gives the same arrangement.
 */
final class Arranger {
  private static final int MOST_PASSES = 12;
  private static final double GAIN = 1e-9;

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
   * Betters the arrangement until no replacement and no swap gains anything. After the first pass
   * only slots are looked at again around which something has changed.
   */
  void better(Arrangement arrangement) {
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
