package io.autocut.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Finds the moments that suit a slot best, the best first, without looking at all of them.
 *
 * <p>Moments lie in bins by how much they move and by how long their unbroken footage is; within a
 * bin the one that is worth most in any slot comes first. A slot opens the bins that are long
 * enough and draws from the one that promises most. Immutable; safe for many threads.
 */
final class MomentIndex {
  private static final int MOTION_BINS = 32;

  /** Upper ends of the bins by length; unit: milliseconds. */
  private static final long[] LENGTH_BINS = {250, 500, 1000, 2000, 4000, 8000, Long.MAX_VALUE};

  private final List<Footage> library;
  private final Objective objective;
  private final List<Bin> bins = new ArrayList<>();

  /** Moments alike in motion and length, as places in the library, the most valuable first. */
  private record Bin(double leastMotion, double mostMotion, long mostLength, long[] places) {
    int footage(int index) {
      return (int) (places[index] >>> 32);
    }

    int cell(int index) {
      return (int) places[index];
    }
  }

  private final class Cursor {
    private final Bin bin;
    private final double energy;
    private int next;
    private double promise;

    Cursor(Bin bin, double energy) {
      this.bin = bin;
      this.energy = energy;
      promise();
    }

    private void promise() {
      if (next < bin.places().length) {
        double off = Math.max(0, Math.max(bin.leastMotion() - energy, energy - bin.mostMotion()));
        promise =
            objective.base(library.get(bin.footage(next)), bin.cell(next))
                + Objective.ENERGY * (1 - off);
      }
    }

    boolean isExhausted() {
      return next >= bin.places().length;
    }
  }

  MomentIndex(List<Footage> library, Objective objective) {
    this.library = library;
    this.objective = objective;
    build();
  }

  private void build() {
    List<List<Long>> sorted = new ArrayList<>();
    for (int i = 0; i < MOTION_BINS * LENGTH_BINS.length; i++) {
      sorted.add(new ArrayList<>());
    }
    for (int f = 0; f < library.size(); f++) {
      Footage footage = library.get(f);
      for (int c = 0; c < footage.cells(); c++) {
        sorted.get(bin(footage.cell(c))).add((long) f << 32 | c);
      }
    }
    for (int i = 0; i < sorted.size(); i++) {
      if (!sorted.get(i).isEmpty()) {
        bins.add(bin(sorted.get(i), i / LENGTH_BINS.length, i % LENGTH_BINS.length));
      }
    }
  }

  private Bin bin(List<Long> places, int motion, int length) {
    return new Bin(
        (double) motion / MOTION_BINS,
        (double) (motion + 1) / MOTION_BINS,
        edge(length),
        bestFirst(places));
  }

  /** Upper end of a bin by length; unit: flicks. */
  private static long edge(int length) {
    long millis = LENGTH_BINS[length];
    return millis == Long.MAX_VALUE ? millis : millis * (Flicks.PER_SECOND / 1000);
  }

  /** Sorts by what a place counts for in every slot; equals by their place. */
  private long[] bestFirst(List<Long> places) {
    long[] byWorth = new long[places.size()];
    for (int i = 0; i < byWorth.length; i++) {
      long place = places.get(i);
      double base = objective.base(library.get((int) (place >>> 32)), (int) place);
      // Worth in millionths above the number of the place: one comparison of longs orders both.
      byWorth[i] = (long) (-1e6 * base) * (1L << 32) + i;
    }
    Arrays.sort(byWorth);
    long[] sorted = new long[byWorth.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = places.get((int) byWorth[i]);
    }
    return sorted;
  }

  private int bin(Footage.Cell cell) {
    int motion = (int) Math.min(MOTION_BINS - 1, objective.motionRank(cell) * MOTION_BINS);
    int length = 0;
    while (cell.span().length() > edge(length)) {
      length++;
    }
    return motion * LENGTH_BINS.length + length;
  }

  /** Is offered moments, one after the other. */
  interface Taker {
    /**
     * @param promise what no moment offered from here on counts for more than, apart from its fit,
     *     a keyframe and chance
     * @return whether more is wanted
     */
    boolean take(Footage footage, int cell, double promise);
  }

  /** Offers moments with unbroken footage of {@code length}, the most promising first. */
  void offer(long length, double energy, Taker taker) {
    PriorityQueue<Cursor> cursors =
        new PriorityQueue<>(Comparator.comparingDouble((Cursor cursor) -> -cursor.promise));
    for (Bin bin : bins) {
      if (bin.mostLength() >= length) {
        cursors.add(new Cursor(bin, energy));
      }
    }
    boolean more = true;
    while (more && !cursors.isEmpty()) {
      Cursor cursor = cursors.poll();
      Footage footage = library.get(cursor.bin.footage(cursor.next));
      int cell = cursor.bin.cell(cursor.next);
      if (footage.cell(cell).span().length() >= length) {
        more = taker.take(footage, cell, cursor.promise);
      }
      cursor.next++;
      cursor.promise();
      if (!cursor.isExhausted()) {
        cursors.add(cursor);
      }
    }
  }
}
