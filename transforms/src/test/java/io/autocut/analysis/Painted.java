package io.autocut.analysis;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * Pictures drawn from a function of the place, in picture widths from the middle, so that the same
 * one can be drawn at any size and moved by any fraction of a pixel.
 */
final class Painted {
  private static final int WAVES = 24;

  private Painted() {}

  /** A pattern of many waves from coarse to fine, of levels around 120. */
  static DoubleBinaryOperator texture(long seed) {
    return texture(seed, 5.5);
  }

  /** The same with waves of at most two to the power of {@code finest} in a picture's width. */
  static DoubleBinaryOperator texture(long seed, double finest) {
    Random random = new Random(seed);
    double[][] waves = new double[WAVES][];
    for (int i = 0; i < WAVES; i++) {
      double length = StrictMath.pow(2, 1.5 + (finest - 1.5) * random.nextDouble());
      double angle = 2 * Math.PI * random.nextDouble();
      waves[i] =
          new double[] {
            2 * Math.PI * length * StrictMath.cos(angle),
            2 * Math.PI * length * StrictMath.sin(angle),
            2 * Math.PI * random.nextDouble()
          };
    }
    return (x, y) -> {
      double sum = 0;
      for (double[] wave : waves) {
        sum += StrictMath.sin(wave[0] * x + wave[1] * y + wave[2]);
      }
      return 120 + 60 * sum / Math.sqrt(WAVES / 2.0);
    };
  }

  /** {@code painting} grey, {@code width} wide and high for 16:9. */
  static Picture picture(int width, DoubleBinaryOperator painting) {
    int height = width * 9 / 32 * 2;
    byte[] luma = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double level =
            painting.applyAsDouble(
                (x + 0.5 - width / 2.0) / width, (y + 0.5 - height / 2.0) / width);
        luma[y * width + x] = (byte) Math.max(16, Math.min(235, Math.round(level)));
      }
    }
    return new Picture(width, height, luma, grey(luma.length / 4), grey(luma.length / 4));
  }

  /** The same picture seen by a camera that has moved so far, in picture widths. */
  static DoubleBinaryOperator moved(DoubleBinaryOperator painting, double right, double down) {
    return (x, y) -> painting.applyAsDouble(x - right, y - down);
  }

  static DoubleBinaryOperator zoomed(DoubleBinaryOperator painting, double growth) {
    return (x, y) -> painting.applyAsDouble(x / (1 + growth), y / (1 + growth));
  }

  /** Averaged twice over a square of {@code 2 * radius + 1} pixels. */
  static Picture blurred(Picture picture, int radius) {
    byte[] luma = picture.luma().clone();
    for (int pass = 0; pass < 2; pass++) {
      luma = averaged(luma, picture.width(), picture.height(), 1, radius);
      luma = averaged(luma, picture.width(), picture.height(), picture.width(), radius);
    }
    return new Picture(picture.width(), picture.height(), luma, picture.blue(), picture.red());
  }

  private static byte[] averaged(byte[] luma, int width, int height, int step, int radius) {
    byte[] averaged = new byte[luma.length];
    int length = step == 1 ? width : height;
    for (int i = 0; i < luma.length; i++) {
      int place = i / step % length;
      int from = Math.max(-place, -radius);
      int to = Math.min(length - 1 - place, radius);
      int sum = 0;
      for (int off = from; off <= to; off++) {
        sum += luma[i + off * step] & 0xff;
      }
      averaged[i] = (byte) Math.round((double) sum / (to - from + 1));
    }
    return averaged;
  }

  static Picture noisy(Picture picture, double deviation, long seed) {
    Random random = new Random(seed);
    byte[] luma = picture.luma().clone();
    for (int i = 0; i < luma.length; i++) {
      long level = Math.round((luma[i] & 0xff) + deviation * random.nextGaussian());
      luma[i] = (byte) Math.max(0, Math.min(255, level));
    }
    return new Picture(picture.width(), picture.height(), luma, picture.blue(), picture.red());
  }

  /** Frames a thirtieth of a second apart in a timebase of 1/30, from {@code pts} on. */
  static Glance glance(long pts, Picture... pictures) {
    return new Glance(
        IntStream.range(0, pictures.length)
            .mapToObj(i -> new Glance.Frame(pts + i, pictures[i]))
            .collect(ImmutableList.toImmutableList()));
  }

  private static byte[] grey(int pixels) {
    byte[] grey = new byte[pixels];
    Arrays.fill(grey, (byte) 128);
    return grey;
  }
}
