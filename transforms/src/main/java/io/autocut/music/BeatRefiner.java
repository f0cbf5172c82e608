package io.autocut.music;

import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Moves beats from frames of 10 ms to the attack itself, and evens out what cannot be heard.
 *
 * <p>A beat goes to the steepest rise of level within 25 ms, found in slots of 2 ms. It keeps
 * within 8 ms of the line through the four beats on either side: players are steadier than single
 * attacks. Beats without an attack divide the time between those that have one.
 */
final class BeatRefiner {
  /** A beat is moved no farther. */
  static final double REACH_SECONDS = AttackFinder.REACH_SECONDS;

  private static final int NEIGHBOURS = 4;
  private static final double CLEAR_RISE = 0.5;
  private static final double AUDIBLE = 0.1;
  private static final double LEAST_WEIGHT = 0.02;
  private static final double TOLERANCE = 0.008;

  private final double[] seconds;
  private final double[] weights;

  private BeatRefiner(int beats) {
    this.seconds = new double[beats];
    this.weights = new double[beats];
  }

  /**
   * Beats on their attacks.
   *
   * @param first index of the first of them among those that were refined
   * @param seconds when they fall, rising
   */
  record Refined(int first, double[] seconds) {}

  /**
   * Refines beats that fall at about these times. Those before the first attack and after the last
   * are left out, because nothing tells where they are.
   */
  static Refined refine(double[] expected, OnsetFeatures features) {
    BeatRefiner refiner = new BeatRefiner(expected.length);
    AttackFinder attacks = new AttackFinder(features);
    double[] rises = new double[expected.length];
    for (int beat = 0; beat < expected.length; beat++) {
      rises[beat] = refiner.place(beat, attacks.near(expected[beat]));
    }
    refiner.weigh(rises);
    return refiner.fromFirstToLastAttack();
  }

  /** Puts the beat on its attack and returns how steep that is. */
  private double place(int beat, AttackFinder.Attack attack) {
    seconds[beat] = attack.seconds();
    weights[beat] = Math.min(1, attack.clarity() / CLEAR_RISE);
    return attack.rise();
  }

  /**
   * An attack counts as it stands out from the sound around it, and less when most others are
   * louder.
   */
  private void weigh(double[] rises) {
    double[] sorted = rises.clone();
    Arrays.sort(sorted);
    double usual = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    for (int beat = 0; beat < rises.length; beat++) {
      weights[beat] *= usual > 0 ? Math.min(1, 2 * rises[beat] / usual) : 0;
    }
  }

  private Refined fromFirstToLastAttack() {
    int[] attacked =
        IntStream.range(0, weights.length).filter(beat -> weights[beat] >= AUDIBLE).toArray();
    if (attacked.length < 2) {
      return regularised(0, weights.length - 1);
    }
    for (int i = 1; i < attacked.length; i++) {
      int from = attacked[i - 1];
      int to = attacked[i];
      for (int beat = from + 1; beat < to; beat++) {
        seconds[beat] = seconds[from] + (seconds[to] - seconds[from]) * (beat - from) / (to - from);
      }
    }
    return regularised(attacked[0], attacked[attacked.length - 1]);
  }

  private Refined regularised(int first, int last) {
    double[] result = new double[last - first + 1];
    for (int beat = first; beat <= last; beat++) {
      double line =
          line(beat, Math.max(first, beat - NEIGHBOURS), Math.min(last, beat + NEIGHBOURS));
      double most = TOLERANCE * weights[beat];
      double even = line + Math.max(-most, Math.min(most, seconds[beat] - line));
      double earliest = beat == first ? even : result[beat - first - 1] + 1.0 / FRAMES_PER_SECOND;
      result[beat - first] = Math.max(earliest, even);
    }
    return new Refined(first, result);
  }

  /** Where a line through the neighbours, weighted by how clear they are, puts this beat. */
  private double line(int beat, int from, int to) {
    if (to - from < 2) {
      return seconds[beat];
    }
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    double sumXX = 0;
    double sumXY = 0;
    for (int other = from; other <= to; other++) {
      double weight = LEAST_WEIGHT + weights[other];
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
