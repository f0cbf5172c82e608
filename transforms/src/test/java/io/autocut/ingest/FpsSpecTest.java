package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.autocut.time.FrameRate;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FpsSpecTest {
  @Property
  void parsingWhatWasPrintedGivesTheSameRate(
      @ForAll @IntRange(min = 1, max = 240_000) int numerator,
      @ForAll @IntRange(min = 1, max = 1001) int denominator) {
    Assume.that(numerator >= denominator && numerator <= 240L * denominator);
    FpsSpec spec = FpsSpec.of(FrameRate.of(numerator, denominator));

    assertThat(FpsSpec.parse(spec.toString())).isEqualTo(spec).hasSameHashCodeAs(spec);
    assertThat(spec.exact()).contains(FrameRate.of(numerator, denominator));
  }

  @Test
  void autoLeavesTheRateToTheFootage() {
    assertThat(FpsSpec.parse("auto").isAuto()).isTrue();
    assertThat(FpsSpec.parse("auto").exact()).isEmpty();
    assertThat(FpsSpec.AUTO).hasToString("auto");
  }

  @Test
  void ratesAreInLowestTerms() {
    assertThat(FpsSpec.parse("60/2")).hasToString("30");
  }

  @ParameterizedTest
  @ValueSource(strings = {"241", "1000/1001", "24001/100"})
  void ratesOutsideOneToTwoHundredAndFortyAreRefused(String rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FpsSpec.parse(rate))
        .withMessage("fps must lie between 1 and 240: " + rate);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "30/0"})
  void ratesThatAreNotPositiveAreRefused(String rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FpsSpec.parse(rate))
        .withMessageStartingWith("frame rate must be positive");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "29.97", "-30", "30/", "30fps", "Auto", "9999999999"})
  void otherTextsAreRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FpsSpec.parse(text))
        .withMessage("fps is neither auto, N nor N/D, for example 30000/1001: \"" + text + "\"");
  }
}
