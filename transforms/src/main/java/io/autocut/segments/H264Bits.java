package io.autocut.segments;

import java.io.ByteArrayOutputStream;

/**
 * Reads and writes the bits of an H.264 NAL unit's payload (ITU-T H.264, 7.2, 7.4.1 and 9.1). Not
 * safe for several threads.
 */
final class H264Bits {
  private final byte[] bytes;
  private int at;

  private H264Bits(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The payload behind the first byte, without the bytes that keep start codes from appearing. */
  static H264Bits ofUnit(byte[] unit) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream(unit.length);
    int zeros = 0;
    for (int i = 1; i < unit.length; i++) {
      if (zeros >= 2 && unit[i] == 3) {
        zeros = 0;
      } else {
        payload.write(unit[i]);
        zeros = unit[i] == 0 ? zeros + 1 : 0;
      }
    }
    return new H264Bits(payload.toByteArray());
  }

  int bit() {
    int bit = bytes[at >>> 3] >>> (7 - (at & 7)) & 1;
    at++;
    return bit;
  }

  void skip(int bits) {
    at += bits;
  }

  /** An unsigned number of variable length: ue(v). */
  int number() {
    int zeros = 0;
    while (bit() == 0) {
      zeros++;
    }
    int value = 1;
    for (int i = 0; i < zeros; i++) {
      value = value << 1 | bit();
    }
    return value - 1;
  }

  /** Place of the bit that ends the payload. */
  private int stop() {
    int last = bytes.length - 1;
    while (last > 0 && bytes[last] == 0) {
      last--;
    }
    return 8 * last + 7 - Integer.numberOfTrailingZeros(bytes[last] & 0xff);
  }

  /** The bits from here up to and with the one that ends the payload. */
  void copyRest(Writer writer) {
    int stop = stop();
    while (at <= stop) {
      writer.bit(bit());
    }
  }

  /** Puts a NAL unit together. Not safe for several threads. */
  static final class Writer {
    private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    private int open;
    private int count;

    void bit(int bit) {
      open = open << 1 | bit;
      count++;
      if (count == 8) {
        payload.write(open);
        open = 0;
        count = 0;
      }
    }

    void bits(int value, int length) {
      for (int i = length - 1; i >= 0; i--) {
        bit(value >>> i & 1);
      }
    }

    /** An unsigned number of variable length: ue(v). */
    void number(int value) {
      int length = 32 - Integer.numberOfLeadingZeros(value + 1);
      bits(0, length - 1);
      bits(value + 1, length);
    }

    /** The unit with its first byte, and with what keeps start codes from appearing in it. */
    byte[] unit(byte header) {
      while (count != 0) {
        bit(0);
      }
      ByteArrayOutputStream unit = new ByteArrayOutputStream(payload.size() + 16);
      unit.write(header);
      int zeros = 0;
      for (byte value : payload.toByteArray()) {
        if (zeros >= 2 && (value & 0xff) <= 3) {
          unit.write(3);
          zeros = 0;
        }
        unit.write(value);
        zeros = value == 0 ? zeros + 1 : 0;
      }
      return unit.toByteArray();
    }
  }
}
