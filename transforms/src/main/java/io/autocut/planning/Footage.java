package io.autocut.planning;

import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Moment;
import io.autocut.schemas.MomentScores;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import io.autocut.time.TimeRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One clip while a montage is planned: its moments, and what of it is still unused. All times count
 * from the clip's first frame. Not safe for several threads.
 */
final class Footage {
  private final AnalyzedClip clip;
  private final List<TimeRange> moments = new ArrayList<>();
  private final List<MomentScores> scores = new ArrayList<>();
  private final List<RationalTime> starts = new ArrayList<>();
  private final Set<RationalTime> keyframes = new HashSet<>();
  private final List<RationalTime> cuts;
  private final List<TimeRange> used = new ArrayList<>();

  Footage(AnalyzedClip clip) {
    this.clip = clip;
    ClipAnalysis analysis = clip.analysis();
    for (Moment moment : analysis.getMoments()) {
      moments.add(TimeRange.of(time(moment.getInPts()), time(moment.getOutPts())));
      scores.add(moment.getScores());
    }
    this.cuts = analysis.getShots().stream().map(shot -> time(shot.getInPts())).toList();
    analysis.getKeyframePts().forEach(pts -> keyframes.add(time(pts)));
    Set<RationalTime> distinct = new HashSet<>(keyframes);
    moments.forEach(moment -> distinct.add(onFrame(moment.in())));
    starts.addAll(distinct.stream().sorted().toList());
  }

  private RationalTime time(long pts) {
    ClipAnalysis analysis = clip.analysis();
    return RationalTime.ofTicks(
        pts - analysis.getFirstPts(),
        analysis.getTimebase().getNum(),
        analysis.getTimebase().getDen());
  }

  /**
   * The first frame at or after {@code instant} of a clip with an even rate: an in-point between
   * two frames helps nobody, and the frame before may belong to another shot.
   */
  private RationalTime onFrame(RationalTime instant) {
    FrameRate rate = FrameRate.of(clip.analysis().getVideo().getAverageRate());
    long nearest = rate.frameAt(instant);
    return rate.timeOf(rate.timeOf(nearest).compareTo(instant) < 0 ? nearest + 1 : nearest);
  }

  AnalyzedClip clip() {
    return clip;
  }

  /** In-points to choose from, rising. */
  List<RationalTime> starts() {
    return starts;
  }

  boolean isKeyframe(RationalTime start) {
    return keyframes.contains(start);
  }

  int timesUsed() {
    return used.size();
  }

  /**
   * The mean scores over {@code range}, weighted by time; empty when it is used or crosses a cut.
   */
  Optional<MomentScores> scoresOf(TimeRange range) {
    if (used.stream().anyMatch(range::overlaps) || isCut(range)) {
      return Optional.empty();
    }
    int first = momentAt(range.in());
    if (first < 0) {
      return Optional.empty();
    }
    WeightedScores sum = new WeightedScores();
    RationalTime covered = range.in();
    for (int i = first; i < moments.size() && covered.compareTo(range.out()) < 0; i++) {
      TimeRange moment = moments.get(i);
      if (moment.in().compareTo(covered) > 0) {
        return Optional.empty();
      }
      RationalTime end = moment.out().min(range.out());
      sum.add(scores.get(i), end.minus(covered));
      covered = end;
    }
    return covered.compareTo(range.out()) >= 0 ? Optional.of(sum.mean()) : Optional.empty();
  }

  private boolean isCut(TimeRange range) {
    return cuts.stream()
        .anyMatch(cut -> range.in().compareTo(cut) < 0 && cut.compareTo(range.out()) < 0);
  }

  /** Index of the moment that holds {@code instant}, or -1. */
  private int momentAt(RationalTime instant) {
    int low = 0;
    int high = moments.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      TimeRange moment = moments.get(middle);
      if (moment.out().compareTo(instant) <= 0) {
        low = middle + 1;
      } else if (moment.in().compareTo(instant) > 0) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1;
  }

  /** Marks {@code range} as shown; what follows it becomes a further in-point. */
  void use(TimeRange range) {
    used.add(range);
    int place = Collections.binarySearch(starts, range.out());
    if (place < 0) {
      starts.add(-place - 1, range.out());
    }
  }

  /** Adds up scores; plain arithmetic in a fixed order, so that every machine agrees. */
  private static final class WeightedScores {
    private double sharpness;
    private double exposure;
    private double motion;
    private double contrast;
    private double weight;

    void add(MomentScores scores, RationalTime length) {
      double millis = length.toTicks(1, 1000);
      sharpness += scores.getSharpness() * millis;
      exposure += scores.getExposure() * millis;
      motion += scores.getMotion() * millis;
      contrast += scores.getContrast() * millis;
      weight += millis;
    }

    MomentScores mean() {
      double divisor = Math.max(1, weight);
      return MomentScores.newBuilder()
          .setSharpness(sharpness / divisor)
          .setExposure(exposure / divisor)
          .setMotion(motion / divisor)
          .setContrast(contrast / divisor)
          .build();
    }
  }
}
