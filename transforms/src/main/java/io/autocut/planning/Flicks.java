package io.autocut.planning;

import io.autocut.schemas.Timebase;
import io.autocut.time.FrameRate;

/**
 * Time as whole flicks, of which a second has 705,600,000: a whole number for a frame of every
 * usual rate, NTSC rates included, so that ranges that touch are known to touch without fractions.
 *
 * <p>Times of odd timebases are rounded; {@link #SLACK} covers that. What ends up in a plan is
 * computed anew as a fraction.
 */
final class Flicks {
  static final long PER_SECOND = 705_600_000L;

  /** How far off a rounded time and the length added to it can be together. */
  static final long SLACK = 2;

  private Flicks() {}

  /** So many ticks of a stream, rounded down. */
  static long ofTicks(long ticks, Timebase timebase) {
    long scaled = Math.multiplyExact(ticks, (long) timebase.getNum());
    long den = timebase.getDen();
    long whole = Math.floorDiv(scaled, den);
    return whole * PER_SECOND + Math.floorMod(scaled, den) * PER_SECOND / den;
  }

  /** The beginning of a frame, rounded down. */
  static long ofFrame(long frame, FrameRate rate) {
    long scaled = Math.multiplyExact(frame, (long) rate.denominator());
    long num = rate.numerator();
    return scaled / num * PER_SECOND + scaled % num * PER_SECOND / num;
  }

  /** The first frame that begins at {@code time} or after it; a rounded time counts as exact. */
  static long frameFrom(long time, FrameRate rate) {
    double exact = (double) time / PER_SECOND * rate.numerator() / rate.denominator();
    long frame = Math.max(0, (long) exact - 1);
    while (ofFrame(frame, rate) < time) {
      frame++;
    }
    return frame;
  }

  /** Whether frames of that rate begin on whole flicks. */
  static boolean isExact(FrameRate rate) {
    return PER_SECOND * rate.denominator() % rate.numerator() == 0;
  }

  /** Whether ticks of that timebase are whole flicks. */
  static boolean isExact(Timebase timebase) {
    return PER_SECOND * timebase.getNum() % timebase.getDen() == 0;
  }

  static double seconds(long flicks) {
    return (double) flicks / PER_SECOND;
  }
}
