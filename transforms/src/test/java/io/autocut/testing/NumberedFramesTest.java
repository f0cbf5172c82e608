package io.autocut.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.autocut.testing.NumberedFrames.NumberedFrame;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumberedFramesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNEVENLY_TIMED")
  void everyFrameOfATestClipIsReadBack(ClipKind kind) throws Exception {
    assumeTrue(kind.canBeMade(), "this FFmpeg has no encoder for " + kind);
    Path clip = kind.make(21_845, 40, folder);
    List<NumberedFrame> expected =
        IntStream.range(0, 40).mapToObj(n -> new NumberedFrame(21_845, n)).toList();

    assertThat(NumberedFrames.of(TestFfmpeg.ffmpeg(), clip)).isEqualTo(expected);
  }
}
