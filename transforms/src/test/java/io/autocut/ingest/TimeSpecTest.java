package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.autocut.time.RationalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeSpecTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "90, 90, 1",
    "90s, 90, 1",
    "12.5, 25, 2",
    "0.1, 1, 10",
    "1.000000001, 1000000001, 1000000000",
    "1:30, 90, 1",
    "1:02.345, 62345, 1000",
    "1:02:03.25, 14893, 4",
    "100:00, 6000, 1"
  })
  void timeIsExact(String text, long numerator, long denominator) {
    assertThat(TimeSpec.parse(text)).isEqualTo(RationalTime.of(numerator, denominator));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "1e3", "1:60", "1:75:00", ".5", "5.", "1:", "NaN", "1,5"})
  void whatIsNoTimeIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeSpec.parse(text))
        .withMessage(
            "neither seconds, for example 12.5, nor m:ss, for example 1:30: \"" + text + "\"");
  }

  @Test
  void partsOfAMillisecondAreNotRoundedAway() {
    assertThat(TimeSpec.parseMillis("1:30.25")).isEqualTo(90_250);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeSpec.parseMillis("0.0005"))
        .withMessage("finer than a millisecond: \"0.0005\"");
  }
}
