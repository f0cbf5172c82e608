package io.autocut.analysis;

import com.google.common.primitives.ImmutableLongArray;
import io.autocut.schemas.Timebase;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The even rates at which frames can be shown one after the other without any of them moving by
 * more than half a frame.
 *
 * <p>Cameras' clocks jitter: a phone's frames lie up to a few milliseconds beside the grid. Where a
 * frame is missing, or the light makes the exposure longer, no rate fits.
 */
final class EvenRates {
  private static final List<FrameRate> USUAL =
      List.of(
          FrameRate.of(10, 1),
          FrameRate.of(12, 1),
          FrameRate.of(15, 1),
          FrameRate.of(20, 1),
          FrameRate.of(24_000, 1001),
          FrameRate.of(24, 1),
          FrameRate.of(25, 1),
          FrameRate.of(30_000, 1001),
          FrameRate.of(30, 1),
          FrameRate.of(48, 1),
          FrameRate.of(50, 1),
          FrameRate.of(60_000, 1001),
          FrameRate.of(60, 1),
          FrameRate.of(100, 1),
          FrameRate.of(120_000, 1001),
          FrameRate.of(120, 1),
          FrameRate.of(240_000, 1001),
          FrameRate.of(240, 1));

  private EvenRates() {}

  /**
   * The usual one that is nearest to {@code average} first; {@code average} last where it is none.
   *
   * @param pts presentation times, rising
   * @param average as the container tells it
   */
  static List<FrameRate> of(ImmutableLongArray pts, Timebase timebase, FrameRate average) {
    List<FrameRate> rates = new ArrayList<>(USUAL);
    rates.sort(Comparator.comparingDouble(rate -> distance(rate, average)));
    if (!rates.contains(average)) {
      // What a clock that jitters averages to is no rate that anybody meant.
      rates.add(average);
    }
    return rates.stream().filter(rate -> isEven(pts, timebase, rate)).toList();
  }

  /**
   * Whether some grid of that rate lies within half a frame of all times, each at its own place,
   * and none comes so late that one seems to be missing.
   */
  private static boolean isEven(ImmutableLongArray pts, Timebase timebase, FrameRate rate) {
    RationalTime frame = rate.frameDuration();
    // Ticks of a frame as a fraction; times are compared multiplied by its denominator.
    RationalTime ticks = frame.times(timebase.getDen()).dividedBy(timebase.getNum());
    long before = 0;
    long least = 0;
    long most = 0;
    try {
      for (int i = 0; i < pts.length(); i++) {
        long off =
            Math.subtractExact(
                Math.multiplyExact(pts.get(i) - pts.get(0), ticks.denominator()),
                Math.multiplyExact((long) i, ticks.numerator()));
        if (i > 0 && off - before > ticks.numerator() / 2) {
          return false;
        }
        before = off;
        least = Math.min(least, off);
        most = Math.max(most, off);
        if (most - least >= ticks.numerator()) {
          return false;
        }
      }
      return true;
    } catch (ArithmeticException e) {
      // Times beyond what a camera writes.
      return false;
    }
  }

  /** Relative, so that 59 is nearer to 60 than 24 is to 25. */
  private static double distance(FrameRate a, FrameRate b) {
    double first = (double) a.numerator() * b.denominator();
    double second = (double) b.numerator() * a.denominator();
    return Math.abs(first - second) / Math.max(first, second);
  }
}
