package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryBudgetTest {
  private static final long GB = 1L << 30;

  @Test
  void threeQuartersOfWhatIsFreeLessTheHeapThatIsStillToCome() {
    assertThat(MemoryBudget.of(8 * GB, GB)).isEqualTo(5 * GB);
  }

  @Test
  void thereIsAlwaysEnoughForOneChild() {
    assertThat(MemoryBudget.of(0, GB)).isEqualTo(256L << 20);
    assertThat(MemoryBudget.within(1)).isEqualTo(256L << 20);
  }

  @Test
  void heapOfThisProgramIsPartOfWhatIsWanted() {
    long heap = Runtime.getRuntime().maxMemory();

    assertThat(MemoryBudget.within(heap + GB)).isEqualTo(GB);
  }

  @ParameterizedTest
  @CsvSource({
    "800M, 838860800",
    "2G, 2147483648",
    "2g, 2147483648",
    "2GB, 2147483648",
    "2GiB, 2147483648",
    "1T, 1099511627776",
    "64K, 65536",
    "123, 123"
  })
  void amountsAreReadAsPeopleWriteThem(String text, long bytes) {
    assertThat(MemoryBudget.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "much", "-1G", "1.5G", "2X", "G", "99999999999G"})
  void otherWordsAreRefused(String text) {
    assertThatThrownBy(() -> MemoryBudget.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not an amount of memory such as 800M or 2G: " + text);
  }

  @Test
  void nothingIsRefused() {
    assertThatThrownBy(() -> MemoryBudget.parse("0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("memory must be positive: 0");
  }
}
