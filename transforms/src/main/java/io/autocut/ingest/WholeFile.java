package io.autocut.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Tells a file that is still being copied from a whole one, as far as its bytes do.
 *
 * <p>Files of the MP4 and QuickTime family are a row of boxes, each with its length first; one
 * whose last box would end beyond the file, or that lacks its table of contents, is not all there.
 * Of other files nothing is known. Source: ISO/IEC 14496-12, 4.2.
 */
final class WholeFile {
  private static final int HEADER = 8;
  private static final int LONG_HEADER = 16;

  /** What such files begin with. */
  private static final Set<String> FIRST =
      Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot");

  private static final Set<String> CONTENTS = Set.of("moov", "moof");

  private WholeFile() {}

  /** Whether nothing speaks against it that {@code file} is all there. */
  static boolean mayBe(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      if (size == 0) {
        return false;
      }
      return !FIRST.contains(typeAt(channel, 0)) || boxesEndWith(channel, size);
    }
  }

  private static boolean boxesEndWith(SeekableByteChannel channel, long size) throws IOException {
    boolean contents = false;
    long position = 0;
    while (size - position >= HEADER) {
      contents |= CONTENTS.contains(typeAt(channel, position));
      long length = lengthAt(channel, position);
      if (length == 0) {
        // To the end of the file.
        return contents;
      }
      if (length < HEADER) {
        // No box: padding, as some cameras write it.
        return contents;
      }
      position += length;
    }
    return contents && position <= size;
  }

  private static String typeAt(SeekableByteChannel channel, long position) throws IOException {
    ByteBuffer header = read(channel, position, HEADER);
    return header.limit() < HEADER
        ? ""
        : new String(header.array(), 4, 4, StandardCharsets.ISO_8859_1);
  }

  private static long lengthAt(SeekableByteChannel channel, long position) throws IOException {
    long length = Integer.toUnsignedLong(read(channel, position, HEADER).getInt(0));
    if (length != 1) {
      return length;
    }
    ByteBuffer header = read(channel, position, LONG_HEADER);
    // A length that no file has means one that ends beyond this one.
    return header.limit() < LONG_HEADER || header.getLong(HEADER) < 0
        ? Long.MAX_VALUE / 2
        : Math.min(Long.MAX_VALUE / 2, header.getLong(HEADER));
  }

  private static ByteBuffer read(SeekableByteChannel channel, long position, int bytes)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    channel.position(position);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      continue;
    }
    return buffer.flip();
  }
}
