package io.autocut.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Frames of a clip that follow one another, of which the last hundred or so are remembered by what
 * they show.
 */
final class FrameRun {
  /**
   * Pictures nearer than this, in grey levels of a cell, are the same for all that matters here.
   */
  private static final double SAME = 0.75;

  private final int firstRank;
  private final List<Thumbnail> pictures = new ArrayList<>();
  private final List<Double> steps = new ArrayList<>();
  private final List<Double> contrasts = new ArrayList<>();
  private int forgotten;

  FrameRun(int firstRank) {
    this.firstRank = firstRank;
  }

  void add(Thumbnail picture) {
    steps.add(pictures.isEmpty() ? 0 : step(pictures.get(pictures.size() - 1), picture));
    pictures.add(picture);
    contrasts.add(picture.contrast());
  }

  private static double step(Thumbnail before, Thumbnail after) {
    long sum = 0;
    for (int cell = 0; cell < before.luma().length; cell++) {
      sum += Math.abs(before.luma()[cell] - after.luma()[cell]);
    }
    boolean same = sum < SAME * Thumbnail.FINENESS * before.luma().length;
    return same ? 0 : SceneDistance.between(before, after);
  }

  /** Forgets the frames before {@code index}. */
  void forget(int index) {
    int count = index - forgotten;
    if (count > 0) {
      pictures.subList(0, count).clear();
      steps.subList(0, count).clear();
      contrasts.subList(0, count).clear();
      forgotten = index;
    }
  }

  /** Frames so far; they are counted from 0, those forgotten too. */
  int end() {
    return forgotten + pictures.size();
  }

  /** The first frame that is remembered. */
  int begin() {
    return forgotten;
  }

  int rank(int index) {
    return firstRank + index;
  }

  Thumbnail picture(int index) {
    return pictures.get(index - forgotten);
  }

  /** Scene distance to the frame before; 0 for the first. */
  double step(int index) {
    return steps.get(index - forgotten);
  }

  /** Standard deviation of its luma in grey levels. */
  double contrast(int index) {
    return contrasts.get(index - forgotten);
  }
}
