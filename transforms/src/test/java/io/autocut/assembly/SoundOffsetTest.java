package io.autocut.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundOffsetTest {
  private static final int RATE = 44_100;
  private static final int LENGTH = 22_050;

  private final SoundOffset offset = new SoundOffset(RATE, 4410);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, -1, 44, -441, 4000, -4000})
  void wholeSamplesOfLagAreFound(int lag) {
    assertThat(offset.micros(noise(0), noise(lag)))
        .hasValueSatisfying(
            micros -> assertThat(micros).isCloseTo(Math.round(lag * 1e6 / RATE), within(2L)));
  }

  @Test
  void lagBetweenTwoSamplesIsFound() {
    // A band-limited sweep, half a sample late.
    assertThat(offset.micros(sweep(0), sweep(0.5)))
        .hasValueSatisfying(micros -> assertThat(micros).isCloseTo(11L, within(2L)));
  }

  @Test
  void quieterRecordingLagsNoMore() {
    float[] quiet = noise(100);
    for (int i = 0; i < quiet.length; i++) {
      quiet[i] *= 0.05f;
    }

    assertThat(offset.micros(noise(0), quiet))
        .hasValueSatisfying(micros -> assertThat(micros).isCloseTo(2268L, within(2L)));
  }

  @Test
  void silenceTellsNothing() {
    assertThat(offset.micros(new float[LENGTH], noise(0))).isEmpty();
    assertThat(offset.micros(noise(0), new float[LENGTH])).isEmpty();
    assertThat(offset.micros(new float[0], new float[0])).isEmpty();
  }

  /** Noise of which the first sample is {@code -lag}. */
  private static float[] noise(int lag) {
    Random random = new Random(1);
    float[] whole = new float[LENGTH + 10_000];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (float) (0.2 * random.nextGaussian());
    }
    return java.util.Arrays.copyOfRange(whole, 5000 - lag, 5000 - lag + LENGTH);
  }

  private static float[] sweep(double lag) {
    float[] samples = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      double t = (i - lag) / RATE;
      samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * (200 * t + 2000 * t * t)));
    }
    return samples;
  }
}
