package io.autocut.store;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells whether two files hold the same, whatever they are called and whenever they were written.
 *
 * <p>Of long files not all is read, so that a card full of 4K takes no minute.
 */
public final class Fingerprint {
  private static final long WHOLE_UP_TO = 64L << 20;
  private static final int BLOCK = 256 << 10;
  private static final long WHOLE_CLIP_UP_TO = 4L << 20;
  private static final int CLIP_EDGE = 1 << 20;
  private static final int CLIP_BLOCK = 32 << 10;
  private static final int BLOCKS = 64;

  private Fingerprint() {}

  /**
   * SHA-256 over size and content, 40 hexadecimal digits. Up to 64 MiB all of it counts: of music
   * without compression a second may be exchanged and no other byte change. Of longer files 64
   * blocks spread from the first byte to the last do, 16 MiB in all.
   */
  public static String of(Path file) throws IOException {
    return of(file, WHOLE_UP_TO, Fingerprint::putSpread);
  }

  /**
   * SHA-256 over size and content, 40 hexadecimal digits. Up to 4 MiB all of it counts; of longer
   * files the first and the last MiB, where containers keep their headers and indexes, and 64
   * blocks between, 4 MiB in all: to code a clip anew moves what follows and changes its index. Of
   * frames that all take the same room, as in DV, it sees what is exchanged from one 64th on.
   */
  public static String ofClip(Path file) throws IOException {
    return of(file, WHOLE_CLIP_UP_TO, Fingerprint::putEdgesAndSpread);
  }

  /** What is read of a file that is not read whole. */
  private interface Sample {
    void put(SeekableByteChannel channel, long size, Hasher hasher) throws IOException;
  }

  private static String of(Path file, long wholeUpTo, Sample ofLonger) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // To open a pipe waits for whoever writes into it.
      throw new FileSystemException(file.toString(), null, "is no file");
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      Hasher hasher = Hashing.sha256().newHasher().putLong(size);
      Sample sample = size <= wholeUpTo ? Fingerprint::putAll : ofLonger;
      sample.put(channel, size, hasher);
      return hasher.hash().toString().substring(0, 40);
    }
  }

  private static void putSpread(SeekableByteChannel channel, long size, Hasher hasher)
      throws IOException {
    for (int block = 0; block < BLOCKS; block++) {
      put(channel, (size - BLOCK) / (BLOCKS - 1) * block, BLOCK, hasher);
    }
    put(channel, size - BLOCK, BLOCK, hasher);
  }

  private static void putEdgesAndSpread(SeekableByteChannel channel, long size, Hasher hasher)
      throws IOException {
    put(channel, 0, CLIP_EDGE, hasher);
    long step = (size - 2L * CLIP_EDGE - CLIP_BLOCK) / BLOCKS;
    for (int block = 1; block <= BLOCKS; block++) {
      put(channel, CLIP_EDGE + step * block, CLIP_BLOCK, hasher);
    }
    put(channel, size - CLIP_EDGE, CLIP_EDGE, hasher);
  }

  private static void putAll(SeekableByteChannel channel, long size, Hasher hasher)
      throws IOException {
    for (long position = 0; position < size; position += BLOCK) {
      put(channel, position, BLOCK, hasher);
    }
  }

  private static void put(SeekableByteChannel channel, long position, int length, Hasher hasher)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    channel.position(position);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
    hasher.putBytes(buffer.flip());
  }
}
