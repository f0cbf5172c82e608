package io.autocut.analysis;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Face;
import io.autocut.schemas.ShotScale;
import io.autocut.schemas.Veto;
import java.util.List;

/**
 * Turns measures into scores. The curves {@code x / (x + half)} never run against the end of the
 * scale; one half is what an ordinary clip shows.
 */
final class LookScores {
  private static final int DARK = 60;
  private static final int FINGER_RED = 155;
  private static final int LEAST_STRUCTURE = 24;
  private static final double HALF_NARROW = 0.25;
  private static final double HALF_ENERGY = 400;
  private static final double NARROW_WEIGHT = 0.6;
  private static final double DARKEST_GOOD = 80;
  private static final double BRIGHTEST_GOOD = 160;
  private static final double FULL_CONTRAST = 200;
  private static final double FULL_COLOUR = 109;
  private static final double HALF_NOISE = 4;

  /** Nine tenths of normally distributed noise lie in so many of its standard deviations. */
  private static final double NOISE_RANGE = 3.3;

  /** Picture widths a second. */
  private static final double HALF_CAMERA = 0.25;

  private static final double HALF_SUBJECT = 0.05;
  private static final double HALF_JITTER = 0.12;

  /** Speeds below these are the measure's own error. */
  private static final double LEAST_SUBJECT = 0.002;

  private static final double LEAST_JITTER = 0.005;
  private static final double LEAST_CAMERA = 0.006;

  private static final double BLURRED_SHARPNESS = 0.06;
  private static final double NOTHING_ENERGY = 3;

  /** Detail of stars and fireworks in an otherwise black picture. */
  private static final double SPARKS_ENERGY = 40;

  private LookScores() {}

  /** The scores of one frame, seen together with the motion and the faces of its glance. */
  static ScoreCard of(Look look, CameraPath path, List<Face> faces) {
    double camera = saturating(Math.max(0, path.speed() - LEAST_CAMERA), HALF_CAMERA);
    double subject = saturating(Math.max(0, path.own() - LEAST_SUBJECT), HALF_SUBJECT);
    double jitter = saturating(Math.max(0, path.jitter() - LEAST_JITTER), HALF_JITTER);
    double noise = look.noise() / HALF_NOISE;
    return ScoreCard.of(
        sharpness(look.sharpness()),
        exposure(look.tones()),
        1 - (1 - camera) * (1 - subject),
        contrast(look),
        look.colours().colourfulness() / FULL_COLOUR,
        1 / (1 + noise * noise),
        1 - jitter,
        subject,
        faces(faces));
  }

  private static double sharpness(Sharpness sharpness) {
    return StrictMath.pow(saturating(sharpness.narrowness(), HALF_NARROW), NARROW_WEIGHT)
        * StrictMath.pow(saturating(sharpness.energy(), HALF_ENERGY), 1 - NARROW_WEIGHT);
  }

  /** The range that noise alone would fill is no contrast. */
  private static double contrast(Look look) {
    double range = look.tones().high() - look.tones().low();
    double noise = NOISE_RANGE * look.noise();
    return Math.sqrt(Math.max(0, range * range - noise * noise)) / FULL_CONTRAST;
  }

  private static double exposure(Tones tones) {
    double mean = tones.mean();
    double level =
        mean < DARKEST_GOOD
            ? mean / DARKEST_GOOD
            : mean > BRIGHTEST_GOOD ? (255 - mean) / (255 - BRIGHTEST_GOOD) : 1;
    double clipped = Math.min(1, 2 * tones.burnt() + 0.5 * tones.crushed());
    return level * (1 - clipped);
  }

  /** The more faces, the larger and the nearer to the middle, the higher. */
  private static double faces(List<Face> faces) {
    double none = 1;
    for (Face face : faces) {
      double x = (face.getLeft() + face.getWidth() / 2.0 - 500) / 500;
      double y = (face.getTop() + face.getHeight() / 2.0 - 500) / 500;
      double central = 1 - 0.5 * Math.min(1, x * x + y * y);
      none *= 1 - saturating(face.getHeight(), 150) * central;
    }
    return 1 - none;
  }

  static ShotScale scale(List<Face> faces) {
    if (faces.isEmpty()) {
      return ShotScale.UNKNOWN;
    }
    int height = faces.get(0).getHeight();
    return height >= 350 ? ShotScale.CLOSE : height >= 130 ? ShotScale.MEDIUM : ShotScale.WIDE;
  }

  /** Why this frame had better not be shown. */
  static ImmutableList<Veto> vetoes(Look look) {
    Tones tones = look.tones();
    double noise = look.noise() * look.noise();
    boolean detailed = look.sharpness().energy() >= NOTHING_ENERGY + noise;
    if (tones.high() < 14 && tones.mean() < 8 && look.sharpness().energy() < SPARKS_ENERGY) {
      return ImmutableList.of(Veto.BLACK);
    }
    if (tones.low() > 243) {
      return ImmutableList.of(Veto.WHITE);
    }
    // A bright wall or sky has no more detail than a hand before the lens, but is neither dark nor
    // red with the light that falls through a finger.
    boolean covered = tones.mean() < DARK || look.colours().tint().getRed() > FINGER_RED;
    if (!detailed && covered) {
      return ImmutableList.of(Veto.COVERED);
    }
    // A plain wall is not sharp either; what is out of focus has light and dark in it.
    boolean structured = tones.deviation() >= LEAST_STRUCTURE;
    return structured && sharpness(look.sharpness()) < BLURRED_SHARPNESS
        ? ImmutableList.of(Veto.BLURRED)
        : ImmutableList.of();
  }

  private static double saturating(double value, double half) {
    return value / (value + half);
  }
}
