package io.autocut.planning;

import io.autocut.ingest.CanvasSpec;
import io.autocut.ingest.CanvasSpec.Aspect;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.VideoStream;
import java.util.List;
import java.util.function.Predicate;

/** Picks the size of the film: what was asked for, else what most of the footage has. */
final class CanvasChooser {
  private static final int[] SHORT_SIDES = {1080, 720};
  private static final int SMALLEST_SHORT_SIDE = 480;

  /** A shape is taken when four clips of five have it; mixed footage becomes landscape. */
  private static final double CLEAR_MAJORITY = 0.8;

  /** A size is taken when this share of the clips need not be blown up for it. */
  private static final double SHARE_OF_SIZE = 1.0 / 3;

  Canvas choose(CanvasSpec asked, List<VideoStream> footage) {
    return asked
        .exact()
        .orElseGet(
            () -> canvas(asked.aspect().orElseGet(() -> aspect(footage)), shortSide(footage)));
  }

  private static Aspect aspect(List<VideoStream> footage) {
    if (share(footage, v -> v.getDisplayHeight() > v.getDisplayWidth()) >= CLEAR_MAJORITY) {
      return Aspect.PORTRAIT;
    }
    if (share(footage, v -> v.getDisplayHeight() == v.getDisplayWidth()) >= CLEAR_MAJORITY) {
      return Aspect.SQUARE;
    }
    return Aspect.LANDSCAPE;
  }

  private static int shortSide(List<VideoStream> footage) {
    for (int side : SHORT_SIDES) {
      if (share(footage, v -> Math.min(v.getDisplayWidth(), v.getDisplayHeight()) >= side)
          >= SHARE_OF_SIZE) {
        return side;
      }
    }
    return SMALLEST_SHORT_SIDE;
  }

  private static double share(List<VideoStream> footage, Predicate<VideoStream> property) {
    return footage.stream().filter(property).count() / (double) footage.size();
  }

  private static Canvas canvas(Aspect aspect, int shortSide) {
    int narrow = Math.min(aspect.width(), aspect.height());
    return new Canvas(
        even(shortSide * aspect.width(), narrow), even(shortSide * aspect.height(), narrow));
  }

  private static int even(int numerator, int denominator) {
    return (numerator + denominator) / (2 * denominator) * 2;
  }
}
