package io.autocut.music;

import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;
import static io.autocut.music.OnsetFeatures.PITCH_CLASSES;

import java.util.Arrays;

/**
 * What each beat sounds like, as a point in a space where a distance of about 1 is a clear change:
 * colour (bands), harmony (chroma) and loudness.
 *
 * <p>Bands are in decibels beside their own mean over the piece, so that each counts alike, however
 * little of the power lies in the treble.
 */
final class SoundTexture {
  /** Length of a point. */
  static final int DIMENSIONS = BandPowers.BANDS + PITCH_CLASSES + 1;

  private static final double BAND_DECIBELS = 5;
  private static final double CHROMA_DISTANCE = 0.35;
  private static final double LOUDNESS_LU = 5;
  private static final double LEAST_OF_BAND = 1e-3;
  private static final double LEAST_OF_ALL = 1e-7;

  private final int beats;
  private final float[] points;

  private SoundTexture(int beats) {
    this.beats = beats;
    points = new float[Math.multiplyExact(beats, DIMENSIONS)];
  }

  static SoundTexture of(BeatSpans beats, OnsetFeatures features, LoudnessCurve loudness) {
    SoundTexture texture = new SoundTexture(beats.count());
    texture.addBands(beats, features.bandPowers());
    texture.addChroma(beats, features);
    texture.addLoudness(beats, loudness);
    return texture;
  }

  /** Number of beats. */
  int beats() {
    return beats;
  }

  /** Adds the point of a beat, so many times, to {@code sum}. */
  void addTo(double[] sum, int beat, double weight) {
    for (int i = 0; i < DIMENSIONS; i++) {
      sum[i] += weight * points[beat * DIMENSIONS + i];
    }
  }

  /** The middle of the points from one beat, inclusive, to another, exclusive. */
  double[] mean(int from, int to) {
    double[] sum = new double[DIMENSIONS];
    for (int beat = from; beat < to; beat++) {
      addTo(sum, beat, 1.0 / (to - from));
    }
    return sum;
  }

  static double distance(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - other[i]) * (one[i] - other[i]);
    }
    return Math.sqrt(sum);
  }

  private void addBands(BeatSpans beats, BandPowers powers) {
    double[] whole = powers.between(0, powers.blocks() / (double) BandPowers.BLOCKS_PER_SECOND);
    double all = Arrays.stream(whole).sum() / whole.length;
    double scale = 1 / (BAND_DECIBELS * Math.sqrt(whole.length));
    for (int beat = 0; beat < this.beats; beat++) {
      double[] now = powers.between(beats.from(beat), beats.to(beat));
      for (int band = 0; band < now.length; band++) {
        double least = Math.max(LEAST_OF_BAND * whole[band], LEAST_OF_ALL * all);
        double level =
            10 * StrictMath.log10(Math.max(now[band], least) / Math.max(whole[band], least));
        points[beat * DIMENSIONS + band] = (float) (scale * level);
      }
    }
  }

  private void addChroma(BeatSpans beats, OnsetFeatures features) {
    for (int beat = 0; beat < this.beats; beat++) {
      int first = Math.max(0, (int) (beats.from(beat) * FRAMES_PER_SECOND));
      int end = Math.min(features.frames(), (int) (beats.to(beat) * FRAMES_PER_SECOND));
      double[] chroma = new double[PITCH_CLASSES];
      for (int frame = first; frame < end; frame++) {
        for (int pitch = 0; pitch < PITCH_CLASSES; pitch++) {
          chroma[pitch] += features.chroma()[frame * PITCH_CLASSES + pitch];
        }
      }
      double length = Math.sqrt(Arrays.stream(chroma).map(x -> x * x).sum());
      for (int pitch = 0; pitch < PITCH_CLASSES && length > 0; pitch++) {
        points[beat * DIMENSIONS + BandPowers.BANDS + pitch] =
            (float) (chroma[pitch] / length / CHROMA_DISTANCE);
      }
    }
  }

  private void addLoudness(BeatSpans beats, LoudnessCurve loudness) {
    int at = DIMENSIONS - 1;
    for (double energy : BeatEnergy.of(beats, loudness)) {
      points[at] = (float) (energy * BeatEnergy.RANGE_LU / LOUDNESS_LU);
      at += DIMENSIONS;
    }
  }
}
