package io.autocut.planning;

import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Focus;
import io.autocut.schemas.Moment;
import io.autocut.schemas.Timebase;
import io.autocut.time.RationalTime;
import java.util.Optional;

/**
 * What stays in the picture over a whole event: the mean of what stands out in the moments that it
 * shows, each counted for as long as it is shown. One place, so that a crop around it is steady.
 */
final class ShownFocus {
  private ShownFocus() {}

  /**
   * Empty when nothing stands out in any moment of the range.
   *
   * @param in after the clip's first frame
   * @param out exclusive, counted alike
   */
  static Optional<Focus> of(ClipAnalysis clip, RationalTime in, RationalTime out) {
    Timebase timebase = clip.getTimebase();
    long inPts = clip.getFirstPts() + in.toTicks(timebase.getNum(), timebase.getDen());
    long outPts = clip.getFirstPts() + out.toTicks(timebase.getNum(), timebase.getDen());
    long shown = 0;
    long x = 0;
    long y = 0;
    for (Moment moment : clip.getMoments()) {
      long ticks = Math.min(outPts, moment.getOutPts()) - Math.max(inPts, moment.getInPts());
      if (ticks > 0 && moment.getFocus() != null) {
        shown += ticks;
        x += ticks * moment.getFocus().getX();
        y += ticks * moment.getFocus().getY();
      }
    }
    return shown == 0
        ? Optional.empty()
        : Optional.of(new Focus(rounded(x, shown), rounded(y, shown)));
  }

  private static int rounded(long sum, long weight) {
    return (int) ((2 * sum + weight) / (2 * weight));
  }
}
