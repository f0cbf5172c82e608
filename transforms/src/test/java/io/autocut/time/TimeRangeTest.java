package io.autocut.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeTest {

  @ParameterizedTest
  @CsvSource({
    "0, 10, 5, 15, true",
    "0, 10, 2, 3, true",
    "0, 10, 10, 20, false",
    "10, 20, 0, 10, false",
    "0, 10, 11, 20, false",
    "0, 10, 0, 10, true",
    "0, 10, 5, 5, true",
    "5, 5, 5, 5, false",
  })
  void rangesOverlapWhenTheyShareAnInstant(
      long in, long out, long otherIn, long otherOut, boolean overlap) {
    assertThat(range(in, out).overlaps(range(otherIn, otherOut))).isEqualTo(overlap);
  }

  @Property
  void overlapIsMutual(
      @ForAll @IntRange(max = 50) int in,
      @ForAll @IntRange(max = 50) int length,
      @ForAll @IntRange(max = 50) int otherIn,
      @ForAll @IntRange(max = 50) int otherLength) {
    TimeRange one = range(in, in + length);
    TimeRange other = range(otherIn, otherIn + otherLength);

    assertThat(one.overlaps(other)).isEqualTo(other.overlaps(one));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10, 0, 10, true",
    "0, 10, 3, 10, true",
    "0, 10, 3, 11, false",
    "1, 10, 0, 10, false",
    "0, 10, 10, 10, true",
  })
  void rangeEnclosesWhatLiesWhollyWithin(
      long in, long out, long otherIn, long otherOut, boolean encloses) {
    assertThat(range(in, out).encloses(range(otherIn, otherOut))).isEqualTo(encloses);
  }

  @Test
  void lengthIsFromInToOut() {
    TimeRange range = TimeRange.lasting(RationalTime.of(1, 3), RationalTime.of(1, 2));

    assertThat(range.in()).isEqualTo(RationalTime.of(1, 3));
    assertThat(range.out()).isEqualTo(RationalTime.of(5, 6));
    assertThat(range.length()).isEqualTo(RationalTime.of(1, 2));
  }

  @Test
  void printsInInclusiveAndOutExclusive() {
    assertThat(range(1, 2)).hasToString("[1/1s, 2/1s)");
  }

  @Test
  void rangesOfTheSameInstantsAreEqual() {
    assertThat(range(1, 2))
        .isEqualTo(TimeRange.lasting(at(1), at(1)))
        .hasSameHashCodeAs(range(1, 2));
    assertThat(range(1, 2)).isNotEqualTo(range(1, 3)).isNotEqualTo(range(0, 2));
  }

  @Test
  void rangeThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(() -> range(2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("range ends before it begins: 2/1s to 1/1s");
  }

  @Test
  void negativeLengthIsRefused() {
    assertThatThrownBy(() -> TimeRange.lasting(at(2), at(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("range ends before it begins: 2/1s to 1/1s");
  }

  private static TimeRange range(long in, long out) {
    return TimeRange.of(at(in), at(out));
  }

  private static RationalTime at(long seconds) {
    return RationalTime.of(seconds, 1);
  }
}
