package io.autocut.music;

import static com.google.common.base.Preconditions.checkArgument;
import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;

import java.util.Arrays;

/**
 * Finds the most probable beats of an activation with a hidden Markov model of position and tempo.
 *
 * <p>The state space is that of F. Krebs, S. Böck and G. Widmer, "An efficient state space model
 * for joint tempo and meter tracking", ISMIR 2015: each beat lasts a whole number of frames and the
 * tempo may change only at beats. Between beats nothing is to be decided, so a whole beat is scored
 * at once from running sums, and back-pointers are kept for beat entries only: one byte a frame and
 * tempo, 9 kB a second.
 */
final class BeatTracker {
  private static final double FASTEST_BPM = 200;
  private static final double SLOWEST_BPM = 50;
  private static final int SHORTEST = (int) (60 * FRAMES_PER_SECOND / FASTEST_BPM);
  private static final int LONGEST = (int) (60 * FRAMES_PER_SECOND / SLOWEST_BPM);
  private static final int TEMPI = LONGEST - SHORTEST + 1;
  private static final double TYPICAL_BPM = 118;
  private static final double TEMPO_SPREAD = 0.4;
  private static final double TEMPO_WEIGHT = 0.02;
  private static final double STEADINESS = 150;
  private static final double LARGEST_CHANGE = 0.2;

  /** An onset is heard for about 50 ms, at any tempo. */
  private static final int ZONE = FRAMES_PER_SECOND / 20;

  /**
   * A frame that is not at a beat is this much less sure to show nothing than one at a beat is to
   * show an onset.
   */
  private static final double ELSEWHERE = 11;

  private static final byte START = -1;

  private final int frames;
  private final double[] onBeat;
  private final double[] offBeat;
  private final double[] tempoCost = new double[TEMPI];
  private final double[][] change = new double[TEMPI][TEMPI];
  private final int[] firstSource = new int[TEMPI];
  private final int[] lastSource = new int[TEMPI];
  private final double[][] entry;
  private final byte[] source;

  private BeatTracker(float[] activation, TempoRange tempi) {
    frames = activation.length;
    onBeat = new double[frames + 1];
    offBeat = new double[frames + 1];
    for (int i = 0; i < frames; i++) {
      onBeat[i + 1] = onBeat[i] + StrictMath.log(activation[i]);
      offBeat[i + 1] = offBeat[i] + StrictMath.log((1 - activation[i]) / ELSEWHERE);
    }
    entry = new double[LONGEST][TEMPI];
    source = new byte[Math.multiplyExact(frames, TEMPI)];
    prepareTempi(tempi);
  }

  /**
   * Frames on which beats fall, rising; each is the strongest of the 50 ms in which its beat was
   * looked for.
   *
   * @param activation 0 to 1, both exclusive, at {@value OnsetFeatures#FRAMES_PER_SECOND} frames a
   *     second
   * @param tempi no other tempo is followed
   */
  static int[] track(float[] activation, TempoRange tempi) {
    checkArgument(
        activation.length >= LONGEST, "too short for a beat: %s frames", activation.length);
    BeatTracker tracker = new BeatTracker(activation, tempi);
    tracker.forward();
    return tracker.peaks(activation, tracker.backtrack());
  }

  private void prepareTempi(TempoRange tempi) {
    for (int to = 0; to < TEMPI; to++) {
      double bpm = 60.0 * FRAMES_PER_SECOND / (SHORTEST + to);
      double distance = StrictMath.log(bpm / TYPICAL_BPM) / TEMPO_SPREAD;
      tempoCost[to] =
          tempi.contains(bpm)
              ? TEMPO_WEIGHT * -0.5 * distance * distance * (SHORTEST + to)
              : Double.NEGATIVE_INFINITY;
    }
    for (int from = 0; from < TEMPI; from++) {
      double sum = 0;
      for (int to = 0; to < TEMPI; to++) {
        sum += StrictMath.exp(-STEADINESS * relativeChange(from, to));
      }
      for (int to = 0; to < TEMPI; to++) {
        change[to][from] = -STEADINESS * relativeChange(from, to) - StrictMath.log(sum);
      }
    }
    for (int to = 0; to < TEMPI; to++) {
      firstSource[to] = to;
      lastSource[to] = to;
      while (firstSource[to] > 0 && relativeChange(firstSource[to] - 1, to) <= LARGEST_CHANGE) {
        firstSource[to]--;
      }
      while (lastSource[to] < TEMPI - 1
          && relativeChange(lastSource[to] + 1, to) <= LARGEST_CHANGE) {
        lastSource[to]++;
      }
    }
  }

  private static double relativeChange(int from, int to) {
    return Math.abs((SHORTEST + to) / (double) (SHORTEST + from) - 1);
  }

  private void forward() {
    double[] ending = new double[TEMPI];
    for (int frame = 0; frame < frames; frame++) {
      for (int tempo = 0; tempo < TEMPI; tempo++) {
        int begin = frame - SHORTEST - tempo;
        ending[tempo] =
            begin < 0
                ? Double.NEGATIVE_INFINITY
                : entry[begin % LONGEST][tempo] + beatScore(begin, frame);
      }
      // The slot of the ring that is overwritten is that of the longest beat, which was read just
      // now.
      enter(frame, ending, entry[frame % LONGEST]);
    }
  }

  private void enter(int frame, double[] ending, double[] target) {
    double started = frame < LONGEST ? offBeat[frame] : Double.NEGATIVE_INFINITY;
    for (int to = 0; to < TEMPI; to++) {
      double best = started;
      byte from = START;
      double[] costs = change[to];
      for (int tempo = firstSource[to]; tempo <= lastSource[to]; tempo++) {
        double score = ending[tempo] + costs[tempo];
        if (score > best) {
          best = score;
          from = (byte) tempo;
        }
      }
      target[to] = best + tempoCost[to];
      source[frame * TEMPI + to] = from;
    }
  }

  /**
   * Evidence of the beat that begins at {@code begin} and lasts to {@code end}: an onset first,
   * none after.
   */
  private double beatScore(int begin, int end) {
    int zoneEnd = Math.min(end, begin + ZONE);
    return onBeat[zoneEnd] - onBeat[begin] + offBeat[end] - offBeat[zoneEnd];
  }

  /** Frames in which beats begin, from the last to the first. */
  private int[] backtrack() {
    double best = Double.NEGATIVE_INFINITY;
    int begin = 0;
    int tempo = 0;
    for (int frame = frames - LONGEST; frame < frames; frame++) {
      for (int candidate = Math.max(0, frames - frame - SHORTEST); candidate < TEMPI; candidate++) {
        double score = entry[frame % LONGEST][candidate] + beatScore(frame, frames);
        if (score > best) {
          best = score;
          begin = frame;
          tempo = candidate;
        }
      }
    }
    int[] path = new int[frames / SHORTEST + 2];
    int count = 0;
    while (true) {
      path[count++] = begin;
      byte from = source[begin * TEMPI + tempo];
      if (from == START) {
        return Arrays.copyOf(path, count);
      }
      begin -= SHORTEST + from;
      tempo = from;
    }
  }

  private int[] peaks(float[] activation, int[] path) {
    int beats = path.length;
    int[] peaks = new int[beats];
    for (int beat = 0; beat < beats; beat++) {
      int begin = path[beats - 1 - beat];
      int end = Math.min(frames, begin + ZONE);
      int peak = begin;
      for (int frame = begin; frame < end; frame++) {
        peak = activation[frame] > activation[peak] ? frame : peak;
      }
      peaks[beat] = peak;
    }
    return peaks;
  }
}
