package io.autocut.analysis;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.media.KeyPacket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Tells pictures after which nothing refers to what lies before them from others that a container
 * marks as keyframes, too.
 *
 * <p>Reads the types of the NAL units of a packet, up to its first slice (ISO/IEC 14496-15: units
 * behind four bytes of length each). Not safe for several threads.
 */
final class RandomAccessPictures implements AutoCloseable {
  private static final int LENGTH_BYTES = 4;

  /** More than any camera puts before the first slice. */
  private static final int MOST_UNITS = 64;

  private static final int H264_SLICE = 1;
  private static final int H264_IDR = 5;
  private static final int HEVC_IDR_WITH_LEADING = 19;
  private static final int HEVC_CRA = 21;
  private static final int HEVC_LAST_SLICE = 31;

  private final FileChannel file;
  private final boolean hevc;

  private RandomAccessPictures(FileChannel file, boolean hevc) {
    this.file = file;
    this.hevc = hevc;
  }

  /** For a file of boxes with {@code codec}, h264 or hevc. */
  static RandomAccessPictures open(Path file, String codec) throws IOException {
    checkArgument(codec.equals("h264") || codec.equals("hevc"), "no NAL units in %s", codec);
    return new RandomAccessPictures(
        FileChannel.open(file, StandardOpenOption.READ), codec.equals("hevc"));
  }

  /** False as well for what is no sequence of NAL units. */
  boolean isClean(KeyPacket packet) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(LENGTH_BYTES + 1);
    long at = packet.position();
    long end = at + packet.size();
    for (int unit = 0; unit < MOST_UNITS && at + LENGTH_BYTES < end; unit++) {
      head.clear();
      while (head.hasRemaining() && file.read(head, at + head.position()) > 0) {
        // A read may give fewer bytes than asked for.
      }
      if (head.hasRemaining()) {
        return false;
      }
      long length = Integer.toUnsignedLong(head.getInt(0));
      int first = Byte.toUnsignedInt(head.get(LENGTH_BYTES));
      if (length == 0 || at + LENGTH_BYTES + length > end) {
        return false;
      }
      int type = hevc ? first >> 1 & 0x3f : first & 0x1f;
      if (hevc ? type <= HEVC_LAST_SLICE : type >= H264_SLICE && type <= H264_IDR) {
        return hevc ? type >= HEVC_IDR_WITH_LEADING && type <= HEVC_CRA : type == H264_IDR;
      }
      at += LENGTH_BYTES + length;
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
