package io.autocut.exports.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.autocut.exports.interchange.Timecode.Counting;
import io.autocut.time.FrameRate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimecodeTest {
  /** As SMPTE ST 12 numbers them. */
  @ParameterizedTest
  @CsvSource({
    "30000/1001, 1799, 00:00:59;29",
    "30000/1001, 1800, 00:01:00;02",
    "30000/1001, 17981, 00:09:59;29",
    "30000/1001, 17982, 00:10:00;00",
    "30000/1001, 107892, 01:00:00;00",
    "60000/1001, 3600, 00:01:00;04",
    "60000/1001, 215784, 01:00:00;00",
    "30, 1800, 00:01:00:00",
    "25, 90000, 01:00:00:00",
    "24000/1001, 86400, 01:00:00:00"
  })
  void framesAreNumberedAsAtThatRate(String rate, long frame, String code) {
    assertThat(Timecode.of(frame, FrameRate.parse(rate))).isEqualTo(code);
  }

  @Property
  void frameOfANumberIsTheFrame(@ForAll @LongRange(min = 0, max = 8_000_000) long frame) {
    for (String text : new String[] {"24", "25", "30000/1001", "60000/1001", "60"}) {
      FrameRate rate = FrameRate.parse(text);
      String code = Timecode.of(frame, rate);
      assertThat(Timecode.frameOf(code, rate, Timecode.countingOf(rate))).isEqualTo(frame);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1:00:00:00", "00:60:00:00", "00:00:00:25", "aa:00:00:00"})
  void whatIsNoTimeCodeIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timecode.frameOf(text, FrameRate.of(25, 1), Counting.NON_DROP))
        .withMessageContaining(text);
  }
}
