package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.Canvas;
import io.autocut.schemas.DynamicRange;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Quality;
import io.autocut.testing.TestProfile;
import io.autocut.time.FrameRate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentEncodingTest {

  @ParameterizedTest
  @CsvSource({
    "24, 12288",
    "25, 12800",
    "30, 15360",
    "30000/1001, 30000",
    "24000/1001, 24000",
    "60, 15360",
    "1, 16384",
    "1/2, 16384",
    "999999999, 999999999",
  })
  void frameIsAWholeNumberOfTicks(String rate, int timescale) {
    FrameRate parsed = FrameRate.parse(rate);

    assertThat(SegmentEncoding.timescale(parsed)).isEqualTo(timescale);
    assertThat((long) timescale * parsed.denominator() % parsed.numerator()).isZero();
  }

  @Test
  void filmsOfX264ShareTheseOptions() {
    assertThat(options("libx264"))
        .containsExactly(
            "-c:v",
            "libx264",
            "-threads:v",
            "1",
            "-preset",
            "veryfast",
            "-crf",
            "20",
            "-profile:v",
            "high",
            "-g",
            "60",
            "-bf",
            "2",
            "-x264-params",
            "stitchable=1:open-gop=0:scenecut=0",
            "-pix_fmt",
            "yuv420p",
            "-color_primaries",
            "bt709",
            "-color_trc",
            "bt709",
            "-colorspace",
            "bt709",
            "-color_range",
            "tv",
            "-fps_mode",
            "passthrough",
            "-video_track_timescale",
            "30000",
            "-movie_timescale",
            "30000",
            "-f",
            "mp4");
  }

  @Test
  void filmsOfOpenH264HaveOneQuantiserAndNoSkippedFrames() {
    assertThat(options("libopenh264"))
        .containsSubsequence(
            "-c:v",
            "libopenh264",
            "-b:v",
            "8079000",
            "-rc_mode",
            "bitrate",
            "-qmin",
            "21",
            "-qmax",
            "21",
            "-allow_skip_frames",
            "0",
            "-g",
            "60");
  }

  @Test
  void draftsAreCoarserAndHighQualityIsFiner() {
    assertThat(options("libx264", Quality.DRAFT))
        .containsSubsequence("-preset", "superfast", "-crf", "27");
    assertThat(options("libx264", Quality.HIGH))
        .containsSubsequence("-preset", "medium", "-crf", "17");
    assertThat(options("libopenh264", Quality.HIGH))
        .containsSubsequence("-qmin", "18", "-qmax", "18");
  }

  @Test
  void filmsOfHighDynamicRangeAreTaggedAsSuch() {
    OutputProfile hlg =
        OutputProfile.newBuilder(profile("libx265")).setDynamicRange(DynamicRange.HLG).build();

    assertThat(SegmentEncoding.options(hlg))
        .containsSubsequence("-tag:v", "hvc1", "-pix_fmt", "yuv420p10le")
        .containsSubsequence(
            "-color_primaries", "bt2020", "-color_trc", "arib-std-b67", "-colorspace", "bt2020nc");
  }

  private static OutputProfile profile(String encoder) {
    return TestProfile.of(new Canvas(1920, 1080), new EditRate(30000, 1001), encoder);
  }

  private static List<String> options(String encoder, Quality quality) {
    return SegmentEncoding.options(
        OutputProfile.newBuilder(profile(encoder)).setQuality(quality).build());
  }

  private static List<String> options(String encoder) {
    return SegmentEncoding.options(profile(encoder));
  }
}
