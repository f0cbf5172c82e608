package io.autocut.runners;

import io.autocut.store.StoredThing;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes amounts of bytes and time as people do. */
final class StoreWords {
  private static final String UNITS = " KMGTP";
  private static final Pattern BYTES = Pattern.compile("(\\d{1,18})([KMGT]?)(?:I?B)?");
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})\\s*([MHDW])");

  private StoreWords() {}

  /** {@code 12.3 GB}, in powers of 1024. */
  static String bytes(long bytes) {
    int unit = 0;
    double amount = bytes;
    while (amount >= 1024 && unit < UNITS.length() - 1) {
      amount /= 1024;
      unit++;
    }
    return unit == 0 ? bytes + " bytes" : "%.1f %sB".formatted(amount, UNITS.charAt(unit));
  }

  /** {@code 12 things (3.4 MB)}. */
  static String things(Collection<StoredThing> things) {
    return "%d thing%s (%s)"
        .formatted(things.size(), things.size() == 1 ? "" : "s", bytes(sum(things)));
  }

  static long sum(Collection<StoredThing> things) {
    return things.stream().mapToLong(StoredThing::bytes).sum();
  }

  /** The bytes of {@code 1234}, {@code 800M} or {@code 20G}. */
  static long parseBytes(String option, String text) throws UsageException {
    Matcher matcher = BYTES.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new UsageException(option + " is not a size such as 800M or 20G: " + text);
    }
    int unit = matcher.group(2).isEmpty() ? 0 : UNITS.indexOf(matcher.group(2));
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * unit));
    } catch (ArithmeticException e) {
      throw new UsageException(option + " is too large: " + text, e);
    }
  }

  /** The time of {@code 90m}, {@code 12h}, {@code 30d} or {@code 2w}. */
  static Duration parseTime(String option, String text) throws UsageException {
    Matcher matcher = TIME.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new UsageException(option + " is not a time such as 12h, 30d or 2w: " + text);
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "M" -> Duration.ofMinutes(amount);
      case "H" -> Duration.ofHours(amount);
      case "D" -> Duration.ofDays(amount);
      default -> Duration.ofDays(7 * amount);
    };
  }

  /** {@code 24 hours}. */
  static String time(Duration time) {
    return time.toHours() == 1 ? "hour" : time.toHours() + " hours";
  }
}
