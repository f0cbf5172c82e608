package io.autocut.store;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells whether two files hold the same, whatever they are called and whenever they were written.
 *
 * <p>Of long files not all is read, so that a card full of 4K takes no minute: the size, the first
 * and the last MiB, where containers keep their headers and indexes, and 64 blocks of 32 KiB spread
 * between.
 */
public final class Fingerprint {
  private static final long WHOLE_UP_TO = 64L << 20;
  private static final long WHOLE_CLIP_UP_TO = 4L << 20;
  private static final int EDGE = 1 << 20;
  private static final int BLOCK = 32 << 10;
  private static final int BLOCKS = 64;

  private Fingerprint() {}

  /**
   * SHA-256 over size and content, all of it up to 64 MiB: of music without compression a second
   * may be exchanged and no other byte change. 40 hexadecimal digits.
   */
  public static String of(Path file) throws IOException {
    return of(file, WHOLE_UP_TO);
  }

  /**
   * SHA-256 over size and content, all of it up to 4 MiB: whatever makes another clip of one moves
   * all that follows and its index. 40 hexadecimal digits.
   */
  public static String ofClip(Path file) throws IOException {
    return of(file, WHOLE_CLIP_UP_TO);
  }

  private static String of(Path file, long wholeUpTo) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      Hasher hasher = Hashing.sha256().newHasher().putLong(size);
      if (size <= wholeUpTo) {
        for (long position = 0; position < size; position += EDGE) {
          put(channel, position, EDGE, hasher);
        }
      } else {
        put(channel, 0, EDGE, hasher);
        long step = (size - 2L * EDGE - BLOCK) / BLOCKS;
        for (int block = 1; block <= BLOCKS; block++) {
          put(channel, EDGE + step * block, BLOCK, hasher);
        }
        put(channel, size - EDGE, EDGE, hasher);
      }
      return hasher.hash().toString().substring(0, 40);
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
