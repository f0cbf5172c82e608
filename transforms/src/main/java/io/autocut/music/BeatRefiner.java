package io.autocut.music;

import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;
import static io.autocut.music.OnsetFeatures.SLOTS_PER_SECOND;

/**
 * Moves beats from frames of 10 ms to the attack itself, and evens out what cannot be heard.
 *
 * <p>A beat goes to the steepest rise of level within 25 ms, found in slots of 2 ms. Where there is none, or
 * where it disagrees with the line through the four beats on either side, the line has its say: players are
 * steadier than single attacks.
 */
final class BeatRefiner {
  /** A beat is moved no farther. */
  static final double REACH_SECONDS = 0.025;

  private static final int REACH = (int) (REACH_SECONDS * SLOTS_PER_SECOND);
  private static final int SPAN = 10 * SLOTS_PER_SECOND / 1000;
  private static final int NEIGHBOURS = 4;
  private static final double CLEAR_RISE = 0.5;
  private static final double FAINTEST_RISE = 0.05;
  private static final double LEAST_WEIGHT = 0.02;
  private static final double TOLERANCE = 0.008;

  /** Flux is a difference over two frames, so its peak lies a frame after the middle of the rise. */
  private static final double FLUX_LAG = 1.0 / FRAMES_PER_SECOND;

  private final float[] attacks;
  private final double[] seconds;
  private final double[] weights;

  private BeatRefiner(float[] attacks, int beats) {
    this.attacks = attacks;
    this.seconds = new double[beats];
    this.weights = new double[beats];
  }

  /** Seconds at which the beats of these frames fall, rising. */
  static double[] refine(int[] beatFrames, OnsetFeatures features) {
    BeatRefiner refiner = new BeatRefiner(features.attacks(), beatFrames.length);
    for (int beat = 0; beat < beatFrames.length; beat++) {
      refiner.place(beat, beatFrames[beat] / (double) FRAMES_PER_SECOND - FLUX_LAG);
    }
    return refiner.regularised();
  }

  private void place(int beat, double expected) {
    int centre = (int) StrictMath.rint(expected * SLOTS_PER_SECOND);
    int best = centre;
    double bestRise = 0;
    for (int slot = centre - REACH; slot <= centre + REACH; slot++) {
      double distance = (slot - centre) / (REACH + 1.0);
      double rise = rise(slot) * (1 - 0.5 * distance * distance);
      if (rise > bestRise) {
        bestRise = rise;
        best = slot;
      }
    }
    double relative = bestRise > 0 ? bestRise / (levelAfter(best) + Float.MIN_NORMAL) : 0;
    weights[beat] = LEAST_WEIGHT + Math.min(1, relative / CLEAR_RISE);
    seconds[beat] = relative > FAINTEST_RISE ? position(best) : expected;
  }

  /** The attack lies where the parabola through the rises at and beside the slot is highest. */
  private double position(int slot) {
    double before = rise(slot - 1);
    double at = rise(slot);
    double after = rise(slot + 1);
    double bend = before - 2 * at + after;
    double shift = bend < 0 ? 0.5 * (before - after) / bend : 0;
    return (slot + Math.max(-0.5, Math.min(0.5, shift))) / SLOTS_PER_SECOND;
  }

  /** Nearer slots count more, else every slot shortly before a click would do as well as the click. */
  private double rise(int slot) {
    return levelAfter(slot) - levelBefore(slot);
  }

  private double levelAfter(int slot) {
    double power = 0;
    for (int i = 0; i < SPAN; i++) {
      power += (SPAN - i) * power(slot + i);
    }
    return Math.sqrt(power);
  }

  private double levelBefore(int slot) {
    double power = 0;
    for (int i = 0; i < SPAN; i++) {
      power += (SPAN - i) * power(slot - 1 - i);
    }
    return Math.sqrt(power);
  }

  private double power(int slot) {
    return slot < 0 || slot >= attacks.length ? 0 : (double) attacks[slot] * attacks[slot];
  }

  private double[] regularised() {
    double[] result = new double[seconds.length];
    for (int beat = 0; beat < seconds.length; beat++) {
      double line = line(beat);
      double most = TOLERANCE * Math.min(1, weights[beat]);
      result[beat] = line + Math.max(-most, Math.min(most, seconds[beat] - line));
      if (beat > 0) {
        result[beat] = Math.max(result[beat], result[beat - 1] + 1.0 / FRAMES_PER_SECOND);
      }
    }
    return result;
  }

  /** Where a line through the neighbours, weighted by how clear they are, puts this beat. */
  private double line(int beat) {
    int from = Math.max(0, beat - NEIGHBOURS);
    int to = Math.min(seconds.length - 1, beat + NEIGHBOURS);
    if (to - from < 2) {
      return seconds[beat];
    }
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    double sumXX = 0;
    double sumXY = 0;
    for (int other = from; other <= to; other++) {
      double weight = weights[other];
      double x = other - beat;
      double y = seconds[other] - seconds[beat];
      sum += weight;
      sumX += weight * x;
      sumY += weight * y;
      sumXX += weight * x * x;
      sumXY += weight * x * y;
    }
    double determinant = sum * sumXX - sumX * sumX;
    return seconds[beat] + (sumY * sumXX - sumX * sumXY) / determinant;
  }
}
