package io.autocut.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases of EBU Tech 3341 (2016), table 1: stereo sine of 1000 Hz, levels in dBFS of its peak. */
class LoudnessCurveTest {
  private static final double TENTH = 0.1;

  @TempDir Path folder;

  @Test
  void coefficientsAreThoseOfTheStandardAt48Kilohertz() {
    assertThat(KWeighting.shelf(48_000))
        .containsExactly(
            new double[] {
              1.53512485958697,
              -2.69169618940638,
              1.19839281085285,
              -1.69065929318241,
              0.73248077421585
            },
            within(1e-10));
    assertThat(KWeighting.highPass(48_000))
        .containsExactly(
            new double[] {1, -2, 1, -1.99004745483398, 0.99007225036621}, within(1e-10));
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 22_050, 32_000, 44_100, 48_000, 96_000, 192_000})
  void sineIsAsLoudAsItsLevelAtAnySampleRate(int rate) throws Exception {
    LoudnessCurve loudness = measure(stereo(rate, 997, new double[] {5, -20}));
    assertThat(loudness.integrated()).isCloseTo(-20, within(TENTH));
    assertThat(loudness.momentary(20)).isCloseTo(-20, within(TENTH));
  }

  @ParameterizedTest
  @CsvSource({"-23, -23", "-33, -33"})
  void steadyToneIsAsLoudAsItsLevel(double level, double expected) throws Exception {
    assertIntegrated(expected, 20, level);
  }

  @Test
  void quietBeginningAndEndDoNotCount() throws Exception {
    assertIntegrated(-23, 10, -36, 60, -23, 10, -36);
  }

  @Test
  void whatIsBelowTheAbsoluteGateDoesNotMoveTheRelativeGate() throws Exception {
    assertIntegrated(-23, 10, -72, 10, -36, 60, -23, 10, -36, 10, -72);
  }

  @Test
  void whatIsWithinTheRelativeGateCounts() throws Exception {
    assertIntegrated(-23, 20, -26, 20.1, -20, 20, -26);
  }

  @Test
  void monoIsHalfAsLoudAsBothChannels() throws Exception {
    double[] sine = tone(48_000, 997, new double[] {5, -20});
    assertThat(measure(file(48_000, sine)).integrated()).isCloseTo(-23, within(TENTH));
  }

  @Test
  void channelsAreAddedAsPowerAndNotAsWaves() throws Exception {
    double[] sine = tone(48_000, 997, new double[] {5, -20});
    double[] opposite = Arrays.stream(sine).map(x -> -x).toArray();
    assertThat(measure(file(48_000, sine, opposite)).integrated()).isCloseTo(-20, within(TENTH));
  }

  @Test
  void momentaryLoudnessFollowsTheSound() throws Exception {
    LoudnessCurve loudness = measure(stereo(48_000, 997, new double[] {2, -40, 2, -20}));
    assertThat(loudness.moments()).isEqualTo(37);
    assertThat(loudness.momentary(10)).isCloseTo(-40, within(TENTH));
    // Half of the window is loud, and so is half of the power.
    assertThat(loudness.momentary(18)).isCloseTo(-23, within(TENTH));
    assertThat(loudness.momentary(25)).isCloseTo(-20, within(TENTH));
  }

  @Test
  void momentAfterTheLastIsRefused() throws Exception {
    LoudnessCurve loudness = measure(stereo(48_000, 997, new double[] {1, -20}));
    assertThatThrownBy(() -> loudness.momentary(7)).hasMessage("no moment 7 of 7");
  }

  @Test
  void silenceIsAsLoudAsTheAbsoluteGate() throws Exception {
    LoudnessCurve loudness = measure(stereo(48_000, 997, new double[] {2, -200}));
    assertThat(loudness.integrated()).isEqualTo(-70);
    assertThat(loudness.momentary(3)).isEqualTo(-70);
  }

  @Test
  void soundShorterThanAWindowIsAsLoudAsItIs() throws Exception {
    LoudnessCurve loudness = measure(stereo(48_000, 997, new double[] {0.2, -20}));
    assertThat(loudness.moments()).isZero();
    assertThat(loudness.integrated()).isCloseTo(-20, within(TENTH));
  }

  private void assertIntegrated(double expected, double... secondsAndLevels) throws Exception {
    LoudnessCurve loudness = measure(stereo(48_000, 1_000, secondsAndLevels));
    assertThat(loudness.integrated()).isCloseTo(expected, within(TENTH));
  }

  private static LoudnessCurve measure(Path wav) throws IOException, UnusableMusicException {
    return LoudnessCurve.measure(PcmAudio.open(wav));
  }

  private Path stereo(int rate, double hz, double[] secondsAndLevels) throws IOException {
    double[] sine = tone(rate, hz, secondsAndLevels);
    return file(rate, sine, sine);
  }

  /** A sine at one level after the other; unit: seconds, dBFS. */
  private static double[] tone(int rate, double hz, double[] secondsAndLevels) {
    double[] all = {};
    for (int i = 0; i < secondsAndLevels.length; i += 2) {
      int from = all.length;
      all = Arrays.copyOf(all, from + (int) Math.round(secondsAndLevels[i] * rate));
      double level = Math.pow(10, secondsAndLevels[i + 1] / 20);
      for (int j = from; j < all.length; j++) {
        all[j] = level * Math.sin(2 * Math.PI * hz * j / rate);
      }
    }
    return all;
  }

  private Path file(int rate, double[]... channels) throws IOException {
    byte[] data = new byte[channels[0].length * channels.length * 2];
    int at = 0;
    for (int i = 0; i < channels[0].length; i++) {
      for (double[] channel : channels) {
        int rounded = (int) Math.round(channel[i] * 32_767);
        data[at++] = (byte) rounded;
        data[at++] = (byte) (rounded >> 8);
      }
    }
    return Files.write(
        folder.resolve("tone.wav"),
        TestWav.file("RIFF", data.length, data, channels.length, rate, new byte[0]));
  }
}
