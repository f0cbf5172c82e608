package io.autocut.music;

import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;
import static io.autocut.music.OnsetFeatures.PITCH_CLASSES;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;

/**
 * Decides how many beats a bar has, three or four, and which beats are the downbeats.
 *
 * <p>Downbeats are where the bass drum and the bass come in and where the harmony changes. Both are
 * measured for each beat, and the bar lines that fit them best are found with the Viterbi
 * algorithm; a bar may be cut short, but that costs as much as the evidence of several bars, so it
 * is done only where the music does it.
 */
final class DownbeatTracker {
  private static final int[] METRES = {4, 3};
  private static final double HEAD_START_OF_FOUR = 0.15;
  private static final double CUT_BAR = 12;
  private static final double BASS_WEIGHT = 0.5;
  private static final double HARMONY_WEIGHT = 1;
  private static final double LEAST_ACCENT = 0.1;
  private static final double LEAST_CHANGE = 0.01;
  private static final int ACCENT_BEFORE = 2;
  private static final int ACCENT_AFTER = 4;

  private DownbeatTracker() {}

  /**
   * Bars of the music.
   *
   * @param beatsPerBar 3 or 4
   * @param beatInBar place of each beat in its bar, from 1
   */
  record Bars(int beatsPerBar, ImmutableList<Integer> beatInBar) {}

  static Bars track(double[] beatSeconds, OnsetFeatures features) {
    double[] evidence = evidence(beatSeconds, features);
    double bestFit = Double.NEGATIVE_INFINITY;
    Bars best = null;
    for (int metre : METRES) {
      int[] places = places(evidence, metre);
      double fit = fit(evidence, places) + (metre == 4 ? HEAD_START_OF_FOUR : 0);
      if (fit > bestFit) {
        bestFit = fit;
        best =
            new Bars(metre, Arrays.stream(places).boxed().collect(ImmutableList.toImmutableList()));
      }
    }
    return best;
  }

  /**
   * How far the sum over the downbeats exceeds that over as many beats taken at random, in standard
   * deviations and per root of beats; comparable between metres.
   */
  private static double fit(double[] evidence, int[] places) {
    double sum = 0;
    int downbeats = 0;
    for (int beat = 0; beat < evidence.length; beat++) {
      if (places[beat] == 1) {
        sum += evidence[beat];
        downbeats++;
      }
    }
    double share = downbeats / (double) Math.max(1, evidence.length);
    return downbeats == 0
        ? 0
        : sum / Math.sqrt(downbeats * (double) evidence.length * Math.max(0.1, 1 - share));
  }

  /** How much each beat seems a downbeat; mean 0. */
  private static double[] evidence(double[] beatSeconds, OnsetFeatures features) {
    double[] bass = new double[beatSeconds.length];
    double[] harmony = new double[beatSeconds.length];
    for (int beat = 0; beat < beatSeconds.length; beat++) {
      int frame = frame(beatSeconds, beat, features);
      bass[beat] = sum(features.low(), frame - ACCENT_BEFORE, frame + ACCENT_AFTER);
      harmony[beat] =
          distance(
              chroma(features, frame(beatSeconds, beat - 1, features), frame),
              chroma(features, frame, frame(beatSeconds, beat + 1, features)));
    }
    standardise(bass, LEAST_ACCENT * mean(bass));
    standardise(harmony, LEAST_CHANGE);
    double[] evidence = new double[beatSeconds.length];
    for (int beat = 0; beat < evidence.length; beat++) {
      evidence[beat] = BASS_WEIGHT * bass[beat] + HARMONY_WEIGHT * harmony[beat];
    }
    standardise(evidence, LEAST_CHANGE);
    return evidence;
  }

  private static int frame(double[] beatSeconds, int beat, OnsetFeatures features) {
    int inside = Math.max(0, Math.min(beatSeconds.length - 1, beat));
    int frame = (int) StrictMath.rint(beatSeconds[inside] * FRAMES_PER_SECOND);
    return Math.max(0, Math.min(features.frames() - 1, frame));
  }

  /** The sum, because the largest of them depends on where between two frames the beat falls. */
  private static double sum(float[] values, int from, int to) {
    double sum = 0;
    for (int i = Math.max(0, from); i <= Math.min(values.length - 1, to); i++) {
      sum += values[i];
    }
    return sum;
  }

  private static double[] chroma(OnsetFeatures features, int fromFrame, int toFrame) {
    double[] mean = new double[PITCH_CLASSES];
    for (int frame = fromFrame; frame < toFrame; frame++) {
      for (int pitch = 0; pitch < PITCH_CLASSES; pitch++) {
        mean[pitch] += features.chroma()[frame * PITCH_CLASSES + pitch];
      }
    }
    return mean;
  }

  /** Cosine distance; 0 when one of them is silent. */
  private static double distance(double[] one, double[] other) {
    double product = 0;
    double ones = 0;
    double others = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
      ones += one[i] * one[i];
      others += other[i] * other[i];
    }
    return ones > 0 && others > 0 ? 1 - product / Math.sqrt(ones * others) : 0;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }

  /**
   * To mean 0 and deviation 1; what varies less than {@code least} varies by chance, and becomes 0.
   */
  private static void standardise(double[] values, double least) {
    double mean = mean(values);
    double variance = 0;
    for (double value : values) {
      variance += (value - mean) * (value - mean) / values.length;
    }
    double scale = variance > least * least ? 1 / Math.sqrt(variance) : 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(-3, Math.min(3, (values[i] - mean) * scale));
    }
  }

  /**
   * The places that collect most evidence on downbeats; beats go round the bar except where one is
   * cut.
   */
  private static int[] places(double[] evidence, int metre) {
    int beats = evidence.length;
    double[] score = new double[metre];
    int[][] source = new int[beats][metre];
    for (int beat = 0; beat < beats; beat++) {
      double[] next = new double[metre];
      for (int place = 0; place < metre; place++) {
        int from = (place + metre - 1) % metre;
        double best = score[from];
        if (place == 0) {
          for (int other = 0; other < metre; other++) {
            if (score[other] - CUT_BAR > best) {
              best = score[other] - CUT_BAR;
              from = other;
            }
          }
        }
        source[beat][place] = from;
        next[place] = best + (place == 0 ? evidence[beat] : 0);
      }
      score = next;
    }
    return backtrack(score, source, metre);
  }

  private static int[] backtrack(double[] score, int[][] source, int metre) {
    int place = 0;
    for (int other = 1; other < metre; other++) {
      place = score[other] > score[place] ? other : place;
    }
    int[] places = new int[source.length];
    for (int beat = source.length - 1; beat >= 0; beat--) {
      places[beat] = place + 1;
      place = source[beat][place];
    }
    return places;
  }
}
