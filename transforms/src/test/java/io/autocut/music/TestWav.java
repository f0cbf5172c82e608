package io.autocut.music;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * Builds WAV files for tests: {@code TestWav.lasting(20).clicks(120, 0.5).noise(1,
 * 0.01).writeTo(path)}.
 */
final class TestWav {
  private static final double TWO_PI = 2 * Math.PI;

  private final int sampleRate;
  private final double[] samples;

  private TestWav(int sampleRate, double[] samples) {
    this.sampleRate = sampleRate;
    this.samples = samples;
  }

  static TestWav lasting(double seconds) {
    return lasting(seconds, 44_100);
  }

  static TestWav lasting(double seconds, int sampleRate) {
    return new TestWav(sampleRate, new double[(int) (seconds * sampleRate)]);
  }

  /** Clicks from {@code offset} seconds on, the last at least half a second before the end. */
  TestWav clicks(double bpm, double offset) {
    for (int beat = 0; beatSeconds(bpm, offset, beat) < seconds() - 0.5; beat++) {
      click(beatSeconds(bpm, offset, beat));
    }
    return this;
  }

  /** One click. */
  TestWav click(double at) {
    burst(at, 1_800, 0.4);
    return this;
  }

  /** A low thump on every {@code metre}th beat. */
  TestWav thumps(double bpm, double offset, int metre) {
    for (int beat = 0; beatSeconds(bpm, offset, beat) < seconds() - 0.5; beat += metre) {
      burst(beatSeconds(bpm, offset, beat), 80, 0.5);
    }
    return this;
  }

  private static double beatSeconds(double bpm, double offset, int beat) {
    return offset + beat * 60 / bpm;
  }

  private void burst(double at, double hz, double level) {
    int first = (int) Math.ceil(at * sampleRate);
    for (int i = first; i < Math.min(samples.length, first + sampleRate / 5); i++) {
      double t = i / (double) sampleRate - at;
      samples[i] += level * Math.exp(-t / 0.02) * Math.cos(TWO_PI * hz * t);
    }
  }

  TestWav noise(long seed, double level) {
    Random random = new Random(seed);
    return each(x -> x + level * random.nextGaussian());
  }

  TestWav each(DoubleUnaryOperator change) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = change.applyAsDouble(samples[i]);
    }
    return this;
  }

  double seconds() {
    return samples.length / (double) sampleRate;
  }

  /** As mono, with the size in the header. */
  Path writeTo(Path path) throws IOException {
    byte[] data = data(1);
    return Files.write(path, file("RIFF", data.length, data, 1, sampleRate, new byte[0]));
  }

  byte[] data(int channels) {
    ByteBuffer bytes =
        ByteBuffer.allocate(samples.length * 2 * channels).order(ByteOrder.LITTLE_ENDIAN);
    for (double sample : samples) {
      long rounded = Math.round(sample * 32_768);
      for (int channel = 0; channel < channels; channel++) {
        bytes.putShort((short) Math.max(-32_768, Math.min(32_767, rounded)));
      }
    }
    return bytes.array();
  }

  /**
   * A file whose header announces {@code dataSize} bytes, with {@code extra} chunks before the
   * data.
   */
  static byte[] file(
      String magic, long dataSize, byte[] data, int channels, int sampleRate, byte[] extra) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(chunkHeader(magic, 0xFFFFFFFFL));
    out.writeBytes("WAVE".getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(extra);
    out.writeBytes(chunkHeader("fmt ", 16));
    out.writeBytes(
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) 1)
            .putShort((short) channels)
            .putInt(sampleRate)
            .putInt(sampleRate * channels * 2)
            .putShort((short) (channels * 2))
            .putShort((short) 16)
            .array());
    out.writeBytes(chunkHeader("data", dataSize));
    out.writeBytes(data);
    return out.toByteArray();
  }

  static byte[] chunk(String tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(chunkHeader(tag, content.length));
    out.writeBytes(content);
    if (content.length % 2 == 1) {
      out.write(0);
    }
    return out.toByteArray();
  }

  private static byte[] chunkHeader(String tag, long size) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(tag.getBytes(StandardCharsets.ISO_8859_1))
        .putInt((int) size)
        .array();
  }
}
