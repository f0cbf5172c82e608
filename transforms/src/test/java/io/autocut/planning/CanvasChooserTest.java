package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.ingest.CanvasSpec;
import io.autocut.schemas.Canvas;
import io.autocut.testing.TestAnalysis;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanvasChooserTest {
  @ParameterizedTest
  @CsvSource({
    "auto, 3840x2160, 1920x1080",
    "auto, 1280x720 1280x720 1280x720, 1280x720",
    "auto, 640x480, 854x480",
    "auto, 320x240, 426x240",
    "auto, 1920x1080 640x480 640x480, 854x480",
    "auto, 1920x1080 1920x1080 640x480, 1920x1080",
    "auto, 1920x1080@9 640x480 640x480 640x480, 1920x1080",
    "auto, 1920x1072, 1920x1080",
    "auto, 1080x1920 1080x1920 1920x1080, 1080x1920",
    "auto, 1080x1920 1920x1080, 1920x1080",
    "auto, 1080x1920 1080x1920 1920x1080@5, 1920x1080",
    "auto, 1200x1200, 1080x1080",
    "16:9, 1080x1920, 1920x1080",
    "9:16, 1280x720, 720x1280",
    "9:16, 640x360, 360x640",
    "1:1, 1920x1080, 1080x1080",
    "640x360, 1080x1920, 640x360"
  })
  void canvasFollowsWhatWasAskedForThenTheFootage(String asked, String sizes, String chosen) {
    String[] expected = chosen.split("x", 2);

    assertThat(new CanvasChooser().choose(CanvasSpec.parse(asked), footage(sizes)))
        .isEqualTo(new Canvas(Integer.parseInt(expected[0]), Integer.parseInt(expected[1])));
  }

  @Test
  void orderOfTheFootageDoesNotMatter() {
    List<WeighedVideo> footage = footage("1080x1920 640x480 1920x1080");
    List<WeighedVideo> turned = footage("1920x1080 640x480 1080x1920");

    assertThat(new CanvasChooser().choose(CanvasSpec.AUTO, footage))
        .isEqualTo(new CanvasChooser().choose(CanvasSpec.AUTO, turned));
  }

  private static List<WeighedVideo> footage(String sizes) {
    return Arrays.stream(sizes.split(" ", -1)).map(CanvasChooserTest::weighed).toList();
  }

  /** As WIDTHxHEIGHT, or WIDTHxHEIGHT@WEIGHT. */
  private static WeighedVideo weighed(String spelled) {
    String[] parts = spelled.split("[x@]", 3);
    return new WeighedVideo(
        TestAnalysis.of("a").size(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])).video(),
        parts.length == 3 ? Integer.parseInt(parts[2]) : 1);
  }
}
