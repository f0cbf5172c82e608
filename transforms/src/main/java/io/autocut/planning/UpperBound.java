package io.autocut.planning;

import java.util.Arrays;
import java.util.List;

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
    this.worth = new double[arrangement.size()][priced.size()];
    this.unpriced = new double[arrangement.size()];
    Arrays.fill(unpriced, Double.NEGATIVE_INFINITY);
    for (int slot = 0; slot < arrangement.size(); slot++) {
      for (int f = 0; f < priced.size(); f++) {
        worth[slot][f] = most(slot, priced.get(f));
      }
      if (!all) {
        unpriced[slot] = mostOfOthers(slot, index);
      }
    }
  }

  private double most(int slot, Footage footage) {
    double most = Double.NEGATIVE_INFINITY;
    if (limits.mayStand(footage, slot)) {
      double energy = arrangement.slots().get(slot).energy();
      for (int cell = 0; cell < footage.cells(); cell++) {
        if (footage.cell(cell).span().length() >= arrangement.length(slot)) {
          most = Math.max(most, objective.most(footage, cell, energy, arrangement.position(slot)));
        }
      }
    }
    return most;
  }

  /** The index promises the best first, and no bin holds more than it promises. */
  private double mostOfOthers(int slot, MomentIndex index) {
    return index.most(arrangement.length(slot), arrangement.slots().get(slot).energy())
        + Objective.CHANCE
        + Objective.FIT
        + Objective.KEYFRAME
        + (arrangement.position(slot) == Position.WITHIN ? 0 : Objective.OPENING_AND_ENDING);
  }

  /** The bound; unit: points. */
  double points() {
    double[] prices = new double[priced.size()];
    double lowest = Double.POSITIVE_INFINITY;
    for (int step = 0; step < STEPS; step++) {
      int[] wanted = new int[priced.size()];
      double sum = bestOfEachSlot(prices, wanted);
      double[] slope = new double[priced.size()];
      for (int f = 0; f < prices.length; f++) {
        int uses = bestUses(priced.get(f), prices[f]);
        sum += limits.of(priced.get(f), uses) + prices[f] * uses;
        slope[f] = uses - wanted[f];
      }
      lowest = Math.min(lowest, sum);
      double length = 0.3 / (1 + step);
      for (int f = 0; f < prices.length; f++) {
        prices[f] -= length * Math.max(-1, Math.min(1, slope[f]));
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
