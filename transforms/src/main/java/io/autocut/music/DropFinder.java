package io.autocut.music;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.TurnKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the downbeats on which the music sets in at once: it becomes clearly louder, or the bass
 * comes back.
 *
 * <p>Two bars before are compared with two after. So are two beats with two, less the rise that was
 * going on before, so that a crescendo is no drop. What follows must be loud as the music goes and
 * stay so, so that a lone hit is none.
 */
final class DropFinder {
  private static final int BARS = 2;
  private static final int BEATS = 2;
  private static final double LEAST_RISE_LU = 4;
  private static final double LEAST_RISE_AT_ONCE_LU = 3;
  private static final double LEAST_BASS_RISE = 9;
  private static final double LEAST_RISE_WITH_BASS_LU = 0;
  private static final double BELOW_THE_WHOLE_LU = 3;
  private static final double STAYS_WITHIN_LU = 4;
  private static final double LEAST_SECONDS_APART = 8;

  /** Bass that far below its mean is none, however far; unit: decibels. */
  private static final double BASS_RANGE = 24;

  /** The block of the spectrum in which the bass sets in is not before it. */
  private static final double BLUR_SECONDS = 1.0 / BandPowers.BLOCKS_PER_SECOND;

  private final BeatSpans beats;
  private final BandPowers bands;
  private final LoudnessCurve loudness;
  private final double whole;
  private final double leastBass;

  private DropFinder(BeatSpans beats, BandPowers bands, LoudnessCurve loudness) {
    this.beats = beats;
    this.bands = bands;
    this.loudness = loudness;
    whole = loudness.integrated();
    double mean = lowPower(0, bands.blocks() / (double) BandPowers.BLOCKS_PER_SECOND);
    leastBass = Math.max(Double.MIN_NORMAL, mean * StrictMath.pow(10, -BASS_RANGE / 10));
  }

  /** Drops in order of time, each one bar long. */
  static List<MusicStructure.Turn> find(BeatSpans beats, BandPowers bands, LoudnessCurve loudness) {
    return new DropFinder(beats, bands, loudness).find();
  }

  /** How the music changes at a downbeat; unit: loudness units, decibels of the bass. */
  private record Change(int bar, double rise, double bassRise) {
    double strength() {
      return rise + bassRise / 4;
    }
  }

  private List<MusicStructure.Turn> find() {
    List<Change> changes = new ArrayList<>();
    // A bar before to compare with, and two after.
    for (int bar = 1; bar + BARS <= beats.bars(); bar++) {
      Change change = change(bar);
      if (setsInAtOnce(change) && landsLoud(bar)) {
        changes.add(change);
      }
    }
    changes.sort(Comparator.comparingDouble(Change::strength).reversed());
    List<Change> chosen = new ArrayList<>();
    for (Change change : changes) {
      if (chosen.stream().allMatch(other -> apart(change, other))) {
        chosen.add(change);
      }
    }
    chosen.sort(Comparator.comparingInt(Change::bar));
    return chosen.stream().map(this::turn).collect(ImmutableList.toImmutableList());
  }

  private boolean apart(Change one, Change other) {
    return Math.abs(beats.barFrom(one.bar()) - beats.barFrom(other.bar())) >= LEAST_SECONDS_APART;
  }

  private MusicStructure.Turn turn(Change drop) {
    return new MusicStructure.Turn(
        TurnKind.DROP, beats.barFrom(drop.bar()), beats.barTo(drop.bar()), drop.rise());
  }

  private Change change(int bar) {
    double before = beats.barFrom(Math.max(0, bar - BARS));
    double at = beats.barFrom(bar);
    double after = beats.barTo(bar + BARS - 1);
    return new Change(bar, rise(before, at, after), bassRise(before, at, after));
  }

  private boolean setsInAtOnce(Change change) {
    int beat = beats.downbeat(change.bar());
    double earlier = beats.from(Math.max(0, beat - 2 * BEATS));
    double before = beats.from(Math.max(0, beat - BEATS));
    double at = beats.from(beat);
    double after = beats.to(Math.min(beats.count(), beat + BEATS) - 1);
    double goingOn = earlier < before ? Math.max(0, rise(earlier, before, at)) : 0;
    boolean louder =
        change.rise() >= LEAST_RISE_LU
            && rise(before, at, after) - goingOn >= LEAST_RISE_AT_ONCE_LU;
    boolean bassier =
        change.rise() >= LEAST_RISE_WITH_BASS_LU
            && change.bassRise() >= LEAST_BASS_RISE
            && bassRise(before, at, after) >= LEAST_BASS_RISE;
    return louder || bassier;
  }

  private boolean landsLoud(int bar) {
    double landing = loudness.between(beats.barFrom(bar), beats.barTo(bar + BARS - 1));
    int next = bar + BARS;
    double later =
        next < beats.bars()
            ? loudness.between(
                beats.barFrom(next), beats.barTo(Math.min(beats.bars(), next + BARS) - 1))
            : landing;
    return landing >= whole - BELOW_THE_WHOLE_LU && later >= landing - STAYS_WITHIN_LU;
  }

  private double rise(double before, double at, double after) {
    return loudness.between(at, after) - loudness.between(before, at);
  }

  private double bassRise(double before, double at, double after) {
    return bass(at, after) - bass(before, at - BLUR_SECONDS);
  }

  private double bass(double from, double to) {
    return 10 * StrictMath.log10(Math.max(leastBass, lowPower(from, to)));
  }

  private double lowPower(double from, double to) {
    double[] powers = bands.between(from, to);
    double sum = 0;
    for (int band = 0; band < BandPowers.LOW_BANDS; band++) {
      sum += powers[band];
    }
    return sum;
  }
}
