package io.autocut.analysis;

import io.autocut.schemas.ShotKind;
import java.util.Optional;

/**
 * Tells whether one shot fades to black or white and the next one out of it.
 *
 * <p>In between there are frames without contrast; towards them contrast falls frame by frame, and
 * after them it rises.
 */
final class FadeJudge {
  private static final double FLAT = 2.5;
  private static final double DARK = 40;
  private static final double BRIGHT = 205;

  /** Contrast of a scene. */
  private static final double SCENE = 3.5;

  /** Fewer frames than this are a flash or a blink, unless the scene is another after it. */
  private static final int PAUSE = 12;

  private static final double OTHER_SCENE = 0.5;
  private static final int LEAST_RAMP = 3;
  private static final int LONGEST_RAMP = 45;

  private FadeJudge() {}

  /** The fade whose last flat frame is {@code index}. */
  static Optional<Boundary> endsFlat(FrameRun run, int index) {
    if (!flat(run, index) || index + 1 >= run.end() || flat(run, index + 1)) {
      return Optional.empty();
    }
    int first = index;
    while (first - 1 >= run.begin() && flat(run, first - 1)) {
      first--;
    }
    int before = ramp(run, first, -1);
    int after = ramp(run, index, 1);
    boolean ramped = first - before > LEAST_RAMP || after - index > LEAST_RAMP;
    if (before == first || !ramped || run.contrast(before) < SCENE || run.contrast(after) < SCENE) {
      return Optional.empty();
    }
    boolean returns =
        index - first < PAUSE
            && SceneDistance.between(run.picture(before), run.picture(after)) < OTHER_SCENE;
    int middle = first + (index - first + 1) / 2;
    return returns
        ? Optional.empty()
        : Optional.of(
            new Boundary(ShotKind.FADE, run.rank(middle), run.rank(before + 1), run.rank(after)));
  }

  private static boolean flat(FrameRun run, int index) {
    double brightness = run.picture(index).brightness();
    return run.contrast(index) < FLAT && (brightness < DARK || brightness > BRIGHT);
  }

  /** The frame at which contrast stops growing, away from the flat one. */
  private static int ramp(FrameRun run, int flat, int direction) {
    int at = flat;
    while (Math.abs(at - flat) < LONGEST_RAMP
        && at + direction >= run.begin()
        && at + direction < run.end()
        && run.contrast(at + direction) > run.contrast(at) * 1.01) {
      at += direction;
    }
    return at;
  }
}
