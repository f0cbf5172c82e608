package io.autocut.planning;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells what no arrangement of these slots and clips is worth more than.
 *
 * <p>A Lagrangian relaxation (Held and Karp, 1970; Fisher, 1981): ranges may overlap and neighbours
 * do not matter, but each use of a clip has a price that rises with demand, and the clip's time
 * allows for so many uses only. Whatever the prices, the result is an upper bound; subgradient
 * steps bring it down.
 */
final class UpperBound {
  private static final int STEPS = 60;

  /** With more slots times clips than this, only clips in the arrangement get prices. */
  private static final long MOST_PAIRS = 1_000_000;

  private final Arrangement arrangement;
  private final Objective objective;
  private final UseLimits limits;
  private final List<Footage> priced;
  private final double[][] worth;
  private final double[] unpriced;

  UpperBound(Arrangement arrangement, Objective objective, UseLimits limits, MomentIndex index) {
    this.arrangement = arrangement;
    this.objective = objective;
    this.limits = limits;
    List<Footage> library = arrangement.library();
    boolean all = (long) library.size() * arrangement.size() <= MOST_PAIRS;
    this.priced = all ? library : library.stream().filter(f -> arrangement.uses(f) > 0).toList();
    Set<Footage> withPrice = new HashSet<>(priced);
    this.worth = new double[arrangement.size()][priced.size()];
    this.unpriced = new double[arrangement.size()];
    Arrays.fill(unpriced, Double.NEGATIVE_INFINITY);
    long shortest = Long.MAX_VALUE;
    long longest = 0;
    for (int slot = 0; slot < arrangement.size(); slot++) {
      shortest = Math.min(shortest, arrangement.length(slot));
      longest = Math.max(longest, arrangement.length(slot));
    }
    for (int f = 0; f < priced.size(); f++) {
      price(f, shortest, longest);
    }
    for (int slot = 0; slot < arrangement.size() && !all; slot++) {
      unpriced[slot] = mostOfOthers(slot, index, withPrice);
    }
  }

  private void price(int f, long shortest, long longest) {
    Footage footage = priced.get(f);
    Moments moments = new Moments(footage, shortest, longest);
    for (int slot = 0; slot < arrangement.size(); slot++) {
      worth[slot][f] =
          limits.mayStand(footage, slot)
              ? position(slot)
                  + moments.most(arrangement.length(slot), arrangement.slots().get(slot).energy())
              : Double.NEGATIVE_INFINITY;
    }
  }

  /** What each moment of a clip is worth at most, apart from the slot's energy and position. */
  private final class Moments {
    private final double[] worth;
    private final double[] rank;
    private final long[] unbroken;

    Moments(Footage footage, long shortest, long longest) {
      worth = new double[footage.cells()];
      rank = new double[footage.cells()];
      unbroken = new long[footage.cells()];
      for (int cell = 0; cell < worth.length; cell++) {
        boolean key = footage.hasKeyframe(cell, shortest, longest);
        worth[cell] = objective.most(footage, cell) + (key ? Objective.KEYFRAME : 0);
        rank[cell] = objective.motionRank(footage.cell(cell));
        unbroken[cell] = footage.cell(cell).span().length();
      }
    }

    double most(long length, double energy) {
      double most = Double.NEGATIVE_INFINITY;
      for (int cell = 0; cell < worth.length; cell++) {
        if (unbroken[cell] >= length) {
          double match = 1 - Math.abs(rank[cell] - energy);
          most = Math.max(most, worth[cell] + Objective.ENERGY * match);
        }
      }
      return most;
    }
  }

  private double position(int slot) {
    return arrangement.position(slot) == Position.WITHIN ? 0 : Objective.OPENING_AND_ENDING;
  }

  /** Looks at other clips' moments until none to come can be worth more than the best so far. */
  private double mostOfOthers(int slot, MomentIndex index, Set<Footage> withPrice) {
    double[] most = {Double.NEGATIVE_INFINITY};
    double energy = arrangement.slots().get(slot).energy();
    double beyondPromise = Objective.CHANCE + Objective.FIT + Objective.KEYFRAME;
    index.offer(
        arrangement.length(slot),
        energy,
        (footage, cell, promise) -> {
          if (!withPrice.contains(footage) && limits.mayStand(footage, slot)) {
            boolean key =
                footage.hasKeyframe(cell, arrangement.length(slot), arrangement.length(slot));
            most[0] =
                Math.max(
                    most[0],
                    objective.most(footage, cell, energy) + (key ? Objective.KEYFRAME : 0));
          }
          return promise + beyondPromise > most[0];
        });
    return most[0] + position(slot);
  }

  /**
   * The bound; unit: points.
   *
   * @param reached what an arrangement is worth; it sets the length of the steps (Polyak, 1969)
   */
  double points(double reached) {
    double[] prices = new double[priced.size()];
    double lowest = Double.POSITIVE_INFINITY;
    for (int step = 0; step < STEPS; step++) {
      int[] wanted = new int[priced.size()];
      double sum = bestOfEachSlot(prices, wanted);
      double[] slope = new double[priced.size()];
      double steepness = 0;
      for (int f = 0; f < prices.length; f++) {
        int uses = bestUses(priced.get(f), prices[f]);
        sum += limits.of(priced.get(f), uses) + prices[f] * uses;
        slope[f] = uses - wanted[f];
        steepness += slope[f] * slope[f];
      }
      lowest = Math.min(lowest, sum);
      if (steepness == 0 || sum <= reached) {
        break;
      }
      double length = (sum - reached) / steepness;
      for (int f = 0; f < prices.length; f++) {
        prices[f] -= length * slope[f];
      }
    }
    return lowest;
  }

  private double bestOfEachSlot(double[] prices, int[] wanted) {
    double sum = 0;
    for (int slot = 0; slot < worth.length; slot++) {
      double best = unpriced[slot];
      int clip = -1;
      for (int f = 0; f < prices.length; f++) {
        double net = worth[slot][f] - prices[f];
        if (net > best) {
          best = net;
          clip = f;
        }
      }
      if (clip >= 0) {
        wanted[clip]++;
      }
      sum += arrangement.isEmpty(slot) || best == Double.NEGATIVE_INFINITY ? 0 : best;
    }
    return sum;
  }

  /** How many uses of a clip pay most at a price for each. */
  private int bestUses(Footage footage, double price) {
    int best = 0;
    double most = limits.of(footage, 0);
    int allowed = allowedUses(footage);
    for (int uses = 1; uses <= allowed; uses++) {
      double worthOfUses = limits.of(footage, uses) + price * uses;
      if (worthOfUses > most) {
        most = worthOfUses;
        best = uses;
      }
    }
    return best;
  }

  private int allowedUses(Footage footage) {
    long shortest = Long.MAX_VALUE;
    boolean again = false;
    for (int slot = 0; slot < arrangement.size(); slot++) {
      shortest = Math.min(shortest, arrangement.length(slot));
      again |= arrangement.isAgain(slot);
    }
    long byTime = again ? arrangement.size() : footage.length() / Math.max(1, shortest);
    return (int) Math.min(Math.min(byTime, arrangement.size()), footage.rule().atMost());
  }
}
