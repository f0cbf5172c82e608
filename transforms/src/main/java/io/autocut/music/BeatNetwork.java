package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * The numbers that the training has learned: a convolution with stride, then dilated convolutions
 * with residual connections, in the order in which they are used.
 *
 * <p>After M. Davies and S. Böck, "Temporal convolutional networks for musical audio beat
 * tracking", EUSIPCO 2019. Trained by {@code training/beats} on music rendered for it. Immutable.
 */
final class BeatNetwork {
  /** Input frames for one answer. */
  static final int STRIDE = 2;

  /** Answers a second. */
  static final int ANSWERS_PER_SECOND = OnsetFeatures.FRAMES_PER_SECOND / STRIDE;

  private static final String RESOURCE = "beat-network.bin";
  private static final int MAGIC = 0x41434231;

  private final int channels;
  private final float[] mean;
  private final float[] scale;
  private final Layer first;
  private final Layer[] dilated;
  private final Layer[] mixing;
  private final Layer last;

  /**
   * A convolution.
   *
   * @param weights by output channel, then input channel, then tap
   * @param bias by output channel
   */
  record Layer(int inputs, int outputs, int taps, float[] weights, float[] bias) {}

  private BeatNetwork(ByteBuffer numbers) {
    checkArgument(numbers.getInt() == MAGIC, "%s is no beat network", RESOURCE);
    int inputs = numbers.getInt();
    channels = numbers.getInt();
    int taps = numbers.getInt();
    int layers = numbers.getInt();
    int stride = numbers.getInt();
    checkArgument(
        inputs == NetworkInput.SIZE && stride == STRIDE,
        "beat network wants %s values and stride %s",
        inputs,
        stride);
    mean = floats(numbers, inputs);
    scale = floats(numbers, inputs);
    first = layer(numbers, inputs, channels, taps);
    dilated = new Layer[layers];
    mixing = new Layer[layers];
    for (int i = 0; i < layers; i++) {
      dilated[i] = layer(numbers, channels, channels, taps);
      mixing[i] = layer(numbers, channels, channels, 1);
    }
    last = layer(numbers, channels, 2, 1);
    checkState(!numbers.hasRemaining(), "%s bytes are left over", numbers.remaining());
  }

  /** Reads what the training has written. */
  static BeatNetwork read(ByteBuffer numbers) {
    return new BeatNetwork(numbers);
  }

  /** The one that comes with the program. */
  static BeatNetwork shipped() {
    return Shipped.NETWORK;
  }

  private static final class Shipped {
    private static final BeatNetwork NETWORK = load();

    private static BeatNetwork load() {
      try {
        byte[] bytes = Resources.toByteArray(Resources.getResource(BeatNetwork.class, RESOURCE));
        return read(ByteBuffer.wrap(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(RESOURCE + " cannot be read", e);
      }
    }
  }

  private static Layer layer(ByteBuffer numbers, int inputs, int outputs, int taps) {
    return new Layer(
        inputs, outputs, taps, floats(numbers, inputs * outputs * taps), floats(numbers, outputs));
  }

  private static float[] floats(ByteBuffer numbers, int count) {
    float[] values = new float[count];
    numbers.asFloatBuffer().get(values);
    numbers.position(numbers.position() + 4 * count);
    return values;
  }

  int channels() {
    return channels;
  }

  float[] mean() {
    return mean;
  }

  float[] scale() {
    return scale;
  }

  Layer first() {
    return first;
  }

  Layer[] dilated() {
    return dilated;
  }

  Layer[] mixing() {
    return mixing;
  }

  Layer last() {
    return last;
  }
}
