package io.autocut.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.schemas.ExactSeconds;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RationalTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2, 4, 1/2s",
    "-2, 4, -1/2s",
    "2, -4, -1/2s",
    "-2, -4, 1/2s",
    "0, 7, 0/1s",
    "0, -7, 0/1s",
    "30000, 1001, 30000/1001s",
    "9223372036854775807, 9223372036854775807, 1/1s",
    "-9223372036854775808, -9223372036854775808, 1/1s",
    "-9223372036854775808, 2, -4611686018427387904/1s",
  })
  void isKeptInLowestTermsWithAPositiveDenominator(long num, long den, String printed) {
    assertThat(RationalTime.of(num, den)).hasToString(printed);
  }

  @Property
  void isAlwaysInLowestTerms(@ForAll long num, @ForAll @LongRange(min = 1) long den) {
    RationalTime time = RationalTime.of(num, den);

    BigInteger gcd =
        BigInteger.valueOf(time.numerator()).gcd(BigInteger.valueOf(time.denominator()));
    assertThat(gcd).isEqualTo(BigInteger.ONE);
    assertThat(time.denominator()).isPositive();
  }

  @Property
  void equalFractionsAreEqualTimes(
      @ForAll int num,
      @ForAll @IntRange(min = 1) int den,
      @ForAll @IntRange(min = 1) int expandedBy) {
    RationalTime expanded = RationalTime.of((long) num * expandedBy, (long) den * expandedBy);

    assertThat(expanded).isEqualTo(RationalTime.of(num, den));
    assertThat(expanded).hasSameHashCodeAs(RationalTime.of(num, den));
  }

  @Property
  void additionDoesNotDependOnOrderOrGrouping(
      @ForAll("times") RationalTime a,
      @ForAll("times") RationalTime b,
      @ForAll("times") RationalTime c) {
    assertThat(a.plus(b)).isEqualTo(b.plus(a));
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
  }

  @Property
  void subtractionUndoesAddition(@ForAll("times") RationalTime a, @ForAll("times") RationalTime b) {
    assertThat(a.plus(b).minus(b)).isEqualTo(a);
  }

  @Property
  void everyTimeLessItselfIsZero(@ForAll long num, @ForAll @LongRange(min = 1) long den) {
    RationalTime time = RationalTime.of(num, den);

    assertThat(time.minus(time)).isEqualTo(RationalTime.ZERO);
  }

  @Test
  void earliestTimeLessItselfIsZero() {
    RationalTime earliest = RationalTime.of(Long.MIN_VALUE, 1);

    assertThat(earliest.minus(earliest)).isEqualTo(RationalTime.ZERO);
  }

  @Property
  void divisionUndoesMultiplication(
      @ForAll("times") RationalTime time, @ForAll @LongRange(min = 1, max = 1_000_000) long by) {
    assertThat(time.times(by).dividedBy(by)).isEqualTo(time);
    assertThat(time.times(-by).dividedBy(-by)).isEqualTo(time);
  }

  @Property
  void multiplicationDistributesOverAddition(
      @ForAll("times") RationalTime a,
      @ForAll("times") RationalTime b,
      @ForAll @LongRange(min = -1000, max = 1000) long factor) {
    assertThat(a.plus(b).times(factor)).isEqualTo(a.times(factor).plus(b.times(factor)));
  }

  @Property
  void orderIsThatOfTheDifference(
      @ForAll("times") RationalTime a, @ForAll("times") RationalTime b) {
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(Long.signum(a.minus(b).numerator()));
    assertThat(a.min(b)).isLessThanOrEqualTo(a.max(b));
    assertThat(a.min(b).plus(a.max(b))).isEqualTo(a.plus(b));
  }

  @Test
  void comparingNeverOverflows() {
    assertThat(RationalTime.of(Long.MAX_VALUE, Long.MAX_VALUE - 1))
        .isGreaterThan(RationalTime.of(Long.MAX_VALUE - 1, Long.MAX_VALUE));
  }

  @Property
  void absoluteValueIsTheDistanceFromZero(@ForAll("times") RationalTime time) {
    assertThat(time.abs()).isEqualTo(time.max(RationalTime.ZERO.minus(time)));
  }

  @Property
  void ticksOfTheirOwnTimebaseComeBackUnchanged(
      @ForAll int ticks, @ForAll @IntRange(min = 1) int num, @ForAll @IntRange(min = 1) int den) {
    assertThat(RationalTime.ofTicks(ticks, num, den).toTicks(num, den)).isEqualTo(ticks);
  }

  @Property
  void ticksAreWithinHalfATick(
      @ForAll("times") RationalTime time, @ForAll @IntRange(min = 1, max = 1_000_000) int den) {
    RationalTime halfATick = RationalTime.of(1, 2L * den);
    RationalTime error = RationalTime.ofTicks(time.toTicks(1, den), 1, den).minus(time);

    assertThat(error.abs()).isLessThanOrEqualTo(halfATick);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, 1",
    "-1, 2, 0",
    "-3, 2, -1",
    "3, 2, 2",
    "49, 100, 0",
    "-51, 100, -1",
    "7, 1, 7",
  })
  void ticksAreRoundedHalfUp(long num, long den, long seconds) {
    assertThat(RationalTime.of(num, den).toTicks(1, 1)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0.000000",
    "1, 3, 0.333333",
    "2, 3, 0.666667",
    "-1, 3, -0.333333",
    "-1, 2, -0.500000",
    "1001, 30000, 0.033367",
    "3600, 1, 3600.000000",
    "-1, 10000000, 0.000000",
    "9223372036854775807, 1000000, 9223372036854.775807",
    "-9223372036854775808, 1000000, -9223372036854.775808",
  })
  void decimalSecondsHaveSixDecimals(long num, long den, String printed) {
    assertThat(RationalTime.of(num, den).toDecimalSeconds()).isEqualTo(printed);
  }

  @Property
  void decimalSecondsReadBackAreTheSameMicroseconds(@ForAll long micros) {
    String printed = RationalTime.ofMicros(micros).toDecimalSeconds();

    assertThat(new java.math.BigDecimal(printed).movePointRight(6).longValueExact())
        .isEqualTo(micros);
  }

  @Property
  void recordKeepsTheTime(@ForAll("times") RationalTime time) {
    assertThat(RationalTime.of(time.toRecord())).isEqualTo(time);
  }

  @Test
  void recordOfAStrangerIsReducedToo() {
    assertThat(RationalTime.of(new ExactSeconds(6L, -4L))).isEqualTo(RationalTime.of(-3, 2));
  }

  @Test
  void millisecondsAreThousandths() {
    assertThat(RationalTime.ofMillis(2500)).isEqualTo(RationalTime.of(5, 2));
  }

  @Test
  void sumThatFitsNoLongIsRefused() {
    RationalTime latest = RationalTime.of(Long.MAX_VALUE, 1);

    assertThatThrownBy(() -> latest.plus(RationalTime.of(1, 1)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void denominatorThatFitsNoLongIsRefused() {
    RationalTime fine = RationalTime.of(1, Long.MAX_VALUE);

    assertThatThrownBy(() -> fine.plus(RationalTime.of(1, Long.MAX_VALUE - 1)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void productAndTicksAndAbsoluteValueThatFitNoLongAreRefused() {
    RationalTime latest = RationalTime.of(Long.MAX_VALUE, 1);

    assertThatThrownBy(() -> latest.times(2)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(latest::toMicros).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> RationalTime.of(Long.MIN_VALUE, 1).abs())
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void denominatorZeroIsRefused() {
    assertThatThrownBy(() -> RationalTime.of(5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("time has denominator 0: 5/0");
  }

  @Test
  void divisionByZeroIsRefused() {
    assertThatThrownBy(() -> RationalTime.of(5, 2).dividedBy(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("time divided by 0: 5/2s");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "-1, 25", "1, -25"})
  void timebaseThatIsNotPositiveIsRefused(int num, int den) {
    assertThatThrownBy(() -> RationalTime.ofTicks(1, num, den))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timebase must be positive: " + num + "/" + den);
    assertThatThrownBy(() -> RationalTime.ZERO.toTicks(num, den))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timebase must be positive: " + num + "/" + den);
  }

  @Provide
  Arbitrary<RationalTime> times() {
    return Combinators.combine(
            Arbitraries.longs().between(-1_000_000, 1_000_000),
            Arbitraries.oneOf(
                Arbitraries.longs().between(1, 60),
                Arbitraries.of(1_001L, 30_000L, 44_100L, 48_000L, 90_000L)))
        .as(RationalTime::of);
  }
}
