package io.autocut.analysis;

import java.util.Arrays;

/**
 * Estimates the noise of a picture by the mask of Immerkaer (Computer Vision and Image
 * Understanding 64/2, 1996), which even areas, ramps and straight edges do not answer to; taken
 * over the flattest blocks of the picture alone, so that texture is no noise.
 */
final class NoiseFloor {
  private static final int SIDE = 16;

  /** The mask's mean magnitude over the noise's standard deviation: 6 * sqrt(2 / pi). */
  private static final double MASK_GAIN = 6 * 0.7978845608028654;

  /** One block in so many is taken as flat. */
  private static final int FLATTEST = 8;

  /** Mean levels beyond which a block may be clipped, which hides noise. */
  private static final int DARKEST = 18;

  private static final int BRIGHTEST = 233;

  private NoiseFloor() {}

  private interface Levels {
    /** The mean magnitude of the mask's answer over a block; negative where it is clipped. */
    float answer(int left, int right, int top, int bottom);
  }

  /** Standard deviation of the noise of {@code plane}, in grey levels. */
  static double of(Plane plane) {
    return flattest(
        plane.width(),
        plane.height(),
        (left, right, top, bottom) -> answer(plane, left, right, top, bottom));
  }

  /** Standard deviation of the noise of the luma of {@code picture}. */
  static double of(Picture picture) {
    return flattest(
        picture.width(),
        picture.height(),
        (left, right, top, bottom) -> answer(picture, left, right, top, bottom));
  }

  /** Over every other block, as the black squares of a chessboard lie. */
  private static double flattest(int width, int height, Levels levels) {
    int columns = Math.max(1, (width - 2) / SIDE);
    int rows = Math.max(1, (height - 2) / SIDE);
    double[] answers = new double[columns * rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = row % 2; column < columns; column += 2) {
        int left = 1 + column * SIDE;
        int top = 1 + row * SIDE;
        double answer =
            levels.answer(
                left, Math.min(width - 1, left + SIDE), top, Math.min(height - 1, top + SIDE));
        if (answer >= 0) {
          answers[count++] = answer;
        }
      }
    }
    if (count == 0) {
      return 0;
    }
    Arrays.sort(answers, 0, count);
    int flat = Math.max(1, count / FLATTEST);
    double sum = 0;
    for (int i = 0; i < flat; i++) {
      sum += answers[i];
    }
    return sum / flat / MASK_GAIN;
  }

  private static float answer(Plane plane, int left, int right, int top, int bottom) {
    float[] v = plane.levels();
    int w = plane.width();
    float sum = 0;
    float level = 0;
    for (int y = top; y < bottom; y++) {
      for (int i = y * w + left; i < y * w + right; i++) {
        float corners = v[i - w - 1] + v[i - w + 1] + v[i + w - 1] + v[i + w + 1];
        float sides = v[i - w] + v[i + w] + v[i - 1] + v[i + 1];
        sum += Math.abs(corners + 4 * v[i] - 2 * sides);
        level += v[i];
      }
    }
    return told(sum, level, (right - left) * (bottom - top));
  }

  private static float answer(Picture picture, int left, int right, int top, int bottom) {
    byte[] v = picture.luma();
    int w = picture.width();
    int sum = 0;
    int level = 0;
    for (int y = top; y < bottom; y++) {
      for (int i = y * w + left; i < y * w + right; i++) {
        int corners =
            (v[i - w - 1] & 0xff)
                + (v[i - w + 1] & 0xff)
                + (v[i + w - 1] & 0xff)
                + (v[i + w + 1] & 0xff);
        int sides = (v[i - w] & 0xff) + (v[i + w] & 0xff) + (v[i - 1] & 0xff) + (v[i + 1] & 0xff);
        sum += Math.abs(corners + 4 * (v[i] & 0xff) - 2 * sides);
        level += v[i] & 0xff;
      }
    }
    return told(sum, level, (right - left) * (bottom - top));
  }

  private static float told(float sum, float level, int pixels) {
    return pixels <= 0 || level < (float) DARKEST * pixels || level > (float) BRIGHTEST * pixels
        ? -1
        : sum / pixels;
  }
}
