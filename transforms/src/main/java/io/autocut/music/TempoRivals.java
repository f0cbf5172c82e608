package io.autocut.music;

import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;

/** Holds the bars that were found against the best that could be found at other tempi. */
final class TempoRivals {
  /** Tempi for which a beat is mistaken most often, as parts of it. */
  private static final double[] PARTS = {0.5, 2, 2 / 3.0, 1.5};

  /** With this much more evidence a beat a tempo is two thirds certain; unit: log likelihood. */
  private static final double CLEARLY_BETTER = 1;

  private TempoRivals() {}

  /**
   * By how much these bars explain the music better than any at a tempo that is mistaken for it: 0
   * (not at all) to 1.
   */
  static double clearBy(BarEvidence evidence, BarTracker.Bars bars) {
    int beats = bars.frames().length();
    if (beats < 2) {
      return 0;
    }
    double[] seconds =
        bars.frames().stream().mapToDouble(frame -> frame / (double) FRAMES_PER_SECOND).toArray();
    double bpm = 60 / BeatExtension.medianInterval(seconds, 0, beats - 1);
    double least = Double.POSITIVE_INFINITY;
    for (double part : PARTS) {
      TempoRange rival = TempoRange.near(bpm * part);
      if (TempoRange.any().overlaps(rival) && BarTracker.fits(evidence, rival)) {
        double score = BarTracker.track(evidence, bars.metre(), rival).score();
        least = Math.min(least, (bars.score() - score) / beats);
      }
    }
    return 1 - StrictMath.exp(-Math.max(0, least) / CLEARLY_BETTER);
  }
}
