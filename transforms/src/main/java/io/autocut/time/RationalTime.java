package io.autocut.time;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.schemas.ExactSeconds;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Objects;

/**
 * An exact instant or length in seconds, as a fraction that is always in lowest terms: 2/4 s is 1/2
 * s.
 *
 * <p>Immutable. Arithmetic never rounds; what does not fit into a {@code long} throws {@link
 * ArithmeticException} instead of wrapping around. There is deliberately no way to make one from a
 * {@code double}, and no {@code double} comes out except for display.
 */
public final class RationalTime implements Comparable<RationalTime> {
  public static final RationalTime ZERO = new RationalTime(0, 1);
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final long numerator;
  private final long denominator;

  private RationalTime(long numerator, long denominator) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /** {@code numerator/denominator} seconds; the denominator must not be zero. */
  public static RationalTime of(long numerator, long denominator) {
    checkArgument(denominator != 0, "time has denominator 0: %s/%s", numerator, denominator);
    return reduced(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  public static RationalTime ofMicros(long micros) {
    return of(micros, MICROS_PER_SECOND);
  }

  public static RationalTime ofMillis(long millis) {
    return of(millis, 1000);
  }

  /** The instant of {@code ticks} in a timebase of {@code num/den} seconds a tick. */
  public static RationalTime ofTicks(long ticks, int num, int den) {
    checkArgument(num > 0 && den > 0, "timebase must be positive: %s/%s", num, den);
    return reduced(
        BigInteger.valueOf(ticks).multiply(BigInteger.valueOf(num)), BigInteger.valueOf(den));
  }

  public static RationalTime of(ExactSeconds seconds) {
    return of(seconds.getNum(), seconds.getDen());
  }

  private static RationalTime reduced(BigInteger numerator, BigInteger denominator) {
    BigInteger gcd = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      gcd = gcd.negate();
    }
    return new RationalTime(
        numerator.divide(gcd).longValueExact(), denominator.divide(gcd).longValueExact());
  }

  public long numerator() {
    return numerator;
  }

  public long denominator() {
    return denominator;
  }

  public RationalTime plus(RationalTime other) {
    return reduced(
        big(numerator)
            .multiply(big(other.denominator))
            .add(big(other.numerator).multiply(big(denominator))),
        big(denominator).multiply(big(other.denominator)));
  }

  public RationalTime minus(RationalTime other) {
    return reduced(
        big(numerator)
            .multiply(big(other.denominator))
            .subtract(big(other.numerator).multiply(big(denominator))),
        big(denominator).multiply(big(other.denominator)));
  }

  public RationalTime times(long factor) {
    return reduced(big(numerator).multiply(big(factor)), big(denominator));
  }

  /** This divided by {@code divisor}, exact. */
  public RationalTime dividedBy(long divisor) {
    checkArgument(divisor != 0, "time divided by 0: %s", this);
    return reduced(big(numerator), big(denominator).multiply(big(divisor)));
  }

  public RationalTime abs() {
    return numerator < 0 ? new RationalTime(Math.negateExact(numerator), denominator) : this;
  }

  public RationalTime min(RationalTime other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public RationalTime max(RationalTime other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Whole microseconds, rounded half up. */
  public long toMicros() {
    return toTicks(1, (int) MICROS_PER_SECOND);
  }

  /** Whole ticks of {@code num/den} seconds, rounded half up. */
  public long toTicks(int num, int den) {
    checkArgument(num > 0 && den > 0, "timebase must be positive: %s/%s", num, den);
    BigInteger twice = big(numerator).multiply(big(den)).multiply(BigInteger.TWO);
    BigInteger divisor = big(denominator).multiply(big(num));
    return floorDiv(twice.add(divisor), divisor.multiply(BigInteger.TWO)).longValueExact();
  }

  /** As FFmpeg reads it: seconds with six decimals, rounded half up. */
  public String toDecimalSeconds() {
    long micros = toMicros();
    return String.format(
        Locale.ROOT,
        "%s%d.%06d",
        micros < 0 ? "-" : "",
        Math.abs(micros / MICROS_PER_SECOND),
        Math.abs(micros % MICROS_PER_SECOND));
  }

  public ExactSeconds toRecord() {
    return new ExactSeconds(numerator, denominator);
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }

  private static BigInteger floorDiv(BigInteger dividend, BigInteger divisor) {
    BigInteger[] parts = dividend.divideAndRemainder(divisor);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  @Override
  public int compareTo(RationalTime other) {
    return big(numerator)
        .multiply(big(other.denominator))
        .compareTo(big(other.numerator).multiply(big(denominator)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RationalTime that
        && numerator == that.numerator
        && denominator == that.denominator;
  }

  @Override
  public int hashCode() {
    return Objects.hash(numerator, denominator);
  }

  @Override
  public String toString() {
    return numerator + "/" + denominator + "s";
  }
}
