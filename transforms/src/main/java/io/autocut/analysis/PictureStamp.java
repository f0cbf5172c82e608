package io.autocut.analysis;

import io.autocut.schemas.Timebase;

/**
 * Rows below each picture in which the child writes when it is shown, a pixel a bit: raw pictures
 * carry no times, and a decoder may leave out pictures or hand them over in another order.
 *
 * @param width of the picture
 * @param timebase of the times
 * @param origin the time that is written as 0
 */
record PictureStamp(int width, Timebase timebase, long origin) {
  /** Microseconds of eight years. */
  private static final int BITS = 48;

  private static final int MIDDLE = 128;

  /** Its rows; even. */
  int rows() {
    return 2 * ((BITS + 2 * width - 1) / (2 * width));
  }

  /**
   * Filters that put it below pictures in yuv420p. The times that FFmpeg itself keeps are made to
   * rise: it complains of pictures that a decoder hands over late.
   */
  String graph() {
    return ("split[p][q];[q]crop=%1$d:%2$d:0:0,"
            + "geq=lum='255*mod(floor((round(T*%3$d/%4$d)-(%5$d))/pow(2\\,X+%1$d*Y))\\,2)':cb=128:cr=128[s];"
            + "[p][s]vstack,settb=1/1000,setpts=N")
        .formatted(width, rows(), timebase.getDen(), timebase.getNum(), origin);
  }

  /** The time that is written into {@code luma} from {@code offset} on. */
  long read(byte[] luma, int offset) {
    long bits = 0;
    for (int bit = 0; bit < BITS; bit++) {
      if ((luma[offset + bit] & 0xff) >= MIDDLE) {
        bits |= 1L << bit;
      }
    }
    // The highest bit is the sign.
    return origin + (bits << (Long.SIZE - BITS) >> (Long.SIZE - BITS));
  }
}
