package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A WAV file of 16-bit PCM, read block by block, as mono or channel by channel.
 *
 * <p>Holds the place of the samples, not the samples: an hour of music costs no more memory than a
 * second. Mono is the mean of the channels, or another {@link MonoMix}; full scale is -1 to 1.
 * Reads RIFF and RF64, skips chunks it does not know, and takes a data chunk of unknown length (as
 * a writer to a pipe leaves it) up to the end of the file. Deliberately no other sample format: the
 * music is decoded to this one before it comes here.
 */
public final class PcmAudio {
  private static final int BLOCK = 1 << 14;

  private final Path path;
  private final WavHeader header;
  private final MonoMix mix;

  private PcmAudio(Path path, WavHeader header, MonoMix mix) {
    this.path = path;
    this.header = header;
    this.mix = mix;
  }

  /** Takes the samples of a block; the array is used again for the next one. */
  @FunctionalInterface
  public interface MonoBlock {
    void accept(float[] mono, int length);
  }

  /** Takes the samples of a block as they lie in the file, channel beside channel. */
  interface RawBlock {
    void accept(ByteBuffer samples) throws IOException;
  }

  /** Takes the samples of a block, one array a channel; they are used again for the next one. */
  @FunctionalInterface
  public interface ChannelBlock {
    void accept(float[][] channels, int length);
  }

  /**
   * Reads the header.
   *
   * @throws UnusableMusicException with code BAD_PCM when this is no such file, or ends too early
   */
  public static PcmAudio open(Path path) throws IOException, UnusableMusicException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return new PcmAudio(path, WavHeader.read(file, path), MonoMix.MEAN);
    }
  }

  /**
   * As {@link #open}, for a file that this program has written: what is wrong with it is no fault
   * of its content.
   */
  public static PcmAudio decoded(Path path) throws IOException {
    try {
      return open(path);
    } catch (UnusableMusicException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Writes a file without a sample. */
  public static void writeEmpty(Path path, int sampleRate, int channels) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer header = WavHeader.of(sampleRate, channels, 0);
      while (header.hasRemaining()) {
        file.write(header);
      }
    }
  }

  /** The same music, made mono in a way in which nothing cancels; reads stereo once. */
  PcmAudio audible() throws IOException {
    return new PcmAudio(path, header, MonoMix.audibleIn(this));
  }

  public Path path() {
    return path;
  }

  /** Samples per second and channel, unit: Hz. */
  public int sampleRate() {
    return header.sampleRate();
  }

  public int channels() {
    return header.channels();
  }

  /** Length; unit: samples of one channel. */
  public long samples() {
    return header.samples();
  }

  /** Passes all samples in order, as mono blocks of at most 16384; may be called again. */
  public void forEachBlock(MonoBlock consumer) throws IOException {
    int channels = header.channels();
    float[] mono = new float[BLOCK];
    forEachRawBlock(
        samples -> {
          int length = samples.remaining() / (channels * 2);
          toMono(samples, channels, mix, mono, length);
          consumer.accept(mono, length);
        });
  }

  /** Passes all samples in order, channels apart, in blocks of at most 16384. */
  public void forEachChannelBlock(ChannelBlock consumer) throws IOException {
    float[][] channels = new float[header.channels()][BLOCK];
    forEachRawBlock(
        samples -> {
          int length = samples.remaining() / (header.channels() * 2);
          toChannels(samples, channels, length);
          consumer.accept(channels, length);
        });
  }

  /** Takes samples as {@link ChannelBlock} does, and their place in the file. */
  @FunctionalInterface
  public interface PlacedBlock {
    void accept(float[][] channels, int length, long position) throws IOException;
  }

  /** As {@link #forEachChannelBlock}, but the samples from {@code from} to {@code end} alone. */
  public void forEachChannelBlock(long from, long end, PlacedBlock consumer) throws IOException {
    checkArgument(0 <= from && end <= header.samples(), "no samples %s to %s", from, end);
    float[][] channels = new float[header.channels()][BLOCK];
    long[] position = {from};
    forEachRawBlock(
        from,
        end,
        samples -> {
          int length = samples.remaining() / (header.channels() * 2);
          toChannels(samples, channels, length);
          consumer.accept(channels, length, position[0]);
          position[0] += length;
        });
  }

  /** Passes all samples in order, 16-bit little-endian; may be called again. */
  private void forEachRawBlock(RawBlock consumer) throws IOException {
    forEachRawBlock(0, header.samples(), consumer);
  }

  /** As {@link #forEachBlock}, of a stretch and as the samples lie in the file. */
  void forEachRawBlock(long from, long end, RawBlock consumer) throws IOException {
    int channels = header.channels();
    ByteBuffer bytes = ByteBuffer.allocate(BLOCK * channels * 2).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      file.position(header.dataOffset() + from * channels * 2);
      long left = end - from;
      while (left > 0) {
        int length = (int) Math.min(BLOCK, left);
        fill(file, bytes.clear().limit(length * channels * 2));
        consumer.accept(bytes.flip());
        left -= length;
      }
    }
  }

  private void fill(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (file.read(bytes) < 0) {
        throw new EOFException(path + ": became shorter while it was read");
      }
    }
  }

  private static void toMono(
      ByteBuffer bytes, int channels, MonoMix mix, float[] mono, int length) {
    checkArgument(channels == 1 || channels == 2, "channels must be 1 or 2: %s", channels);
    for (int i = 0; i < length; i++) {
      int left = bytes.getShort();
      mono[i] = mix.of(left, channels == 2 ? bytes.getShort() : left) / 32768f;
    }
  }

  private static void toChannels(ByteBuffer bytes, float[][] channels, int length) {
    for (int i = 0; i < length; i++) {
      for (float[] channel : channels) {
        channel[i] = bytes.getShort() / 32768f;
      }
    }
  }
}
