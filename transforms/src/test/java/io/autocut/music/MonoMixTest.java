package io.autocut.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.BeatTimeline;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MonoMixTest {
  private static final double SECONDS = 12;

  @TempDir Path folder;

  private static TestWav music() {
    return TestWav.lasting(SECONDS).clicks(120, 0.5).noise(4, 0.001);
  }

  private Path stereo(TestWav left, TestWav right) throws Exception {
    ByteBuffer l = ByteBuffer.wrap(left.data(1)).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer r = ByteBuffer.wrap(right.data(1)).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer both =
        ByteBuffer.allocate(l.capacity() + r.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    while (l.hasRemaining()) {
      both.putShort(l.getShort()).putShort(r.getShort());
    }
    byte[] data = both.array();
    return Files.write(
        folder.resolve("a.wav"), TestWav.file("RIFF", data.length, data, 2, 44_100, new byte[0]));
  }

  private MonoMix mixOf(TestWav left, TestWav right) throws Exception {
    return MonoMix.audibleIn(PcmAudio.open(stereo(left, right)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.7, 0.95, 1})
  void invertedChannelLeavesTheLouderOne(double level) throws Exception {
    assertThat(mixOf(music(), music().each(x -> -level * x))).isEqualTo(MonoMix.LEFT);
    assertThat(mixOf(music().each(x -> -level * 0.99 * x), music())).isEqualTo(MonoMix.RIGHT);
  }

  @Test
  void directCurrentDoesNotHideThatTheRestCancels() throws Exception {
    assertThat(mixOf(music().each(x -> x / 2 + 0.4), music().each(x -> 0.4 - x / 2)))
        .isEqualTo(MonoMix.LEFT);
  }

  @Test
  void ordinaryStereoIsMixed() throws Exception {
    TestWav silence = TestWav.lasting(SECONDS);
    assertThat(mixOf(music(), music())).isEqualTo(MonoMix.MEAN);
    assertThat(mixOf(music(), silence)).isEqualTo(MonoMix.MEAN);
    assertThat(mixOf(silence, music())).isEqualTo(MonoMix.MEAN);
    assertThat(mixOf(silence, silence)).isEqualTo(MonoMix.MEAN);
    TestWav noise = TestWav.lasting(SECONDS).noise(1, 0.1);
    assertThat(mixOf(noise, TestWav.lasting(SECONDS).noise(2, 0.1))).isEqualTo(MonoMix.MEAN);
  }

  @Test
  void mixWithoutMuchOfOneInvertedInstrumentStays() throws Exception {
    TestWav left = music().noise(1, 0.02);
    int[] sample = {0};
    ByteBuffer noise =
        ByteBuffer.wrap(TestWav.lasting(SECONDS).noise(1, 0.02).data(1))
            .order(ByteOrder.LITTLE_ENDIAN);
    TestWav right = music().each(x -> x - noise.getShort(2 * sample[0]++) / 32_768.0);
    assertThat(mixOf(left, right)).isEqualTo(MonoMix.MEAN);
  }

  @Test
  void monoAndMusicWithoutSamplesAreAsTheyAre() throws Exception {
    Path mono = music().writeTo(folder.resolve("mono.wav"));
    assertThat(MonoMix.audibleIn(PcmAudio.open(mono))).isEqualTo(MonoMix.MEAN);
    TestWav nothing = TestWav.lasting(0);
    assertThat(mixOf(nothing, nothing)).isEqualTo(MonoMix.MEAN);
  }

  @Test
  void musicInAntiphaseIsTrackedAsThatInPhase() throws Exception {
    BeatTimeline antiphase = analyze(stereo(music(), music().each(x -> -x)));
    BeatTimeline inPhase = analyze(stereo(music(), music()));

    assertThat(antiphase.getGrid()).isEqualTo(BeatGrid.TRACKED);
    assertThat(antiphase.getMilliBpm()).isCloseTo(120_000, within(100));
    assertThat(antiphase.getBeats())
        .extracting(Beat::getSample)
        .isEqualTo(inPhase.getBeats().stream().map(Beat::getSample).toList());
  }

  private static BeatTimeline analyze(Path wav) throws Exception {
    return new MusicAnalyzer().analyze(wav, "print", "key");
  }
}
