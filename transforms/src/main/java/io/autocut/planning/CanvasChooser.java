package io.autocut.planning;

import io.autocut.ingest.CanvasSpec;
import io.autocut.ingest.CanvasSpec.Aspect;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.VideoStream;
import java.util.List;
import java.util.function.Predicate;

/**
 * Picks the size of the film: what was asked for, else what most of the footage has, by the time
 * for which it can be shown.
 */
final class CanvasChooser {
  /** Nothing larger is chosen unasked: four times the pixels cost four times the work. */
  private static final int[] SHORT_SIDES = {1080, 720, 540, 480, 360, 240};

  /** A shape, and a size that need not be blown up, is taken when more than this part has it. */
  private static final double MAJORITY = 0.5;

  /** 1072 lines are as good as 1080. */
  private static final double NEARLY = 0.98;

  Canvas choose(CanvasSpec asked, List<WeighedVideo> footage) {
    return asked
        .exact()
        .orElseGet(
            () -> canvas(asked.aspect().orElseGet(() -> aspect(footage)), shortSide(footage)));
  }

  private static Aspect aspect(List<WeighedVideo> footage) {
    if (share(footage, v -> v.getDisplayHeight() > v.getDisplayWidth()) > MAJORITY) {
      return Aspect.PORTRAIT;
    }
    if (share(footage, v -> v.getDisplayHeight() == v.getDisplayWidth()) > MAJORITY) {
      return Aspect.SQUARE;
    }
    return Aspect.LANDSCAPE;
  }

  private static int shortSide(List<WeighedVideo> footage) {
    for (int side : SHORT_SIDES) {
      if (share(footage, v -> Math.min(v.getDisplayWidth(), v.getDisplayHeight()) >= NEARLY * side)
          > MAJORITY) {
        return side;
      }
    }
    return SHORT_SIDES[SHORT_SIDES.length - 1];
  }

  private static double share(List<WeighedVideo> footage, Predicate<VideoStream> property) {
    long all = 0;
    long having = 0;
    for (WeighedVideo weighed : footage) {
      all += weighed.weight();
      having += property.test(weighed.video()) ? weighed.weight() : 0;
    }
    return having / (double) all;
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
