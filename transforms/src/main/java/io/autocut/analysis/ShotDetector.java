package io.autocut.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds hard cuts in a run of frame measures.
 *
 * <p>A cut is a sample at which many pixels change and the grey histogram shifts, both far more
 * than around it: a pan changes pixels without the histogram, an exposure change the histogram
 * evenly. The thresholds were set by eye on real clips at eight samples a second.
 */
final class ShotDetector {
  private static final int LEAST_CHANGE = 2_500;
  private static final int LEAST_SHIFT_PERMILLE = 250;
  private static final int TIMES_NEIGHBOURS = 3;
  private static final int NEIGHBOURHOOD = 4;

  /** Indexes of the samples that begin a new shot, rising, never 0. */
  List<Integer> cuts(List<FrameMeasures> frames) {
    List<Integer> cuts = new ArrayList<>();
    for (int i = 1; i < frames.size(); i++) {
      FrameMeasures frame = frames.get(i);
      if (frame.change() >= LEAST_CHANGE
          && frame.histogramShiftPermille() >= LEAST_SHIFT_PERMILLE
          && frame.change() >= TIMES_NEIGHBOURS * changeAround(frames, i)) {
        cuts.add(i);
      }
    }
    return cuts;
  }

  /** Mean change of the samples around {@code index}, itself left out. */
  private static int changeAround(List<FrameMeasures> frames, int index) {
    long sum = 0;
    int count = 0;
    int last = Math.min(frames.size() - 1, index + NEIGHBOURHOOD);
    for (int i = Math.max(1, index - NEIGHBOURHOOD); i <= last; i++) {
      if (i != index) {
        sum += frames.get(i).change();
        count++;
      }
    }
    return count == 0 ? 0 : (int) (sum / count);
  }
}
