package io.autocut.ingest;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.time.RationalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as people write it: {@code 90}, {@code 12.5}, {@code 90s}, {@code 1:30} or {@code
 * 1:02:03.25}. Exact to the last decimal written.
 */
public final class TimeSpec {
  private static final Pattern SPELLING =
      Pattern.compile("(?:(?:(\\d{1,3}):)?(\\d{1,4}):)?(\\d{1,9})(?:\\.(\\d{1,9}))?s?");

  private TimeSpec() {}

  /** The time; throws when {@code text} is none. */
  public static RationalTime parse(String text) {
    Matcher parts = SPELLING.matcher(text.strip());
    checkArgument(
        parts.matches() && isSexagesimal(parts),
        "neither seconds, for example 12.5, nor m:ss, for example 1:30: %s",
        Quoted.of(text));
    String decimals = parts.group(4) == null ? "" : parts.group(4);
    long divisor = 1;
    for (int i = 0; i < decimals.length(); i++) {
      divisor *= 10;
    }
    RationalTime seconds =
        RationalTime.of(Long.parseLong(parts.group(3)), 1)
            .plus(RationalTime.of(decimals.isEmpty() ? 0 : Long.parseLong(decimals), divisor));
    return seconds.plus(RationalTime.of(60 * number(parts, 2) + 3600 * number(parts, 1), 1));
  }

  /** As {@link #parse}, for what is kept in milliseconds; throws when it is not a whole number. */
  public static long parseMillis(String text) {
    RationalTime time = parse(text);
    long millis = time.toTicks(1, 1000);
    checkArgument(
        RationalTime.ofMillis(millis).equals(time),
        "finer than a millisecond: %s",
        Quoted.of(text));
    return millis;
  }

  /** What stands after a colon is less than sixty. */
  private static boolean isSexagesimal(Matcher parts) {
    return (parts.group(2) == null || number(parts, 3) < 60)
        && (parts.group(1) == null || number(parts, 2) < 60);
  }

  private static long number(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
  }
}
