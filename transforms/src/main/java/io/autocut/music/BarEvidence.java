package io.autocut.music;

import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;

/**
 * How well stretches of music fit a beat, a downbeat or nothing: logarithms of what the network
 * answered, as running sums, at {@value OnsetFeatures#FRAMES_PER_SECOND} frames a second.
 */
final class BarEvidence {
  private static final double LEAST = 0.008;
  private static final double MOST = 0.98;

  /**
   * A frame that is not at a beat is this much less sure to show nothing than one at a beat is to
   * show it.
   */
  private static final double ELSEWHERE = 9;

  private final int frames;
  private final double[] beat;
  private final double[] downbeat;
  private final double[] nothing;

  /**
   * @param from first frame
   * @param to first frame after the last
   */
  BarEvidence(BeatActivations activations, int from, int to) {
    frames = to - from;
    beat = new double[frames + 1];
    downbeat = new double[frames + 1];
    nothing = new double[frames + 1];
    for (int i = 0; i < frames; i++) {
      double beats = at(activations.beats(), from + i);
      double downbeats = at(activations.downbeats(), from + i);
      beat[i + 1] = beat[i] + StrictMath.log(bounded(beats - downbeats));
      downbeat[i + 1] = downbeat[i] + StrictMath.log(bounded(Math.min(beats, downbeats)));
      nothing[i + 1] = nothing[i] + StrictMath.log((1 - bounded(beats)) / ELSEWHERE);
    }
  }

  /** The answer at a frame, between two answers on the line through them. */
  static double at(float[] answers, int frame) {
    double position = frame * (double) BeatNetwork.ANSWERS_PER_SECOND / FRAMES_PER_SECOND;
    int left = Math.min(answers.length - 1, (int) position);
    int right = Math.min(answers.length - 1, left + 1);
    return answers[left] + (position - left) * (answers[right] - answers[left]);
  }

  private static double bounded(double probability) {
    return Math.max(LEAST, Math.min(MOST, probability));
  }

  int frames() {
    return frames;
  }

  /** That a beat that is no downbeat is heard from {@code from}, inclusive, to {@code to}. */
  double beat(int from, int to) {
    return beat[to] - beat[from];
  }

  /** That a downbeat is heard. */
  double downbeat(int from, int to) {
    return downbeat[to] - downbeat[from];
  }

  /** That no beat is heard. */
  double between(int from, int to) {
    return nothing[to] - nothing[from];
  }
}
