package io.autocut.music;

import static io.autocut.music.OnsetFeatures.FRAMES_PER_SECOND;

import java.util.Arrays;

/**
 * The colour of the sound: its power in sixteen bands, two an octave, {@value #BLOCKS_PER_SECOND}
 * times a second.
 *
 * <p>Block n is the mean of the spectra centred from n/{@value #BLOCKS_PER_SECOND} s on. 38 kB a
 * minute of music.
 */
final class BandPowers {
  static final int BANDS = 16;

  /** The lowest of them, up to 120 Hz: bass drum and bass. */
  static final int LOW_BANDS = 2;

  static final int BLOCKS_PER_SECOND = 10;

  private static final int FRAMES_PER_BLOCK = FRAMES_PER_SECOND / BLOCKS_PER_SECOND;
  private static final double LOWEST_HZ = 25;
  private static final double FIRST_EDGE_HZ = 60;

  private final int[] edges = new int[BANDS + 1];
  private final float[] powers;
  private final int frames;

  /** For that many spectra of so many bins. */
  BandPowers(int sampleRate, int bins, int frames) {
    this.frames = frames;
    powers = new float[(frames + FRAMES_PER_BLOCK - 1) / FRAMES_PER_BLOCK * BANDS];
    edges[0] = bin(LOWEST_HZ, sampleRate, bins);
    for (int band = 1; band <= BANDS; band++) {
      edges[band] = bin(FIRST_EDGE_HZ * StrictMath.pow(2, band / 2.0), sampleRate, bins);
    }
  }

  private static int bin(double hz, int sampleRate, int bins) {
    return (int) Math.min(bins, StrictMath.rint(hz * 2 * bins / sampleRate));
  }

  /** Takes the spectrum of a frame. */
  void add(int frame, float[] magnitudes) {
    int block = frame / FRAMES_PER_BLOCK;
    int length = Math.min(frames, (block + 1) * FRAMES_PER_BLOCK) - block * FRAMES_PER_BLOCK;
    for (int band = 0; band < BANDS; band++) {
      float sum = 0;
      for (int bin = edges[band]; bin < edges[band + 1]; bin++) {
        sum += magnitudes[bin] * magnitudes[bin];
      }
      powers[block * BANDS + band] += sum / length;
    }
  }

  int blocks() {
    return powers.length / BANDS;
  }

  /** Mean power of each band over the blocks that begin in this range; unit of range: seconds. */
  double[] between(double from, double to) {
    int last = Math.max(0, blocks() - 1);
    int first = Math.min(last, Math.max(0, (int) StrictMath.rint(from * BLOCKS_PER_SECOND)));
    int end =
        Math.min(blocks(), Math.max(first + 1, (int) StrictMath.rint(to * BLOCKS_PER_SECOND)));
    double[] mean = new double[BANDS];
    for (int block = first; block < end; block++) {
      for (int band = 0; band < BANDS; band++) {
        mean[band] += powers[block * BANDS + band];
      }
    }
    return Arrays.stream(mean).map(sum -> sum / Math.max(1, end - first)).toArray();
  }
}
