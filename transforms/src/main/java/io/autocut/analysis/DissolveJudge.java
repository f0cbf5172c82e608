package io.autocut.analysis;

import io.autocut.schemas.ShotKind;
import java.util.Optional;

/**
 * Tells whether one shot dissolves into the next around a frame.
 *
 * <p>Over a dissolve each frame is a mix of the picture before and the one after: least squares
 * give the share of the latter, which has to rise evenly, and leave little unexplained. A pan
 * leaves its middle unexplained, and a slow one ends where it began, moved.
 */
final class DissolveJudge {
  private static final int[] LENGTHS = {8, 12, 16, 20, 26, 32, 40, 48};

  /** Mean difference between the pictures before and after, in grey levels. */
  private static final double LEAST_CHANGE = 6;

  /** Contrast of a scene; less is the black of a fade. */
  private static final double SCENE = 3;

  private static final double MOST_UNEXPLAINED = 0.14;
  private static final double MOST_UNEVEN = 0.2;
  private static final double LEAST_DISTANCE = 0.7;

  /** Of layouts with their brightness and contrast evened out: a fade is the same picture. */
  private static final double LEAST_LAYOUT = 0.5;

  private DissolveJudge() {}

  /**
   * A run of frames that mix.
   *
   * @param before the last frame of the shot before
   * @param after the first frame of the shot after
   */
  record Mix(int before, int after, double unevenness) {
    /** Long is good, but a range that is longer than the dissolve is uneven at its ends. */
    boolean betterThan(Mix other) {
      return worth() > other.worth();
    }

    private double worth() {
      return (after - before) * (1 - 4 * unevenness);
    }

    Boundary boundary(FrameRun run) {
      return new Boundary(
          ShotKind.DISSOLVE,
          run.rank((before + after + 1) / 2),
          run.rank(before + 1),
          run.rank(after));
    }
  }

  /** The dissolve whose middle is {@code index}. */
  static Optional<Mix> around(FrameRun run, int index) {
    Optional<Mix> best = Optional.empty();
    for (int length : LENGTHS) {
      int before = index - length / 2 - 1;
      int after = index + length / 2;
      if (before >= run.begin() && after < run.end()) {
        Optional<Mix> mix = mix(run, before, after);
        if (mix.isPresent() && (best.isEmpty() || mix.get().betterThan(best.get()))) {
          best = mix;
        }
      }
    }
    return best;
  }

  private static Optional<Mix> mix(FrameRun run, int before, int after) {
    if (run.contrast(before) < SCENE || run.contrast(after) < SCENE) {
      return Optional.empty();
    }
    Thumbnail first = run.picture(before);
    Thumbnail last = run.picture(after);
    double change = product(first, last, first, last);
    double least = LEAST_CHANGE * Thumbnail.FINENESS;
    if (change < least * least * first.luma().length) {
      return Optional.empty();
    }
    double uneven = 0;
    int length = after - before;
    // From the middle on, which is what a pan does not explain: most that is no dissolve ends
    // there.
    for (int step = 0; step < length - 1; step++) {
      int offset = 1 + (length / 2 - 1 + step) % (length - 1);
      Thumbnail between = run.picture(before + offset);
      double share = share(first, between, last, change);
      double due = (double) offset / length;
      uneven = Math.max(uneven, Math.abs(share - due));
      if (unexplained(first, between, share, change) > MOST_UNEXPLAINED || uneven > MOST_UNEVEN) {
        return Optional.empty();
      }
    }
    return SceneDistance.layout(first.evened(), last.evened()) >= LEAST_LAYOUT
            && SceneDistance.between(first, last) >= LEAST_DISTANCE
        ? Optional.of(new Mix(before, after, uneven))
        : Optional.empty();
  }

  /**
   * Whether a picture may be seen on the way from one scene to another: as a mix, or as nothing.
   */
  static boolean mayMix(Thumbnail first, Thumbnail between, Thumbnail last) {
    double change = product(first, last, first, last);
    return between.contrast() < SCENE
        || change > 0
            && unexplained(first, between, share(first, between, last, change), change)
                <= MOST_UNEXPLAINED;
  }

  /** How much of the last picture is mixed into the first. */
  private static double share(Thumbnail first, Thumbnail between, Thumbnail last, double change) {
    return product(first, between, first, last) / change;
  }

  /** The part of a picture's change since the first that no mix with the last gives. */
  private static double unexplained(
      Thumbnail first, Thumbnail between, double share, double change) {
    return product(first, between, first, between) / change - share * share;
  }

  /** Inner product of the changes from {@code a} to {@code b} and from {@code c} to {@code d}. */
  private static double product(Thumbnail a, Thumbnail b, Thumbnail c, Thumbnail d) {
    return product(a.luma(), b.luma(), c.luma(), d.luma())
        + product(a.blue(), b.blue(), c.blue(), d.blue())
        + product(a.red(), b.red(), c.red(), d.red());
  }

  private static long product(int[] a, int[] b, int[] c, int[] d) {
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (long) (b[i] - a[i]) * (d[i] - c[i]);
    }
    return sum;
  }
}
