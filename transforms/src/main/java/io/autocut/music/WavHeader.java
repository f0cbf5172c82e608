package io.autocut.music;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Where the samples lie in a WAV file and what they are.
 *
 * <p>Sources: Microsoft "Multimedia Programming Interface and Data Specifications 1.0" (RIFF WAVE),
 * EBU Tech 3306 (RF64).
 */
record WavHeader(int sampleRate, int channels, long dataOffset, long samples) {
  private static final int FORMAT_PCM = 1;
  private static final int FORMAT_EXTENSIBLE = 0xFFFE;
  private static final long UNKNOWN_SIZE = 0xFFFFFFFFL;
  private static final int MAX_RATE = 768_000;
  private static final int MIN_RATE = 1_000;

  /** What to write before {@code samples} samples of each channel: RIFF, or RF64 beyond 4 GB. */
  static ByteBuffer of(int sampleRate, int channels, long samples) {
    long dataBytes = Math.multiplyExact(samples, channels * 2L);
    boolean large = dataBytes > UNKNOWN_SIZE - 64;
    ByteBuffer header =
        ByteBuffer.allocate(large ? 80 : 44)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(bytes(large ? "RF64" : "RIFF"))
            .putInt(large ? -1 : (int) (dataBytes + 36))
            .put(bytes("WAVE"));
    if (large) {
      header.put(bytes("ds64")).putInt(28).putLong(dataBytes + 72).putLong(dataBytes);
      header.putLong(samples).putInt(0);
    }
    return header
        .put(bytes("fmt "))
        .putInt(16)
        .putShort((short) FORMAT_PCM)
        .putShort((short) channels)
        .putInt(sampleRate)
        .putInt(sampleRate * channels * 2)
        .putShort((short) (channels * 2))
        .putShort((short) 16)
        .put(bytes("data"))
        .putInt(large ? -1 : (int) dataBytes)
        .flip();
  }

  private static byte[] bytes(String tag) {
    return tag.getBytes(StandardCharsets.ISO_8859_1);
  }

  static WavHeader read(FileChannel file, Path path) throws IOException, UnusableMusicException {
    return new Parser(file, path).parse();
  }

  /** Walks the chunks up to the samples. */
  private static final class Parser {
    private final FileChannel file;
    private final Path path;
    private final long fileSize;
    private long rf64DataSize = -1;
    private int sampleRate;
    private int channels;

    Parser(FileChannel file, Path path) throws IOException {
      this.file = file;
      this.path = path;
      this.fileSize = file.size();
    }

    WavHeader parse() throws IOException, UnusableMusicException {
      if (fileSize < 12) {
        throw bad("too short for a WAV file (" + fileSize + " bytes)");
      }
      ByteBuffer riff = bytes(0, 12);
      String magic = tag(riff);
      riff.getInt();
      if (!(magic.equals("RIFF") || magic.equals("RF64")) || !tag(riff).equals("WAVE")) {
        throw bad("not a WAV file (does not begin with RIFF or RF64 and WAVE)");
      }
      long offset = 12;
      while (offset + 8 <= fileSize) {
        ByteBuffer chunk = bytes(offset, 8);
        String tag = tag(chunk);
        long size = Integer.toUnsignedLong(chunk.getInt());
        if (tag.equals("data")) {
          return atData(offset + 8, size);
        }
        readChunk(tag, offset + 8, size);
        offset += 8 + size + (size & 1);
      }
      throw bad("has no data chunk; the file ends after " + fileSize + " bytes");
    }

    private void readChunk(String tag, long offset, long size)
        throws IOException, UnusableMusicException {
      if (tag.equals("ds64")) {
        checkRoom(tag, offset, size, 16);
        rf64DataSize = bytes(offset + 8, 8).getLong();
      } else if (tag.equals("fmt ")) {
        checkRoom(tag, offset, size, 16);
        readFormat(bytes(offset, (int) Math.min(size, 26)));
      }
    }

    private void readFormat(ByteBuffer format) throws UnusableMusicException {
      int code = Short.toUnsignedInt(format.getShort());
      channels = Short.toUnsignedInt(format.getShort());
      sampleRate = format.getInt();
      format.getInt();
      int frameBytes = Short.toUnsignedInt(format.getShort());
      int bits = Short.toUnsignedInt(format.getShort());
      if (code == FORMAT_EXTENSIBLE && format.limit() >= 26) {
        code = Short.toUnsignedInt(format.getShort(24));
      }
      if (code != FORMAT_PCM || bits != 16) {
        throw bad("must be 16-bit PCM, but is format " + code + " with " + bits + " bits");
      }
      if (channels < 1 || channels > 2 || frameBytes != channels * 2) {
        throw bad(
            "must be mono or stereo, but has "
                + channels
                + " channels in "
                + frameBytes
                + " bytes");
      }
      if (sampleRate < MIN_RATE || sampleRate > MAX_RATE) {
        throw bad("sample rate " + Integer.toUnsignedString(sampleRate) + " Hz is out of range");
      }
    }

    private WavHeader atData(long offset, long size) throws UnusableMusicException {
      if (channels == 0) {
        throw bad("has no fmt chunk before its data chunk");
      }
      long present = fileSize - offset;
      long announced = size;
      if (size == UNKNOWN_SIZE) {
        // A writer to a pipe cannot come back to fill in the size; RF64 keeps it elsewhere.
        announced = rf64DataSize >= 0 ? rf64DataSize : present;
      }
      if (announced > present) {
        throw bad(
            "is truncated: its data chunk announces "
                + announced
                + " bytes, the file holds "
                + present);
      }
      return new WavHeader(sampleRate, channels, offset, announced / (channels * 2L));
    }

    private void checkRoom(String tag, long offset, long size, int needed)
        throws UnusableMusicException {
      if (size < needed || offset + needed > fileSize) {
        throw bad("chunk '" + tag + "' is too short (" + size + " bytes)");
      }
    }

    private ByteBuffer bytes(long offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
      while (buffer.hasRemaining() && file.read(buffer, offset + buffer.position()) >= 0) {
        continue;
      }
      return buffer.rewind();
    }

    private static String tag(ByteBuffer buffer) {
      byte[] letters = new byte[4];
      buffer.get(letters);
      return new String(letters, StandardCharsets.ISO_8859_1);
    }

    private UnusableMusicException bad(String what) {
      return new UnusableMusicException(UnusableMusicException.BAD_PCM, path + ": " + what);
    }
  }
}
