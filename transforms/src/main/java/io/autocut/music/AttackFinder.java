package io.autocut.music;

import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;
import static io.autocut.music.OnsetFeatures.SLOTS_PER_SECOND;

/**
 * Finds where exactly a sound sets in: the steepest rise of level near an expected time.
 *
 * <p>Flux tells frames of 10 ms; the ear and the eye are finer. The level of the differentiated
 * signal tells slots of 2 ms, and a parabola through three of them tells more than the slot.
 */
final class AttackFinder {
  /** An attack is looked for no farther off. */
  static final double REACH_SECONDS = 0.025;

  private static final int REACH = (int) (REACH_SECONDS * SLOTS_PER_SECOND);
  private static final int SPAN = 10 * SLOTS_PER_SECOND / 1000;

  /**
   * Flux is a difference over two frames, so its peak lies a frame after the middle of the rise.
   */
  private static final double FLUX_LAG = 1.0 / FRAMES_PER_SECOND;

  private final float[] levels;

  AttackFinder(OnsetFeatures features) {
    levels = features.attacks();
  }

  /**
   * Where a sound sets in.
   *
   * @param seconds from the first sample; the expected time when no level rises near it
   * @param rise how much louder it is after than before, in the unit of the attacks
   * @param clarity the rise as a part of the level after it: 0 (none) to 1 (out of silence)
   */
  record Attack(double seconds, double rise, double clarity) {}

  /** The attack that belongs to a peak of the flux in this frame. */
  Attack ofFlux(int frame) {
    return near(frame / (double) FRAMES_PER_SECOND - FLUX_LAG);
  }

  /** The attack that is expected at about this time; unit: seconds. */
  Attack near(double expected) {
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
    return bestRise > 0
        ? new Attack(position(best), bestRise, bestRise / levelAfter(best))
        : new Attack(expected, 0, 0);
  }

  /** The attack lies where the parabola through the rises at and beside the slot is highest. */
  private double position(int slot) {
    double before = rise(slot - 1);
    double at = rise(slot);
    double after = rise(slot + 1);
    return (slot + ParabolicPeak.shift(before, at, after)) / SLOTS_PER_SECOND;
  }

  /**
   * Nearer slots count more, else every slot shortly before a click would do as well as the click.
   */
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
    return slot < 0 || slot >= levels.length ? 0 : (double) levels[slot] * levels[slot];
  }
}
