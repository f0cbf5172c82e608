package io.autocut.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.schemas.Cost;
import io.autocut.schemas.StageCost;
import io.autocut.schemas.StageWork;
import io.autocut.schemas.Traffic;
import io.autocut.schemas.Work;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTest {
  @Test
  void anHourOfOneCoreCostsItsPrice() {
    assertThat(Price.parse("0.042").of(List.of(cpu(3_600_000))).getMicros()).isEqualTo(42_000);
  }

  @Test
  void whatIsLessThanTheSmallestCoinIsRoundedUp() {
    assertThat(Price.parse("0.042").of(List.of(cpu(1))).getMicros()).isEqualTo(1);
  }

  @Test
  void withoutAPriceNothingIsAskedFor() {
    Cost cost = Price.UNKNOWN.of(List.of(cpu(5_000), cpu(7_000)));

    assertThat(cost.getMicros()).isZero();
    assertThat(cost.getCpuMillis()).isEqualTo(12_000);
    assertThat(cost.getAttempts()).isEqualTo(2);
    assertThat(cost.getTraffic().getBytesRead()).isEqualTo(200);
  }

  @Property
  void stagesCostTogetherWhatTheyCostApart(
      @ForAll @LongRange(min = 0, max = 1L << 40) long one,
      @ForAll @LongRange(min = 0, max = 1L << 40) long other,
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long micros) {
    Price price = new Price(micros);
    long apart =
        price.of(List.of(cpu(one))).getMicros() + price.of(List.of(cpu(other))).getMicros();

    // Each part is rounded up by less than one.
    assertThat(apart - price.of(List.of(cpu(one), cpu(other))).getMicros()).isBetween(0L, 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "free", "-1", "1000001", "NaN", "0x1"})
  void whatIsNoPriceIsRefused(String text) {
    assertThatThrownBy(() -> Price.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("price");
  }

  @Test
  void lineOfATableTellsWhoseItIs() {
    StageCost line = Price.parse("1").line("run", "m", "/m.mp4", cpu(1_800_000));

    assertThat(line.getRunId()).isEqualTo("run");
    assertThat(line.getMontageId()).isEqualTo("m");
    assertThat(line.getOutput()).isEqualTo("/m.mp4");
    assertThat(line.getStage()).isEqualTo("segments");
    assertThat(line.getBytesRead()).isEqualTo(100);
    assertThat(line.getMicros()).isEqualTo(500_000);
  }

  private static StageWork cpu(long millis) {
    Traffic traffic = Traffic.newBuilder().setBytesRead(100).build();
    return Sums.done("segments", new Work(millis, millis, false, 1, traffic));
  }
}
