package io.autocut.assembly;

import io.autocut.music.LoudnessMeter;
import io.autocut.segments.SoundCutter;
import io.autocut.time.FrameRate;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * Joins the clips' own sounds to one as long as the film: each begins on the very sample with which
 * its first frame begins, so that nothing adds up over a thousand joints.
 *
 * <p>Written as stereo 32-bit floats without a header: no length is too long for it, nothing clips.
 * An hour is 1.4 GB of disk and 1 MB of memory.
 */
final class ClipTrack {
  private static final int CHANNELS = SoundCutter.CHANNELS;
  private static final int FRAME_BYTES = CHANNELS * Float.BYTES;
  private static final int BLOCK = 1 << 14;

  private final FileChannel file;
  private final ByteBuffer bytes =
      ByteBuffer.allocate(BLOCK * FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long written;

  private ClipTrack(FileChannel file) {
    this.file = file;
  }

  /**
   * Writes {@code file} and returns its loudness, in LUFS; it is -70 where nothing can be heard.
   *
   * @param sounds in the order of the film
   * @param frames length of the film
   */
  static double join(
      List<PlacedSound> sounds, ClipLevels levels, FrameRate rate, long frames, Path file)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ClipTrack track = new ClipTrack(channel);
      for (PlacedSound sound : sounds) {
        track.add(sound, levels.factor(sound), rate);
      }
      track.silenceUntil(PlacedSound.sampleAt(frames, rate));
      return track.loudness();
    }
  }

  private void add(PlacedSound sound, double factor, FrameRate rate) throws IOException {
    Envelope envelope = Envelope.of(sound, sound.length(), rate, SoundCutter.SAMPLE_RATE);
    silenceUntil(sound.begin());
    sound.forEachBlock(
        (channels, length, position) -> {
          for (int i = 0; i < length; i++) {
            double gain = factor * envelope.at(position + i);
            for (float[] channel : channels) {
              channel[i] = (float) (channel[i] * gain);
            }
          }
          mixIn(channels, length, sound.begin() + position);
        });
  }

  /** Over a dissolve the sound before has been written already. */
  private void mixIn(float[][] channels, int length, long position) throws IOException {
    int overlap = (int) Math.max(0, Math.min(length, written - position));
    read(position, overlap);
    for (int i = 0; i < length; i++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        int at = i * FRAME_BYTES + channel * Float.BYTES;
        float before = i < overlap ? bytes.getFloat(at) : 0;
        bytes.putFloat(at, before + channels[channel][i]);
      }
    }
    write(position, length);
  }

  private void silenceUntil(long end) throws IOException {
    while (written < end) {
      int length = (int) Math.min(BLOCK, end - written);
      Arrays.fill(bytes.array(), 0, length * FRAME_BYTES, (byte) 0);
      write(written, length);
    }
  }

  private double loudness() throws IOException {
    LoudnessMeter meter = new LoudnessMeter(SoundCutter.SAMPLE_RATE, CHANNELS);
    float[][] channels = new float[CHANNELS][BLOCK];
    for (long position = 0; position < written; position += BLOCK) {
      int length = (int) Math.min(BLOCK, written - position);
      read(position, length);
      for (int i = 0; i < length; i++) {
        for (int channel = 0; channel < CHANNELS; channel++) {
          channels[channel][i] = bytes.getFloat(i * FRAME_BYTES + channel * Float.BYTES);
        }
      }
      meter.add(channels, 0, length);
    }
    return meter.curve().integrated();
  }

  private void read(long position, int length) throws IOException {
    bytes.clear().limit(length * FRAME_BYTES);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position * FRAME_BYTES + bytes.position()) < 0) {
        throw new EOFException("the joined sound became shorter while it was written");
      }
    }
    bytes.clear();
  }

  private void write(long position, int length) throws IOException {
    bytes.clear().limit(length * FRAME_BYTES);
    while (bytes.hasRemaining()) {
      file.write(bytes, position * FRAME_BYTES + bytes.position());
    }
    bytes.clear();
    written = Math.max(written, position + length);
  }
}
