package io.autocut.analysis;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A small picture of a clip as it is coded (not turned upright): luma over all pixels, colour
 * differences over every other one in both directions, video range, rows from the top.
 *
 * <p>The arrays are its own and are not to be changed.
 *
 * @param width in pixels, even
 * @param height in pixels, even
 */
record Picture(int width, int height, byte[] luma, byte[] blue, byte[] red) {
  Picture {
    checkArgument(width > 0 && width % 2 == 0, "width must be even: %s", width);
    checkArgument(height > 0 && height % 2 == 0, "height must be even: %s", height);
    checkArgument(luma.length == width * height, "luma of %s pixels", luma.length);
    checkArgument(
        blue.length == luma.length / 4 && red.length == blue.length,
        "colour of %s and %s pixels",
        blue.length,
        red.length);
  }
}
