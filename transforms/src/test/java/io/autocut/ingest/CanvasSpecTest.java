package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.autocut.ingest.CanvasSpec.Aspect;
import io.autocut.schemas.Canvas;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CanvasSpecTest {
  @Property
  void parsingWhatWasPrintedGivesTheSameSize(
      @ForAll @IntRange(min = 8, max = 4096) int halfWidth,
      @ForAll @IntRange(min = 8, max = 4096) int halfHeight) {
    CanvasSpec spec = CanvasSpec.of(2 * halfWidth, 2 * halfHeight);

    assertThat(CanvasSpec.parse(spec.toString())).isEqualTo(spec).hasSameHashCodeAs(spec);
    assertThat(spec.exact()).contains(new Canvas(2 * halfWidth, 2 * halfHeight));
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "16:9", "9:16", "1:1"})
  void parsingAndPrintingAWordGivesTheWord(String word) {
    assertThat(CanvasSpec.parse(word)).hasToString(word);
  }

  @Test
  void autoLeavesAllToTheFootage() {
    CanvasSpec auto = CanvasSpec.parse("auto");

    assertThat(auto.isAuto()).isTrue();
    assertThat(auto.aspect()).isEmpty();
    assertThat(auto.exact()).isEmpty();
  }

  @Test
  void ratioIsAShapeWithoutASize() {
    CanvasSpec portrait = CanvasSpec.parse("9:16");

    assertThat(portrait.isAuto()).isFalse();
    assertThat(portrait.aspect()).contains(Aspect.PORTRAIT);
    assertThat(portrait.exact()).isEmpty();
  }

  @Test
  void leadingZerosMakeNoOtherSize() {
    assertThat(CanvasSpec.parse("00640x0480")).isEqualTo(CanvasSpec.of(640, 480));
  }

  @ParameterizedTest
  @CsvSource({"14x640", "640x14", "641x480", "640x481", "8194x640", "640x8194", "0x0"})
  void oddOrExtremeSidesAreRefused(String size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanvasSpec.parse(size))
        .withMessage("canvas sides must be even and between 16 and 8192: " + size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "AUTO", "4:3", "1920X1080", "1920x1080 ", "-2x16", "999999x16", "٦٤٠x٤٨٠"})
  void otherTextsAreRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanvasSpec.parse(text))
        .withMessage(
            "canvas is neither auto, 16:9, 9:16, 1:1 nor WIDTHxHEIGHT, for example 1920x1080: \""
                + text
                + "\"");
  }
}
