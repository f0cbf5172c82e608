package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.ingest.FpsSpec;
import io.autocut.testing.TestAnalysis;
import io.autocut.time.FrameRate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameRateChooserTest {
  @ParameterizedTest
  @CsvSource({
    "auto, 30000/1001, 30000/1001",
    "auto, 2997/100, 30000/1001",
    "auto, 2998/100, 30000/1001",
    "auto, 29991/1000, 30",
    "auto, 24000/1001 24000/1001 60, 24000/1001",
    "auto, 25 30, 30",
    "auto, 30 25, 30",
    "auto, 15, 24000/1001",
    "auto, 240, 60",
    "auto, 59, 60000/1001",
    "auto, 48, 50",
    "24, 60 60, 24",
    "12000/1001, 60 60, 12000/1001"
  })
  void rateIsWhatWasAskedForThenTheMostCommonStandard(String asked, String rates, String chosen) {
    assertThat(new FrameRateChooser().choose(FpsSpec.parse(asked), footage(rates)))
        .isEqualTo(FrameRate.parse(chosen));
  }

  private static List<WeighedVideo> footage(String rates) {
    return Arrays.stream(rates.split(" ", -1))
        .map(rate -> new WeighedVideo(TestAnalysis.of("a").at(rate).video(), 1))
        .toList();
  }
}
