package io.autocut.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MagnitudeSpectrumTest {

  @Test
  void magnitudesAreThoseOfTheDefinition() {
    int size = 64;
    Random random = new Random(5);
    float[] samples = new float[size + 3];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) random.nextGaussian();
    }
    float[] magnitudes = new float[size / 2];
    new MagnitudeSpectrum(size).magnitudes(samples, 3, magnitudes);

    for (int bin = 0; bin < size / 2; bin++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < size; i++) {
        double x = samples[i + 3] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / size));
        re += x * Math.cos(2 * Math.PI * bin * i / size);
        im -= x * Math.sin(2 * Math.PI * bin * i / size);
      }
      assertThat((double) magnitudes[bin]).isCloseTo(4 * Math.hypot(re, im) / size, within(1e-5));
    }
  }

  @Test
  void sineOfAmplitudeOneGivesOne() {
    int size = 2048;
    float[] samples = new float[size];
    for (int i = 0; i < size; i++) {
      samples[i] = (float) Math.sin(2 * Math.PI * 100 * i / size);
    }
    float[] magnitudes = new float[size / 2];
    new MagnitudeSpectrum(size).magnitudes(samples, 0, magnitudes);
    assertThat(magnitudes[100]).isCloseTo(1f, within(1e-4f));
    assertThat(magnitudes[200]).isCloseTo(0f, within(1e-4f));
  }
}
