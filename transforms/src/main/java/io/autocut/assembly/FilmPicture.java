package io.autocut.assembly;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * One picture of a film, scaled down so far that only what it shows is left. Not changed after it
 * is made.
 */
final class FilmPicture {
  static final int WIDTH = 64;
  static final int HEIGHT = 36;
  static final int LUMA = WIDTH * HEIGHT;

  /** Brightness, then the two colour differences at half of the width and height. */
  static final int BYTES = LUMA * 3 / 2;

  private final byte[] values;

  /**
   * @param values {@link #BYTES} of them, which the picture keeps
   */
  FilmPicture(byte[] values) {
    checkArgument(values.length == BYTES, "a small picture has %s bytes: %s", BYTES, values.length);
    this.values = values;
  }

  /** Mean difference of their values, in levels: 0 for the same picture, 255 at most. */
  double distance(FilmPicture other) {
    long sum = 0;
    for (int i = 0; i < BYTES; i++) {
      sum += Math.abs((values[i] & 0xff) - (other.values[i] & 0xff));
    }
    return (double) sum / BYTES;
  }

  /** Mean brightness, 16 for television's black. */
  double light() {
    long sum = 0;
    for (int i = 0; i < LUMA; i++) {
      sum += values[i] & 0xff;
    }
    return (double) sum / LUMA;
  }
}
