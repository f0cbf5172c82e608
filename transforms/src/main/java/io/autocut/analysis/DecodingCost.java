package io.autocut.analysis;

import io.autocut.media.PacketIndex;

/**
 * What decoding a packet costs, in units of decoding a pixel that nothing was coded for. A coded
 * byte costs as much as some 25 pixels, a rough figure from one H.264 clip: it serves to share out
 * a budget, not to tell a time.
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
