package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.analysis.ClipAnalyzer;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestFfmpeg;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlayedSpeedsTest {
  private static final int TO_FIRST_ENTRY = 12;

  @TempDir private Path folder;
  private Path clip;

  @BeforeEach
  void makeClip() throws Exception {
    clip = TestClip.numbered(1, 10).at("30").in(folder, "a.mov");
  }

  @ParameterizedTest
  @CsvSource({"0x10000, false", "0x4000, true", "0x20000, true", "0, true"})
  void speedOfAnEditIsFound(String speed, boolean differs) throws Exception {
    setSpeed(Integer.decode(speed));

    assertThat(PlayedSpeeds.differ(clip)).isEqualTo(differs);
  }

  @Test
  void slowedClipIsUsedAndSaysHowItIsShown() throws Exception {
    setSpeed(0x4000);

    assertThat(new ClipAnalyzer(TestFfmpeg.ffmpeg()).analyze(clip, "clip").getNote())
        .isEqualTo(
            "is to be played slower or faster in parts (its edit list); it is shown at the speed at which it was recorded.");
  }

  @Test
  void whatIsNoFileOfBoxesAsksForNothing() throws Exception {
    byte[] whole = Files.readAllBytes(clip);
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(clip, Arrays.copyOf(whole, length));
      assertThat(PlayedSpeeds.differ(clip)).as("first %s bytes", length).isFalse();
    }
  }

  private void setSpeed(int speed) throws Exception {
    byte[] bytes = Files.readAllBytes(clip);
    int list = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("elst");
    ByteBuffer.wrap(bytes).putInt(list + TO_FIRST_ENTRY + 8, speed);
    Files.write(clip, bytes);
  }
}
