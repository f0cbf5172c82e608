package io.autocut.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autocut.music.StrongOnsets.StrongOnset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrongOnsetsTest {
  private static final double EXACT_SECONDS = 0.005;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, 44100", "2, 44100", "3, 8000", "4, 48000"})
  void irregularClicksAreEachFoundWhereTheyAre(long seed, int sampleRate) throws Exception {
    TestWav wav = TestWav.lasting(20, sampleRate);
    List<Double> clicks = irregular(seed, 19);
    clicks.forEach(wav::click);

    assertAt(find(wav.noise(5, 0.002)), clicks);
  }

  @Test
  void onsetOnTheFirstSampleIsFound() throws Exception {
    assertAt(find(TestWav.lasting(4).click(0).click(1.5)), List.of(0.0, 1.5));
  }

  @Test
  void quietPassageHasItsOnsetsLikeTheLoud() throws Exception {
    List<Double> clicks = irregular(6, 29);
    TestWav wav = TestWav.lasting(30);
    clicks.forEach(wav::click);
    int[] sample = {0};
    // From 10 s to 20 s at a fiftieth of the level.
    wav.each(x -> sample[0]++ / 441_000 == 1 ? 0.02 * x : x);

    List<StrongOnset> onsets = find(wav);

    // Beside what is loud nothing quiet is strong: the turns of loudness are left out.
    for (double click : clicks) {
      if (Math.abs(click - 10) > 4 && Math.abs(click - 20) > 4) {
        assertThat(onsets)
            .as("click at %s s", click)
            .anyMatch(onset -> Math.abs(onset.seconds() - click) < EXACT_SECONDS);
      }
    }
  }

  @Test
  void steadyToneHasNoOnsetAfterItsBeginning() throws Exception {
    assertThat(find(tone(t -> Math.sin(2 * Math.PI * 440 * t)))).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"8, 5", "20, 6"})
  void vibratoHasNoOnsetAfterItsBeginning(double depth, double hz) throws Exception {
    TestWav voice =
        tone(
            t -> {
              double phase = 2 * Math.PI * 440 * t + depth * Math.sin(2 * Math.PI * hz * t);
              double sum = 0;
              for (int partial = 1; partial < 8; partial++) {
                sum += Math.sin(partial * phase) / partial;
              }
              return sum / 2;
            });

    assertThat(find(voice)).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"7", "8", "9"})
  void noiseHasNextToNoOnset(long seed) throws Exception {
    assertThat(find(TestWav.lasting(20).noise(seed, 0.1))).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void soundThatIsCutOffDoesNotEndOnAnOnset() throws Exception {
    List<StrongOnset> onsets = find(tone(t -> Math.sin(2 * Math.PI * 440 * t)));

    assertThat(onsets).noneMatch(onset -> onset.seconds() > 9.9);
  }

  @Test
  void ofFastClicksTheStrongestStay() throws Exception {
    TestWav wav = TestWav.lasting(9);
    for (double at = 1; at < 8; at += 0.5) {
      wav.click(at).click(at);
      wav.click(at + 0.15);
    }

    List<StrongOnset> onsets = find(wav);

    assertThat(onsets).hasSize(14);
    assertThat(onsets)
        .allMatch(onset -> Math.abs(Math.IEEEremainder(onset.seconds(), 0.5)) < EXACT_SECONDS);
  }

  @Test
  void onsetsKeepTheirDistance() throws Exception {
    List<StrongOnset> onsets = find(TestWav.lasting(20).clicks(400, 0.1).clicks(170, 0.2));

    for (int i = 1; i < onsets.size(); i++) {
      assertThat(onsets.get(i).seconds() - onsets.get(i - 1).seconds())
          .isGreaterThanOrEqualTo(StrongOnsets.LEAST_SECONDS_APART);
    }
  }

  @Test
  void strengthIsRelativeToTheStrongestAround() throws Exception {
    TestWav wav = TestWav.lasting(20);
    int[] sample = {0};
    wav.clicks(60, 0.5).each(x -> sample[0]++ / 44_100 % 2 == 0 ? x : 0.1 * x);

    List<StrongOnset> onsets = find(wav);

    assertThat(onsets).hasSize(19);
    for (StrongOnset onset : onsets) {
      boolean loud = (int) onset.seconds() % 2 == 0;
      assertThat(onset.strength())
          .as("at %s s", onset.seconds())
          .isBetween(loud ? 0.97 : 0.3, loud ? 1 : 0.9);
    }
  }

  @Test
  void sameMusicHasTheSameOnsets() throws Exception {
    TestWav wav = TestWav.lasting(12).clicks(97, 0.1).noise(2, 0.02);

    assertThat(find(wav)).isEqualTo(find(wav));
  }

  private List<StrongOnset> find(TestWav wav) throws IOException, UnusableMusicException {
    PcmAudio audio = PcmAudio.open(wav.writeTo(folder.resolve("a.wav")));
    return StrongOnsets.find(OnsetFeatures.extract(audio, SoundLevels.measure(audio)));
  }

  private static List<Double> irregular(long seed, double end) {
    Random random = new Random(seed);
    List<Double> times = new ArrayList<>();
    for (double at = 0.3; at < end; at += 0.35 + random.nextDouble()) {
      times.add(at);
    }
    return times;
  }

  private static TestWav tone(DoubleUnaryOperator ofSeconds) {
    int[] sample = {0};
    return TestWav.lasting(10).each(x -> 0.3 * ofSeconds.applyAsDouble(sample[0]++ / 44_100.0));
  }

  private static void assertAt(List<StrongOnset> onsets, List<Double> expected) {
    assertThat(onsets).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(onsets.get(i).seconds()).isCloseTo(expected.get(i), within(EXACT_SECONDS));
    }
  }
}
