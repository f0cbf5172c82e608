package io.autocut.segments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Gives the parameter sets of an H.264 stream another number, so that the stream can stand beside
 * one whose sets have the number that they had.
 *
 * <p>For encoders that cannot be told a number. The stream's entropy coding must be CAVLC: its
 * slices are bits without alignment, and what lies behind the number moves with it unchanged.
 */
final class RenumberedSets {
  private static final int LAST_SLICE = 5;
  private static final int SEQUENCE_SET = 7;
  private static final int PICTURE_SET = 8;

  private final int id;

  RenumberedSets(int id) {
    this.id = id;
  }

  /** Rewrites a raw stream with start codes. */
  void rewrite(Path stream) throws IOException {
    byte[] before = Files.readAllBytes(stream);
    ByteArrayOutputStream after = new ByteArrayOutputStream(before.length + before.length / 64);
    int begin = next(before, 0);
    while (begin < before.length) {
      int end = next(before, begin);
      int last = end < before.length ? end - START.length : end;
      while (last > begin && before[last - 1] == 0) {
        last--;
      }
      after.writeBytes(START);
      after.writeBytes(renumbered(Arrays.copyOfRange(before, begin, last)));
      begin = end;
    }
    Files.write(stream, after.toByteArray());
  }

  private static final byte[] START = {0, 0, 1};

  /** Behind the next start code from {@code from} on; the end when there is none. */
  private static int next(byte[] stream, int from) {
    for (int i = from; i + 2 < stream.length; i++) {
      if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
        return i + START.length;
      }
    }
    return stream.length;
  }

  private byte[] renumbered(byte[] unit) {
    int type = unit[0] & 0x1f;
    H264Bits bits = H264Bits.ofUnit(unit);
    H264Bits.Writer writer = new H264Bits.Writer();
    if (type >= 1 && type <= LAST_SLICE) {
      writer.number(bits.number());
      writer.number(bits.number());
      replace(bits, writer);
    } else if (type == SEQUENCE_SET) {
      // Profile, constraints and level come before the number.
      for (int i = 0; i < 24; i++) {
        writer.bit(bits.bit());
      }
      replace(bits, writer);
    } else if (type == PICTURE_SET) {
      replace(bits, writer);
      replace(bits, writer);
    } else {
      return unit;
    }
    bits.copyRest(writer);
    return writer.unit(unit[0]);
  }

  private void replace(H264Bits bits, H264Bits.Writer writer) {
    bits.number();
    writer.number(id);
  }
}
