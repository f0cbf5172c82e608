package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.autocut.schemas.Canvas;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.VideoStream;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestProfile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryModelTest {
  /** Peaks of the resident set on an idle machine, in MB; see the class. */
  @ParameterizedTest
  @CsvSource({
    "h264, yuv420p, 1080, bt709, libx264, 257",
    "hevc, yuv420p, 1080, bt709, libx264, 259",
    "av1, yuv420p, 1080, bt709, libx264, 334",
    "h264, yuv420p, 2160, bt709, libx264, 349",
    "prores, yuv422p10le, 2160, bt709, libx264, 381",
    "hevc, yuv420p10le, 2160, arib-std-b67, libx264, 494",
    "av1, yuv420p10le, 2160, bt709, libx264, 670",
    "h264, yuv420p, 1080, bt709, libopenh264, 132",
    "hevc, yuv420p10le, 2160, arib-std-b67, libopenh264, 382"
  })
  void estimateIsNearWhatWasMeasured(
      String codec, String pixels, int height, String transfer, String encoder, long measured) {
    MemoryNeed need = MemoryModel.cutting(video(codec, pixels, height, transfer), film(encoder), 1);

    assertThat((need.bytes(1) >> 20) * 3 / 4).isCloseTo(measured, withinPercentage(12));
  }

  @ParameterizedTest
  @CsvSource({
    "hevc, yuv420p10le, arib-std-b67, 665",
    "h264, yuv420p, bt709, 432",
    "prores, yuv422p10le, bt709, 464",
    "av1, yuv420p10le, bt709, 1156"
  })
  void secondThreadIsNotForgotten(String codec, String pixels, String transfer, long measured) {
    MemoryNeed need = MemoryModel.cutting(video(codec, pixels, 2160, transfer), film("libx264"), 1);

    long further = need.bytes(2) - need.bytes(1);
    assertThat((need.bytes(1) / 4 * 3 + further) >> 20).isCloseTo(measured, withinPercentage(10));
  }

  private static VideoStream video(String codec, String pixels, int height, String transfer) {
    return VideoStream.newBuilder(TestAnalysis.of("a").size(height * 16 / 9, height).video())
        .setCodec(codec)
        .setPixelFormat(pixels)
        .setColorTransfer(transfer)
        .build();
  }

  private static OutputProfile film(String encoder) {
    return TestProfile.of(new Canvas(1920, 1080), TestAnalysis.rate("30"), encoder);
  }
}
