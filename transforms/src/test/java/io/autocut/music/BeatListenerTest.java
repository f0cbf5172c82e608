package io.autocut.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeatListenerTest {
  private static final int MAGIC = 0x41434231;
  private static final int CHANNELS = 3;
  private static final int TAPS = 5;
  private static final int LAYERS = 2;

  private final BeatNetwork network = network(7);

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 40, 2047, 2048, 4100})
  void answersAreThoseOfTheConvolutionsWrittenOut(int frames) {
    float[][] input = input(frames);
    double[][] expected = writtenOut(input, frames / 2);

    BeatActivations answer = answer(input);

    assertThat(answer.beats()).hasSize(frames / 2);
    for (int i = 0; i < frames / 2; i++) {
      assertThat((double) answer.beats()[i])
          .as("beat %s", i)
          .isCloseTo(expected[0][i], within(1e-4));
      assertThat((double) answer.downbeats()[i])
          .as("downbeat %s", i)
          .isCloseTo(expected[1][i], within(1e-4));
    }
  }

  @Test
  void sameFramesGetTheSameAnswersToTheLastBit() {
    float[][] input = input(500);

    assertThat(answer(input).beats()).isEqualTo(answer(input).beats());
  }

  @Test
  void networkThatComesWithTheProgramReads() {
    assertThat(BeatNetwork.shipped().first().inputs()).isEqualTo(NetworkInput.SIZE);
  }

  @Test
  void fileThatIsNoNetworkIsRefused() {
    assertThatThrownBy(() -> BeatNetwork.read(ByteBuffer.allocate(64)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no beat network");
  }

  private BeatActivations answer(float[][] input) {
    BeatListener listener = new BeatListener(network, input.length);
    for (float[] frame : input) {
      listener.add(frame);
    }
    return listener.answer();
  }

  private static float[][] input(int frames) {
    Random chance = new Random(frames);
    float[][] input = new float[frames][NetworkInput.SIZE];
    for (float[] frame : input) {
      for (int i = 0; i < frame.length; i++) {
        frame[i] = chance.nextFloat();
      }
    }
    return input;
  }

  private double[][] writtenOut(float[][] input, int answers) {
    double[][] normal = new double[NetworkInput.SIZE][2 * answers];
    for (int frame = 0; frame < 2 * answers; frame++) {
      for (int i = 0; i < normal.length; i++) {
        normal[i][frame] = (input[frame][i] - network.mean()[i]) * network.scale()[i];
      }
    }
    double[][] x = rectified(convolved(network.first(), normal, 1, 2));
    for (int layer = 0; layer < LAYERS; layer++) {
      double[][] heard = rectified(convolved(network.dilated()[layer], x, 1 << layer, 1));
      double[][] mixed = convolved(network.mixing()[layer], heard, 1, 1);
      for (int channel = 0; channel < CHANNELS; channel++) {
        for (int i = 0; i < answers; i++) {
          x[channel][i] += mixed[channel][i];
        }
      }
    }
    double[][] last = convolved(network.last(), rectified(x), 1, 1);
    for (double[] row : last) {
      for (int i = 0; i < answers; i++) {
        row[i] = 1 / (1 + Math.exp(-row[i]));
      }
    }
    return last;
  }

  private static double[][] convolved(
      BeatNetwork.Layer layer, double[][] in, int dilation, int stride) {
    double[][] out = new double[layer.outputs()][in[0].length / stride];
    for (int channel = 0; channel < layer.outputs(); channel++) {
      for (int i = 0; i < out[channel].length; i++) {
        out[channel][i] = layer.bias()[channel];
        for (int input = 0; input < layer.inputs(); input++) {
          for (int tap = 0; tap < layer.taps(); tap++) {
            int at = i * stride + (tap - layer.taps() / 2) * dilation;
            int weight = (channel * layer.inputs() + input) * layer.taps() + tap;
            out[channel][i] +=
                at >= 0 && at < in[input].length ? layer.weights()[weight] * in[input][at] : 0;
          }
        }
      }
    }
    return out;
  }

  private static double[][] rectified(double[][] values) {
    double[][] rectified = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      rectified[i] = java.util.Arrays.stream(values[i]).map(value -> Math.max(0, value)).toArray();
    }
    return rectified;
  }

  private static BeatNetwork network(long seed) {
    int size = NetworkInput.SIZE;
    int numbers =
        2 * size
            + CHANNELS * (size * TAPS + 1)
            + LAYERS * CHANNELS * (CHANNELS * TAPS + 1 + CHANNELS + 1)
            + 2 * (CHANNELS + 1);
    ByteBuffer bytes = ByteBuffer.allocate(24 + 4 * numbers);
    bytes.putInt(MAGIC).putInt(size).putInt(CHANNELS).putInt(TAPS).putInt(LAYERS).putInt(2);
    Random chance = new Random(seed);
    for (int i = 0; i < numbers; i++) {
      bytes.putFloat((float) (0.2 * chance.nextGaussian()));
    }
    return BeatNetwork.read(bytes.flip());
  }
}
