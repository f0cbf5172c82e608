package io.autocut.music;

import java.io.IOException;

/**
 * How two channels become the one that is analysed.
 *
 * <p>Their mean, as a rule. But where one channel is the other upside down (a plug soldered the
 * wrong way round, some effects of width) the mean cancels and music would pass for silence; then
 * one channel stands for both.
 */
enum MonoMix {
  /** (left + right) / 2. */
  MEAN,
  LEFT,
  RIGHT;

  /**
   * Part of the channels' mean power that the mean must keep. Independent channels, or a single one
   * that sounds, keep a half; a tenth is a correlation of -0.8.
   */
  private static final double LEAST_KEPT = 0.1;

  /** The mix in which the music can be heard; reads the music once if it is stereo. */
  static MonoMix audibleIn(PcmAudio audio) throws IOException {
    if (audio.channels() == 1 || audio.samples() == 0) {
      return MEAN;
    }
    Sums sums = new Sums();
    audio.forEachChannelBlock(sums::add);
    double left = power(sums.left, sums.leftSquares, audio.samples());
    double right = power(sums.right, sums.rightSquares, audio.samples());
    double both = (left + right) / 4 + covariance(sums, audio.samples()) / 2;
    if (both >= LEAST_KEPT * (left + right) / 2) {
      return MEAN;
    }
    return right > left ? RIGHT : LEFT;
  }

  /** One sample; takes and gives the scale of the channels. */
  float of(int left, int right) {
    return switch (this) {
      case MEAN -> (left + right) / 2f;
      case LEFT -> left;
      case RIGHT -> right;
    };
  }

  /** Power without the direct current, which would hide that the rest cancels. */
  private static double power(double sum, double squares, long samples) {
    double mean = sum / samples;
    return Math.max(0, squares / samples - mean * mean);
  }

  private static double covariance(Sums sums, long samples) {
    return sums.products / samples - sums.left / samples * (sums.right / samples);
  }

  /** Sums in the order of the samples, so that they are the same everywhere. */
  private static final class Sums {
    private double left;
    private double right;
    private double leftSquares;
    private double rightSquares;
    private double products;

    void add(float[][] channels, int length) {
      for (int i = 0; i < length; i++) {
        double l = channels[0][i];
        double r = channels[1][i];
        left += l;
        right += r;
        leftSquares += l * l;
        rightSquares += r * r;
        products += l * r;
      }
    }
  }
}
