package io.autocut.analysis;

import io.autocut.schemas.MomentScores;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Turns the measures of the frames of one moment into scores from 0 to 1.
 *
 * <p>Saturating curves {@code x / (x + half)} rather than fixed maxima: a score of one half is what
 * an ordinary hand-held clip shows, and no clip runs against the end of the scale.
 */
final class MomentScorer {
  private static final double HALF_SHARP = 250;
  private static final double HALF_MOVING = 600;
  private static final int MIDDLE_GREY = 118;
  private static final int FULL_CONTRAST = 64;

  MomentScores score(List<FrameMeasures> frames) {
    return scores(
        mean(frames, frame -> frame.laplacianVariance() / (frame.laplacianVariance() + HALF_SHARP)),
        mean(frames, MomentScorer::exposure),
        mean(frames, frame -> frame.change() / (frame.change() + HALF_MOVING)),
        mean(frames, frame -> Math.min(1.0, (double) frame.deviation() / FULL_CONTRAST)));
  }

  private static MomentScores scores(
      double sharpness, double exposure, double motion, double contrast) {
    double quality = 0.4 * sharpness + 0.3 * exposure + 0.3 * contrast;
    return MomentScores.newBuilder()
        .setSharpness(sharpness)
        .setExposure(exposure)
        .setMotion(motion)
        .setContrast(contrast)
        .setQuality(Math.round(1000 * quality) / 1000.0)
        .build();
  }

  private static double exposure(FrameMeasures frame) {
    double offMiddle = Math.abs(frame.mean() - MIDDLE_GREY) / (double) MIDDLE_GREY;
    double clipped = frame.clippedPermille() / 1000.0;
    return Math.max(0, 1 - Math.min(1, offMiddle)) * (1 - clipped);
  }

  private static double mean(List<FrameMeasures> frames, ToDoubleFunction<FrameMeasures> measure) {
    double sum = 0;
    for (FrameMeasures frame : frames) {
      sum += measure.applyAsDouble(frame);
    }
    return Math.round(1000 * sum / frames.size()) / 1000.0;
  }
}
