package io.autocut.exports.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.autocut.time.FrameRate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimecodeTest {
  /** The frames about which SMPTE ST 12-1 is exact. */
  @ParameterizedTest
  @CsvSource({
    "30000/1001, 1799, 00:00:59;29",
    "30000/1001, 1800, 00:01:00;02",
    "30000/1001, 17981, 00:09:59;29",
    "30000/1001, 17982, 00:10:00;00",
    "30000/1001, 107892, 01:00:00;00",
    "60000/1001, 3600, 00:01:00;04",
    "60000/1001, 215784, 01:00:00;00",
    "24000/1001, 86400, 01:00:00:00",
    "25, 90000, 01:00:00:00",
    "30, 1800, 00:01:00:00",
    "120, 119, 00:00:00:119"
  })
  void framesAreCounted(String rate, long frame, String text) {
    Timecode timecode = Timecode.of(FrameRate.parse(rate));

    assertThat(timecode.format(frame)).isEqualTo(text);
    assertThat(timecode.parse(text)).isEqualTo(frame);
  }

  @Property
  void whatIsPrintedIsReadBack(@ForAll @LongRange(min = 0, max = 10_000_000) long frame) {
    for (String rate : new String[] {"24000/1001", "25", "30000/1001", "50", "60000/1001", "60"}) {
      Timecode timecode = Timecode.of(FrameRate.parse(rate));
      String text = timecode.format(frame);
      if (text.length() == "00:00:00:00".length()) {
        assertThat(timecode.parse(text)).as(rate).isEqualTo(frame);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1:00:00:00", "00:00:00:30", "00:60:00:00", "00:01:00;00", "x"})
  void whatIsNoTimecodeIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timecode.of(FrameRate.parse("30000/1001")).parse(text))
        .withMessageContaining("timecode");
  }
}
