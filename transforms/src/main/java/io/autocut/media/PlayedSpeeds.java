package io.autocut.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds out whether the edit list of a QuickTime or MP4 file asks for another speed than the
 * recorded one, as those of edited slow motion and of stills may. FFmpeg plays all edits at the
 * recorded speed and does not tell.
 *
 * <p>Reads the file's index alone (ISO/IEC 14496-12, 8.6.6). What makes no sense there asks for
 * nothing: whether the file can be used is found out elsewhere.
 */
public final class PlayedSpeeds {
  private static final int BOX_HEAD = 8;
  private static final int NORMAL = 0x10000;

  /** The index of a day at 60 frames a second. */
  private static final long LARGEST_INDEX = 128L << 20;

  private static final Set<String> ON_THE_WAY = Set.of("trak", "edts");

  private PlayedSpeeds() {}

  /** Whether any part of {@code file} is to be played slower or faster, or to stand still. */
  public static boolean differ(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long position = 0;
      while (position + 2 * BOX_HEAD <= channel.size()) {
        ByteBuffer head = read(channel, position, 2 * BOX_HEAD);
        long told = Integer.toUnsignedLong(head.getInt(0));
        long length = told == 1 ? head.getLong(BOX_HEAD) : told;
        if (type(head, 0).equals("moov")) {
          boolean plausible =
              length <= LARGEST_INDEX && length >= BOX_HEAD && length <= channel.size() - position;
          return plausible && differ(read(channel, position, (int) length));
        }
        if (length < BOX_HEAD || length > channel.size() - position) {
          return false;
        }
        position += length;
      }
    }
    return false;
  }

  private static ByteBuffer read(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) > 0) {
      // A read may give fewer bytes than asked for.
    }
    return bytes;
  }

  private static boolean differ(ByteBuffer index) {
    return lists(index, BOX_HEAD, index.capacity()).stream().anyMatch(PlayedSpeeds::asksForOther);
  }

  /** The edit lists within that range of boxes. */
  private static List<ByteBuffer> lists(ByteBuffer index, int from, int end) {
    List<ByteBuffer> found = new ArrayList<>();
    int begin = from;
    while (begin + BOX_HEAD <= end) {
      int length = index.getInt(begin);
      if (length < BOX_HEAD || length > end - begin) {
        break;
      }
      if (type(index, begin).equals("elst")) {
        found.add(index.slice(begin + BOX_HEAD, length - BOX_HEAD));
      } else if (ON_THE_WAY.contains(type(index, begin))) {
        found.addAll(lists(index, begin + BOX_HEAD, begin + length));
      }
      begin += length;
    }
    return found;
  }

  /** An entry: length, where it begins (both longer in version 1; -1 plays nothing), speed. */
  private static boolean asksForOther(ByteBuffer list) {
    if (list.remaining() < BOX_HEAD) {
      return false;
    }
    boolean wide = list.get() == 1;
    long entries = Integer.toUnsignedLong(list.position(4).getInt());
    int size = wide ? 20 : 12;
    for (long entry = 0; entry < entries && list.remaining() >= size; entry++) {
      long length = wide ? list.getLong() : Integer.toUnsignedLong(list.getInt());
      long begin = wide ? list.getLong() : list.getInt();
      if (list.getInt() != NORMAL && begin >= 0 && length > 0) {
        return true;
      }
    }
    return false;
  }

  private static String type(ByteBuffer bytes, int box) {
    return new String(bytes.array(), bytes.arrayOffset() + box + 4, 4, StandardCharsets.US_ASCII);
  }
}
