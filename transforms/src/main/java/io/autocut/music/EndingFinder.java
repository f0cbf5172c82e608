package io.autocut.music;

import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;

import java.util.Arrays;

/**
 * Finds where the ending begins: the last chord, or a fade.
 *
 * <p>A fade is where the loudness only falls from there on, while beats go on; it begins on a
 * downbeat. A last chord is the last clear onset when nothing but its sound follows for two beats.
 */
final class EndingFinder {
  private static final double LONGEST_SECONDS = 30;
  private static final double LONGEST_PART = 0.25;
  private static final double RISES_WITHIN_LU = 3;
  private static final double BODY_LU = 2;
  private static final double LEAST_FALL_LU = 10;
  private static final double LEAST_FADE_BEATS = 6;
  private static final double LEAST_CHORD_BEATS = 1.75;
  private static final double CLEAR_ONSET = 0.4;
  private static final int ONSET_REACH = 3;

  private final BeatSpans beats;
  private final OnsetFeatures features;
  private final LoudnessCurve loudness;
  private final double to;
  private final double unit;
  private final double longest;

  private EndingFinder(
      BeatSpans beats, OnsetFeatures features, LoudnessCurve loudness, double from, double to) {
    this.beats = beats;
    this.features = features;
    this.loudness = loudness;
    this.to = to;
    unit = (beats.to(beats.count() - 1) - beats.from(0)) / beats.count();
    longest = Math.min(LONGEST_SECONDS, LONGEST_PART * (to - from));
  }

  /**
   * A beat, or {@code to}, the end of sound, when the music that begins at {@code from} just stops.
   */
  static double find(
      BeatSpans beats, OnsetFeatures features, LoudnessCurve loudness, double from, double to) {
    return new EndingFinder(beats, features, loudness, from, to).find();
  }

  private double find() {
    int chord = lastOnset();
    double body = endOfBody();
    boolean fades = to - body >= LEAST_FADE_BEATS * unit;
    if (fades && beats.from(chord) > body) {
      return downbeatBefore(body);
    }
    boolean rings = to - beats.from(chord) >= LEAST_CHORD_BEATS * unit;
    return rings && to - beats.from(chord) <= longest ? beats.from(chord) : to;
  }

  /** Where loudness begins to fall for good; {@code to} when it does not. */
  private double endOfBody() {
    double last = level(0);
    double loudest = last;
    // Back from the end, as long as nothing that follows is clearly louder.
    for (int i = 1; i * unit <= longest && level(i) >= loudest - RISES_WITHIN_LU; i++) {
      loudest = Math.max(loudest, level(i));
    }
    int body = 0;
    while (level(body) < loudest - BODY_LU) {
      body++;
    }
    return loudest - last >= LEAST_FALL_LU ? to - body * unit : to;
  }

  private double level(int unitsBack) {
    return loudness.between(to - (unitsBack + 1) * unit, to - unitsBack * unit);
  }

  private double downbeatBefore(double time) {
    double found = to;
    for (int bar = 0; bar < beats.bars() && beats.barFrom(bar) <= time; bar++) {
      found = beats.barFrom(bar);
    }
    return found;
  }

  /** The last beat on which something clearly begins. */
  private int lastOnset() {
    double[] onsets = new double[beats.count()];
    for (int beat = 0; beat < onsets.length; beat++) {
      onsets[beat] = onset(beats.from(beat));
    }
    double[] sorted = onsets.clone();
    Arrays.sort(sorted);
    double clear = CLEAR_ONSET * sorted[sorted.length * 3 / 4];
    int last = onsets.length - 1;
    while (last > 0 && onsets[last] < clear) {
      last--;
    }
    return last;
  }

  private double onset(double time) {
    int centre = (int) StrictMath.rint(time * FRAMES_PER_SECOND);
    double strongest = 0;
    for (int frame = Math.max(0, centre - ONSET_REACH);
        frame <= Math.min(features.frames() - 1, centre + ONSET_REACH);
        frame++) {
      double flux = features.low()[frame] + features.mid()[frame] + features.high()[frame];
      strongest = Math.max(strongest, flux);
    }
    return strongest;
  }
}
