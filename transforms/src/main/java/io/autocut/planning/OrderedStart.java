package io.autocut.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A first arrangement for films whose clips keep an order: each clip gets a run of neighbouring
 * slots, in the order of the clips, so that the whole is worth most (dynamic programming over clips
 * and slots), and its ranges are laid one after the other.
 */
final class OrderedStart {
  /** With more clips for a slot than this, those that are worth little are not considered. */
  private static final int CLIPS_FOR_A_SLOT = 2;

  private static final double UNREACHABLE = -1e9;

  private final Arrangement arrangement;
  private final Objective objective;
  private final UseLimits limits;
  private final List<Footage> clips;

  OrderedStart(Arrangement arrangement, Objective objective, UseLimits limits) {
    this.arrangement = arrangement;
    this.objective = objective;
    this.limits = limits;
    this.clips = considered(arrangement);
  }

  private static List<Footage> considered(Arrangement arrangement) {
    int most = Math.max(64, CLIPS_FOR_A_SLOT * arrangement.size());
    return arrangement.library().stream()
        .sorted(
            Comparator.comparingInt((Footage footage) -> -footage.rule().atLeast())
                .thenComparingDouble(footage -> -footage.bestQuality()))
        .limit(most)
        .sorted(Comparator.comparingLong(Footage::order))
        .toList();
  }

  /** Fills as many slots as the footage allows, from the first on. */
  void fill() {
    int slots = arrangement.size();
    double[][] most = new double[clips.size() + 1][slots + 1];
    int[][] run = new int[clips.size() + 1][slots + 1];
    for (double[] row : most) {
      Arrays.fill(row, UNREACHABLE);
    }
    most[0][0] = 0;
    for (int c = 1; c <= clips.size(); c++) {
      Footage footage = clips.get(c - 1);
      double[] worth = worth(footage);
      for (int end = 0; end <= slots; end++) {
        runsEndingAt(end, footage, worth, most[c - 1], most[c], run[c]);
      }
    }
    int end = slots;
    while (end > 0 && most[clips.size()][end] <= UNREACHABLE / 2) {
      end--;
    }
    for (int c = clips.size(); c > 0; c--) {
      lay(clips.get(c - 1), end - run[c][end], end);
      end -= run[c][end];
    }
  }

  /** Lengthens the run backwards from its end for as long as the clip's footage lasts. */
  private void runsEndingAt(
      int end, Footage footage, double[] worth, double[] before, double[] most, int[] run) {
    Backwards laid = new Backwards(footage);
    double sum = 0;
    for (int length = 0; length <= end && length <= footage.rule().atMost(); length++) {
      if (length > 0) {
        int slot = end - length;
        if (worth[slot] <= UNREACHABLE / 2 || !laid.lay(arrangement.length(slot))) {
          return;
        }
        sum += worth[slot];
      }
      double whole = before[end - length] + sum + limits.of(footage, length);
      if (whole > most[end]) {
        most[end] = whole;
        run[end] = length;
      }
    }
  }

  /** Lays ranges from the end of a clip's footage backwards, each as late as it can be. */
  private static final class Backwards {
    private final Footage footage;
    private int span;
    private long end;
    private long in;

    Backwards(Footage footage) {
      this.footage = footage;
      this.span = footage.spans().size() - 1;
      this.end = span < 0 ? 0 : footage.spans().get(span).out();
    }

    /** Whether there was room for one more. */
    boolean lay(long length) {
      while (span >= 0) {
        in = before(footage, end - length);
        if (in >= footage.spans().get(span).in()) {
          end = in - footage.slack();
          return true;
        }
        span--;
        end = span < 0 ? 0 : footage.spans().get(span).out();
      }
      return false;
    }

    long in() {
      return in;
    }
  }

  private double[] worth(Footage footage) {
    double[] worth = new double[arrangement.size()];
    Arrays.fill(worth, UNREACHABLE);
    for (int slot = 0; slot < worth.length; slot++) {
      for (int cell = 0; cell < footage.cells() && limits.mayStand(footage, slot); cell++) {
        if (footage.cell(cell).span().length() >= arrangement.length(slot)) {
          double energy = arrangement.slots().get(slot).energy();
          worth[slot] = Math.max(worth[slot], objective.most(footage, cell, energy));
        }
      }
    }
    return worth;
  }

  /** The latest in-points at which the slots' ranges still follow one another; empty for none. */
  private long[] latest(Footage footage, int from, int to) {
    long[] latest = new long[to - from];
    Backwards laid = new Backwards(footage);
    for (int slot = to - 1; slot >= from; slot--) {
      if (!laid.lay(arrangement.length(slot))) {
        return new long[0];
      }
      latest[slot - from] = laid.in();
    }
    return latest;
  }

  /** The last frame that begins not after {@code time}; before the first for none. */
  private static long before(Footage footage, long time) {
    if (time < 0) {
      return -1;
    }
    long at = footage.onFrame(time);
    return at > time ? footage.frameBefore(at) : at;
  }

  /** Lays ranges one after the other, each the best that leaves room for those that follow. */
  private void lay(Footage footage, int from, int to) {
    long[] latest = latest(footage, from, to);
    long after = 0;
    for (int slot = from; slot < to && latest.length > 0; slot++) {
      Choice best = null;
      for (long in : starts(footage, slot, after, latest[slot - from])) {
        Choice choice = arrangement.choice(slot, footage, in);
        best = best == null || choice.worth() > best.worth() ? choice : best;
      }
      if (best == null) {
        return;
      }
      arrangement.put(slot, best);
      after = best.out() + footage.slack();
    }
  }

  private List<Long> starts(Footage footage, int slot, long earliest, long latest) {
    List<Long> starts = new ArrayList<>(List.of(latest, footage.onFrame(earliest)));
    for (int cell = 0; cell < footage.cells(); cell++) {
      for (long in : footage.starts(cell, arrangement.length(slot))) {
        starts.add(in);
      }
    }
    starts.removeIf(
        in ->
            in < earliest || in > latest || !footage.isUnbroken(in, in + arrangement.length(slot)));
    return starts;
  }
}
