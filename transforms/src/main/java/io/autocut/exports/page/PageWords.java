package io.autocut.exports.page;

import io.autocut.time.RationalTime;
import java.util.Locale;

/** Writes times and amounts as people read them. */
final class PageWords {
  private static final int MILLIS_PER_SECOND = 1000;
  private static final int MILLIS_PER_MINUTE = 60_000;

  private PageWords() {}

  /** {@code 1:02.345}, rounded half up. */
  static String clock(RationalTime time) {
    long millis = time.toTicks(1, MILLIS_PER_SECOND);
    return String.format(
        Locale.ROOT,
        "%s%d:%02d.%03d",
        millis < 0 ? "-" : "",
        Math.abs(millis) / MILLIS_PER_MINUTE,
        Math.abs(millis) / MILLIS_PER_SECOND % 60,
        Math.abs(millis) % MILLIS_PER_SECOND);
  }

  /** {@code 1.57 s}. */
  static String seconds(RationalTime time) {
    return String.format(Locale.ROOT, "%.2f s", time.toMicros() / 1e6);
  }

  /** {@code 12.3 s} of milliseconds. */
  static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
  }

  /** {@code 3.2 ms} of microseconds. */
  static String millis(long micros) {
    return String.format(Locale.ROOT, "%.1f ms", micros / 1e3);
  }

  /** {@code 3.2 ms late}. */
  static String offset(long micros) {
    if (Math.abs(micros) < 50) {
      return "exact";
    }
    return millis(Math.abs(micros)) + (micros > 0 ? " late" : " early");
  }

  /** {@code 12.3 MB}, in powers of 1000. */
  static String bytes(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** {@code 3 cuts}, {@code 1 cut}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code +0.312}. */
  static String points(double points) {
    return String.format(Locale.ROOT, "%+.3f", points);
  }
}
