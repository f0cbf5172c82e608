package io.autocut.analysis;

import io.autocut.media.PacketIndex;

/**
 * What decoding a packet costs, in units of decoding a pixel that nothing was coded for: measured
 * on H.264, HEVC and MJPEG, a coded byte costs as much as 25 pixels.
 *
 * @param pixels of a picture
 */
record DecodingCost(PacketIndex packets, long pixels) {
  private static final int PIXELS_PER_BYTE = 25;

  /** Cost of the packet of that place in file order. */
  long of(int packet) {
    return pixels + (long) PIXELS_PER_BYTE * packets.sizes().get(packet);
  }

  long ofAll() {
    long sum = 0;
    for (int packet = 0; packet < packets.sizes().length(); packet++) {
      sum += of(packet);
    }
    return sum;
  }
}
