package io.autocut.music;

import static com.google.common.base.Preconditions.checkState;

import java.util.Arrays;

/**
 * Runs the beat network over a piece of music: takes frames as they come and tells at the end how
 * likely each moment is a beat and a downbeat.
 *
 * <p>Keeps 4.8 kB a second, and twice as much while it answers. Sums are added in a fixed order
 * without fused operations, so that the answers are the same to the last bit on every machine. Not
 * for use by several threads at once.
 */
final class BeatListener {
  private static final int TILE = 1024;

  private final BeatNetwork network;
  private final int answers;
  private final int taps;
  private final float[] recent;
  private final float[][] hidden;
  private int frames;
  private int answered;

  /**
   * @param frames how many will be added
   */
  BeatListener(BeatNetwork network, int frames) {
    this.network = network;
    answers = frames / BeatNetwork.STRIDE;
    taps = network.first().taps();
    recent = new float[taps * NetworkInput.SIZE];
    hidden = new float[network.channels()][answers];
  }

  /** Takes the values of the next frame. */
  void add(float[] values) {
    int size = NetworkInput.SIZE;
    System.arraycopy(recent, size, recent, 0, (taps - 1) * size);
    int at = (taps - 1) * size;
    for (int i = 0; i < size; i++) {
      recent[at + i] = (values[i] - network.mean()[i]) * network.scale()[i];
    }
    frames++;
    answerReady();
  }

  private void addNothing() {
    int size = NetworkInput.SIZE;
    System.arraycopy(recent, size, recent, 0, (taps - 1) * size);
    Arrays.fill(recent, (taps - 1) * size, taps * size, 0);
    frames++;
    answerReady();
  }

  /** The first layer, whenever the frames that it hears at once are there. */
  private void answerReady() {
    if (answered == answers || frames != answered * BeatNetwork.STRIDE + taps / 2 + 1) {
      return;
    }
    BeatNetwork.Layer layer = network.first();
    int at = 0;
    for (int channel = 0; channel < layer.outputs(); channel++) {
      float sum = layer.bias()[channel];
      for (int input = 0; input < layer.inputs(); input++) {
        for (int tap = 0; tap < taps; tap++) {
          sum += layer.weights()[at++] * recent[tap * NetworkInput.SIZE + input];
        }
      }
      hidden[channel][answered] = Math.max(0, sum);
    }
    answered++;
  }

  /** The answers; to be called once, after the last frame. */
  BeatActivations answer() {
    while (answered < answers) {
      addNothing();
    }
    checkState(frames >= answers * BeatNetwork.STRIDE, "only %s frames were added", frames);
    float[][] x = hidden;
    float[][] heard = new float[network.channels()][answers];
    for (int i = 0; i < network.dilated().length; i++) {
      convolve(network.dilated()[i], x, heard, 1 << i);
      rectify(heard);
      addTo(x, network.mixing()[i], heard);
    }
    rectify(x);
    float[][] last = new float[2][answers];
    convolve(network.last(), x, last, 1);
    return new BeatActivations(probabilities(last[0]), probabilities(last[1]));
  }

  private static void convolve(BeatNetwork.Layer layer, float[][] in, float[][] out, int dilation) {
    int length = in[0].length;
    for (int channel = 0; channel < layer.outputs(); channel++) {
      Arrays.fill(out[channel], layer.bias()[channel]);
    }
    for (int begin = 0; begin < length; begin += TILE) {
      int end = Math.min(length, begin + TILE);
      for (int channel = 0; channel < layer.outputs(); channel++) {
        addTile(layer, channel, in, out[channel], dilation, begin, end);
      }
    }
  }

  private static void addTo(float[][] x, BeatNetwork.Layer mixing, float[][] heard) {
    int length = x[0].length;
    for (int begin = 0; begin < length; begin += TILE) {
      int end = Math.min(length, begin + TILE);
      for (int channel = 0; channel < mixing.outputs(); channel++) {
        float bias = mixing.bias()[channel];
        for (int i = begin; i < end; i++) {
          x[channel][i] += bias;
        }
        addTile(mixing, channel, heard, x[channel], 1, begin, end);
      }
    }
  }

  private static void addTile(
      BeatNetwork.Layer layer,
      int channel,
      float[][] in,
      float[] out,
      int dilation,
      int begin,
      int end) {
    int at = channel * layer.inputs() * layer.taps();
    for (int input = 0; input < layer.inputs(); input++) {
      float[] source = in[input];
      for (int tap = 0; tap < layer.taps(); tap++) {
        int shift = (tap - layer.taps() / 2) * dilation;
        int from = Math.max(begin, -shift);
        int to = Math.min(end, source.length - shift);
        accumulate(out, source, layer.weights()[at++], shift, from, to);
      }
    }
  }

  /** One product for each sample: the loop that the compiler turns into vectors. */
  private static void accumulate(
      float[] out, float[] source, float weight, int shift, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] += weight * source[i + shift];
    }
  }

  private static void rectify(float[][] values) {
    for (float[] channel : values) {
      for (int i = 0; i < channel.length; i++) {
        channel[i] = Math.max(0, channel[i]);
      }
    }
  }

  private static float[] probabilities(float[] logits) {
    float[] probabilities = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = (float) (1 / (1 + StrictMath.exp(-logits[i])));
    }
    return probabilities;
  }
}
