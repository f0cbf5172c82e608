package io.autocut.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.BaseEncoding;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Sets of two encoders in one description. */
class AvcParameterSetsTest {
  /** As openh264 describes 720p in baseline profile: one sequence and one picture set, both 0. */
  private static final byte[] RECORD =
      BaseEncoding.base16().decode("0142C01FFFE1000F6742C01F8C6805005BB0101E1108D401000468CE3C80");

  private static AvcParameterSets sets() throws IOException {
    return AvcParameterSets.parse(RECORD);
  }

  @Test
  void whatIsReadIsWrittenAgain() throws Exception {
    assertThat(sets().record()).isEqualTo(RECORD);
    assertThat(sets().lengthBytes()).isEqualTo(4);
  }

  @Test
  void freeNumberIsTheLowestThatIsNotTaken() throws Exception {
    assertThat(sets().freeId()).isEqualTo(1);
  }

  @Test
  void setsOfOthersAreAddedBehindItsOwn() throws Exception {
    AvcParameterSets both = sets().with(sets());

    byte[] record = both.record();
    assertThat(record[5]).isEqualTo((byte) 0xe2);
    assertThat(record).hasSize(RECORD.length + 2 + 15 + 2 + 4);
    assertThat(AvcParameterSets.parse(record)).isEqualTo(both);
  }

  @Test
  void recordThatEndsWithinASetIsRefused() {
    assertThatThrownBy(() -> AvcParameterSets.parse(Arrays.copyOf(RECORD, 12)))
        .isInstanceOf(IOException.class)
        .hasMessage("a sample description ends within its parameter sets");
  }
}
