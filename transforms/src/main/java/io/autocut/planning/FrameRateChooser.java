package io.autocut.planning;

import io.autocut.ingest.FpsSpec;
import io.autocut.time.FrameRate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Picks the frame rate of the film: what was asked for, else the standard rate that most of the
 * footage, by the time for which it can be shown, is nearest to.
 */
final class FrameRateChooser {
  private static final List<FrameRate> STANDARD =
      List.of(
          FrameRate.of(24_000, 1001),
          FrameRate.of(24, 1),
          FrameRate.of(25, 1),
          FrameRate.of(30_000, 1001),
          FrameRate.of(30, 1),
          FrameRate.of(50, 1),
          FrameRate.of(60_000, 1001),
          FrameRate.of(60, 1));

  FrameRate choose(FpsSpec asked, List<WeighedVideo> footage) {
    return asked.exact().orElseGet(() -> mostCommon(footage));
  }

  private static FrameRate mostCommon(List<WeighedVideo> footage) {
    Map<FrameRate, Long> clips = new TreeMap<>();
    for (WeighedVideo clip : footage) {
      FrameRate rate = FrameRate.of(clip.video().getAverageRate());
      clips.merge(nearestStandard(rate), clip.weight(), Long::sum);
    }
    // Of equally common rates the highest: a frame shown twice is seen less than one left out.
    return clips.entrySet().stream()
        .max(Map.Entry.<FrameRate, Long>comparingByValue().thenComparing(Map.Entry::getKey))
        .orElseThrow()
        .getKey();
  }

  private static FrameRate nearestStandard(FrameRate rate) {
    return STANDARD.stream()
        .min(Comparator.comparingDouble(standard -> distance(standard, rate)))
        .orElseThrow();
  }

  /** Relative, so that 59 is nearer to 60 than 24 is to 25. */
  private static double distance(FrameRate a, FrameRate b) {
    double first = (double) a.numerator() * b.denominator();
    double second = (double) b.numerator() * a.denominator();
    return Math.abs(first - second) / Math.max(first, second);
  }
}
