package io.autocut.music;

/**
 * How much the music changes at a beat: how far what follows lies from what came before.
 *
 * <p>J. Foote, "Automatic audio segmentation using a measure of audio novelty", ICME 2000: a
 * checkerboard kernel, tapered with a Gaussian, moved along the diagonal of the self-similarity
 * matrix. With inner products for a similarity and a taper that is a product of two, the sum under
 * the kernel is the squared distance of two weighted means; so it is computed here, without a
 * matrix, and in the units of the texture. Means of each side keep the ends of the music from
 * looking like changes.
 */
final class Novelty {
  /** Beats on either side. */
  private static final int[] REACHES = {16, 32};

  private Novelty() {}

  /** Mean over the two kernels; less where little music is left on one side to compare with. */
  static double at(SoundTexture texture, int beat) {
    double sum = 0;
    for (int reach : REACHES) {
      Side before = new Side(texture, beat - 1, -1, reach);
      Side after = new Side(texture, beat, 1, reach);
      double evidence = Math.min(before.weight, after.weight) * 2 / (before.weight + after.weight);
      sum += SoundTexture.distance(before.mean, after.mean) * Math.sqrt(evidence);
    }
    return sum / REACHES.length;
  }

  /** The music on one side of a beat, what is near counting most. */
  private static final class Side {
    private final double[] mean = new double[SoundTexture.DIMENSIONS];
    private final double weight;

    Side(SoundTexture texture, int first, int direction, int reach) {
      double total = 0;
      int beat = first;
      for (int i = 0; i < reach && beat >= 0 && beat < texture.beats(); i++) {
        double distance = (i + 0.5) / reach;
        double taper = StrictMath.exp(-2 * distance * distance);
        texture.addTo(mean, beat, taper);
        total += taper;
        beat += direction;
      }
      for (int i = 0; i < mean.length && total > 0; i++) {
        mean[i] /= total;
      }
      weight = total;
    }
  }
}
