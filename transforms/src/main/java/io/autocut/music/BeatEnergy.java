package io.autocut.music;

import com.google.common.collect.ImmutableList;

/**
 * How loud each beat is beside the loudest of this music: 0 (30 loudness units or more below) to 1,
 * linear in loudness units.
 *
 * <p>Loudness as of EBU R128, but with the beat itself for a window: windows of 400 ms would carry
 * the drop into the break before it.
 */
final class BeatEnergy {
  /** What is that far below the loudest is not heard beside it; unit: loudness units. */
  static final double RANGE_LU = 30;

  private BeatEnergy() {}

  /** One value a beat, in steps of 1/1000. */
  static ImmutableList<Double> of(BeatSpans beats, LoudnessCurve loudness) {
    double[] power = new double[beats.count()];
    double loudest = 0;
    for (int i = 0; i < power.length; i++) {
      power[i] = loudness.power(beats.from(i), beats.to(i));
      loudest = Math.max(loudest, power[i]);
    }
    ImmutableList.Builder<Double> energies = ImmutableList.builder();
    for (double one : power) {
      energies.add(Math.round(1000 * energy(one, loudest)) / 1000.0);
    }
    return energies.build();
  }

  private static double energy(double power, double loudest) {
    return power > 0 ? Math.max(0, 1 + 10 * StrictMath.log10(power / loudest) / RANGE_LU) : 0;
  }
}
