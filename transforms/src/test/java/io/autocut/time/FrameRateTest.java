package io.autocut.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.schemas.EditRate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameRateTest {
  private static final int BEATS_OF_AN_HOUR = 7_404;

  @ParameterizedTest
  @CsvSource({
    "60, 2, 30",
    "30000, 1001, 30000/1001",
    "60000, 2002, 30000/1001",
    "25, 1, 25",
    "1, 2, 1/2",
    "2147483647, 2147483647, 1",
  })
  void isKeptInLowestTerms(int num, int den, String printed) {
    assertThat(FrameRate.of(num, den)).hasToString(printed);
    assertThat(FrameRate.of(num, den)).isEqualTo(FrameRate.parse(printed));
  }

  @Property
  void parsingWhatWasPrintedGivesTheSameRate(@ForAll("rates") FrameRate rate) {
    assertThat(FrameRate.parse(rate.toString())).isEqualTo(rate);
    assertThat(FrameRate.parse(rate.toString())).hasSameHashCodeAs(rate);
  }

  @Property
  void recordKeepsTheRate(@ForAll("rates") FrameRate rate) {
    assertThat(FrameRate.of(rate.toRecord())).isEqualTo(rate);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "30.0", "29,97", "30/", "/1001", "-30", "30 ", "30/1001/2", "1234567890", "x"})
  void otherSpellingsAreRefused(String text) {
    assertThatThrownBy(() -> FrameRate.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("frame rate is neither N nor N/D, for example 30000/1001: \"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "30, 0", "-30, 1", "30, -1"})
  void rateThatIsNotPositiveIsRefused(int num, int den) {
    assertThatThrownBy(() -> FrameRate.of(num, den))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("frame rate must be positive: " + num + "/" + den);
  }

  @Test
  void spellingOfZeroIsRefused() {
    assertThatThrownBy(() -> FrameRate.parse("0/25"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("frame rate must be positive: 0/25");
  }

  @Property
  void frameAtTheTimeOfAFrameIsThatFrame(
      @ForAll("rates") FrameRate rate,
      @ForAll @LongRange(min = -1_000_000_000, max = 1_000_000_000) long frame) {
    assertThat(rate.frameAt(rate.timeOf(frame))).isEqualTo(frame);
  }

  @Property
  void framesFollowOneAnotherWithoutGap(
      @ForAll("rates") FrameRate rate, @ForAll @LongRange(min = 0, max = 1_000_000) long frame) {
    assertThat(rate.timeOf(frame).plus(rate.frameDuration())).isEqualTo(rate.timeOf(frame + 1));
  }

  @Property
  void frameIsWithinHalfAFrameOfItsInstant(
      @ForAll("rates") FrameRate rate,
      @ForAll @LongRange(min = 0, max = 3_600_000_000L) long micros) {
    RationalTime instant = RationalTime.ofMicros(micros);
    RationalTime error = rate.timeOf(rate.frameAt(instant)).minus(instant).abs();

    assertThat(error).isLessThanOrEqualTo(rate.frameDuration().dividedBy(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"24", "24000/1001", "25", "30000/1001", "50", "60000/1001", "60"})
  void frameOfEveryBeatIsWithinHalfAFrameForAnHour(String spelling) {
    FrameRate rate = FrameRate.parse(spelling);
    RationalTime beat = RationalTime.of(60 * 10, 1234);
    RationalTime halfAFrame = rate.frameDuration().dividedBy(2);

    for (int i = 0; i <= BEATS_OF_AN_HOUR; i++) {
      RationalTime instant = beat.times(i);
      assertThat(rate.timeOf(rate.frameAt(instant)).minus(instant).abs())
          .isLessThanOrEqualTo(halfAFrame);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "25, 1, 50, 1",
    "25, -1, 50, 0",
    "30000/1001, 1001, 60000, 1",
    "30000/1001, 1001, 60001, 0",
    "30000/1001, 3600, 1, 107892",
  })
  void halfAFrameIsRoundedUp(String rate, long num, long den, long frame) {
    assertThat(FrameRate.parse(rate).frameAt(RationalTime.of(num, den))).isEqualTo(frame);
  }

  @Test
  void frameThatFitsNoLongIsRefused() {
    FrameRate rate = FrameRate.of(60, 1);

    assertThatThrownBy(() -> rate.frameAt(RationalTime.of(Long.MAX_VALUE, 1)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void ratesAreOrderedByTheirValueWithoutOverflow() {
    assertThat(FrameRate.of(30000, 1001)).isLessThan(FrameRate.of(30, 1));
    assertThat(FrameRate.of(Integer.MAX_VALUE, 1))
        .isGreaterThan(FrameRate.of(Integer.MAX_VALUE - 1, Integer.MAX_VALUE));
    assertThat(FrameRate.of(50, 2)).isEqualByComparingTo(FrameRate.of(25, 1));
  }

  @Test
  void recordIsInLowestTerms() {
    assertThat(FrameRate.of(new EditRate(50, 2)).toRecord()).isEqualTo(new EditRate(25, 1));
  }

  @Provide
  Arbitrary<FrameRate> rates() {
    return Arbitraries.oneOf(
        Arbitraries.of("24000/1001", "25", "30000/1001", "60", "120000/1001").map(FrameRate::parse),
        Combinators.combine(
                Arbitraries.integers().between(1, 999_999), Arbitraries.integers().between(1, 9999))
            .as(FrameRate::of));
  }
}
