package io.autocut.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins cells that follow each other to ranges in which the scores are about the same: of all ways
 * to cut the row, the one with the least sum of squared distances from each range's mean, a price
 * for every range added (optimal partitioning; Jackson et al., IEEE Signal Processing Letters 12/2,
 * 2005).
 */
final class CellJoiner {
  /** As much as three cells whose scores lie a tenth off in three of them. */
  private static final double PRICE = 0.04;

  private final int most;

  /** A joiner whose ranges have at most {@code most} cells. */
  CellJoiner(int most) {
    this.most = most;
  }

  /** The ranges, each as its cells; each range's cells have the same vetoes. */
  List<List<Cell>> joined(List<Cell> cells) {
    int n = cells.size();
    double[] cost = new double[n + 1];
    int[] from = new int[n + 1];
    for (int end = 1; end <= n; end++) {
      cost[end] = Double.MAX_VALUE;
      for (int start = end - 1; start >= Math.max(0, end - most); start--) {
        if (!cells.get(start).vetoes().equals(cells.get(end - 1).vetoes())) {
          break;
        }
        double found = cost[start] + PRICE + spread(cells.subList(start, end));
        if (found < cost[end]) {
          cost[end] = found;
          from[end] = start;
        }
      }
    }
    List<List<Cell>> ranges = new ArrayList<>();
    for (int end = n; end > 0; end = from[end]) {
      ranges.add(0, cells.subList(from[end], end));
    }
    return ranges;
  }

  private static double spread(List<Cell> cells) {
    ScoreCard mean = ScoreCard.mean(cells.stream().map(Cell::card).toList());
    double sum = 0;
    for (Cell cell : cells) {
      sum += cell.card().distance(mean);
    }
    return sum;
  }
}
