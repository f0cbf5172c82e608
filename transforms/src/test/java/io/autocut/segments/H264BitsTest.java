package io.autocut.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Numbers and payloads of NAL units. */
class H264BitsTest {
  @Property
  void numbersThatWereWrittenAreRead(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 70_000) Integer> numbers) {
    H264Bits.Writer writer = new H264Bits.Writer();
    for (int number : numbers) {
      writer.number(number);
    }
    writer.bit(1);

    H264Bits bits = H264Bits.ofUnit(writer.unit((byte) 0x65));

    for (int number : numbers) {
      assertThat(bits.number()).isEqualTo(number);
    }
  }

  @Property
  void noStartCodeAppearsInAUnit(
      @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 4) Integer> payload) {
    H264Bits.Writer writer = new H264Bits.Writer();
    for (int value : payload) {
      writer.bits(value, 8);
    }
    writer.bit(1);

    byte[] unit = writer.unit((byte) 0x65);

    for (int i = 0; i + 2 < unit.length; i++) {
      assertThat(unit[i] == 0 && unit[i + 1] == 0 && unit[i + 2] >= 0 && unit[i + 2] < 3).isFalse();
    }
    H264Bits bits = H264Bits.ofUnit(unit);
    for (int value : payload) {
      int read = 0;
      for (int bit = 0; bit < 8; bit++) {
        read = read << 1 | bits.bit();
      }
      assertThat(read).isEqualTo(value);
    }
  }
}
