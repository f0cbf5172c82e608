package io.autocut.time;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.math.IntMath;
import io.autocut.schemas.EditRate;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Frames per second as an exact fraction, always in lowest terms: 30000/1001 is itself, 60/2 is
 * 30/1.
 *
 * <p>Converts between instants and frame numbers without ever rounding twice: see {@link #frameAt}.
 */
public final class FrameRate implements Comparable<FrameRate> {
  private static final Pattern SPELLING = Pattern.compile("(\\d{1,9})(?:/(\\d{1,9}))?");

  private final int numerator;
  private final int denominator;

  private FrameRate(int numerator, int denominator) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  public static FrameRate of(int numerator, int denominator) {
    checkArgument(
        numerator > 0 && denominator > 0,
        "frame rate must be positive: %s/%s",
        numerator,
        denominator);
    int gcd = IntMath.gcd(numerator, denominator);
    return new FrameRate(numerator / gcd, denominator / gcd);
  }

  public static FrameRate of(EditRate rate) {
    return of(rate.getNum(), rate.getDen());
  }

  /** Reads {@code 30} or {@code 30000/1001}; the inverse of {@link #toString}. */
  public static FrameRate parse(String text) {
    Matcher matcher = SPELLING.matcher(text);
    checkArgument(
        matcher.matches(), "frame rate is neither N nor N/D, for example 30000/1001: \"%s\"", text);
    String denominator = matcher.group(2);
    return of(
        Integer.parseInt(matcher.group(1)),
        denominator == null ? 1 : Integer.parseInt(denominator));
  }

  public int numerator() {
    return numerator;
  }

  public int denominator() {
    return denominator;
  }

  /**
   * The frame boundary nearest to {@code instant}, rounded half up; throws when it exceeds a long.
   */
  public long frameAt(RationalTime instant) {
    return instant.toTicks(denominator, numerator);
  }

  /** When {@code frame} begins. */
  public RationalTime timeOf(long frame) {
    return RationalTime.of(frame, 1).times(denominator).dividedBy(numerator);
  }

  public RationalTime frameDuration() {
    return RationalTime.of(denominator, numerator);
  }

  public EditRate toRecord() {
    return new EditRate(numerator, denominator);
  }

  @Override
  public int compareTo(FrameRate other) {
    return Long.compare((long) numerator * other.denominator, (long) other.numerator * denominator);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrameRate that
        && numerator == that.numerator
        && denominator == that.denominator;
  }

  @Override
  public int hashCode() {
    return Objects.hash(numerator, denominator);
  }

  @Override
  public String toString() {
    return denominator == 1 ? Integer.toString(numerator) : numerator + "/" + denominator;
  }
}
