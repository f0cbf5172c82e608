package io.autocut.runners.benchmark;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.Arrays;
import java.util.List;

/**
 * Compares found beats with annotated ones.
 *
 * <p>Source: M. E. P. Davies, N. Degara and M. D. Plumbley, "Evaluation methods for musical audio
 * beat tracking algorithms", Queen Mary University of London, C4DM-TR-09-06, 2009. A found beat is
 * continuously right when it lies within 17.5 % of the annotated interval from its annotation and
 * its own interval differs by less than 17.5 % from the annotated one. Allowed metrical levels: as
 * annotated, off-beat, double, and both halves. Times are seconds, rising.
 */
final class BeatScorer {
  private static final double WINDOW_SECONDS = 0.07;
  private static final double PHASE_TOLERANCE = 0.175;
  private static final double PERIOD_TOLERANCE = 0.175;

  private final double trimSeconds;

  private BeatScorer(double trimSeconds) {
    this.trimSeconds = trimSeconds;
  }

  /** A scorer for which nothing that falls before {@code seconds} counts, found or annotated. */
  static BeatScorer ignoringBefore(double seconds) {
    checkArgument(seconds >= 0, "trim must not be negative: %s s", seconds);
    return new BeatScorer(seconds);
  }

  BeatScore score(ImmutableDoubleArray annotatedBeats, ImmutableDoubleArray foundBeats) {
    double[] annotated = trimmed(annotatedBeats);
    double[] found = trimmed(foundBeats);
    ImmutableDoubleArray errors = errors(annotated, found);
    Continuity annotatedLevel = new Continuity(0, 0);
    Continuity anyLevel = new Continuity(0, 0);
    if (annotated.length >= 2 && found.length >= 2) {
      annotatedLevel = continuity(annotated, found);
      anyLevel = annotatedLevel;
      for (double[] level : otherLevels(annotated)) {
        anyLevel = anyLevel.better(continuity(level, found));
      }
    }
    return new BeatScore(
        f(errors.length(), annotated.length, found.length),
        annotatedLevel.longest(),
        annotatedLevel.total(),
        anyLevel.longest(),
        anyLevel.total(),
        errors);
  }

  /** F-measure of the beats within 70 ms alone, as for downbeats. */
  double f(ImmutableDoubleArray annotatedBeats, ImmutableDoubleArray foundBeats) {
    double[] annotated = trimmed(annotatedBeats);
    double[] found = trimmed(foundBeats);
    return f(errors(annotated, found).length(), annotated.length, found.length);
  }

  private double[] trimmed(ImmutableDoubleArray beats) {
    return beats.stream().filter(beat -> beat >= trimSeconds).toArray();
  }

  private static double f(int matches, int annotated, int found) {
    return matches == 0 ? 0 : 2.0 * matches / (annotated + found);
  }

  /** Pairs as many beats as possible; taking the earliest that fits is optimal on a line. */
  private static ImmutableDoubleArray errors(double[] annotated, double[] found) {
    ImmutableDoubleArray.Builder errors = ImmutableDoubleArray.builder();
    int a = 0;
    int b = 0;
    while (a < annotated.length && b < found.length) {
      double late = found[b] - annotated[a];
      if (Math.abs(late) <= WINDOW_SECONDS) {
        errors.add(late);
        a++;
        b++;
      } else if (late < 0) {
        b++;
      } else {
        a++;
      }
    }
    return errors.build();
  }

  /** Off-beat, double, half from the first beat, half from the second. */
  private static List<double[]> otherLevels(double[] annotated) {
    double[] doubled = new double[2 * annotated.length - 1];
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] = (annotated[i / 2] + annotated[(i + 1) / 2]) / 2;
    }
    return ImmutableList.of(
        everySecond(doubled, 1), doubled, everySecond(annotated, 0), everySecond(annotated, 1));
  }

  private static double[] everySecond(double[] beats, int from) {
    double[] half = new double[(beats.length - from + 1) / 2];
    for (int i = 0; i < half.length; i++) {
      half[i] = beats[from + 2 * i];
    }
    return half;
  }

  /** Shares of the longer of both lists. */
  private record Continuity(double longest, double total) {
    Continuity better(Continuity other) {
      return new Continuity(Math.max(longest, other.longest), Math.max(total, other.total));
    }
  }

  private static Continuity continuity(double[] annotated, double[] found) {
    if (annotated.length < 2) {
      return new Continuity(0, 0);
    }
    boolean[] taken = new boolean[annotated.length];
    int run = 0;
    int longest = 0;
    int total = 0;
    for (int i = 0; i < found.length; i++) {
      int nearest = nearest(annotated, found[i]);
      if (!taken[nearest] && continuous(annotated, nearest, found, i)) {
        taken[nearest] = true;
        total++;
        run++;
        longest = Math.max(longest, run);
      } else {
        run = 0;
      }
    }
    double length = Math.max(annotated.length, found.length);
    return new Continuity(longest / length, total / length);
  }

  /** Index of the beat that is nearest, the earlier of two that are as near. */
  private static int nearest(double[] annotated, double time) {
    int place = Arrays.binarySearch(annotated, time);
    int after = place >= 0 ? place : -place - 1;
    if (after == 0) {
      return 0;
    }
    return after < annotated.length && annotated[after] - time < time - annotated[after - 1]
        ? after
        : after - 1;
  }

  /** At either beginning there is no interval before, so the one after counts. */
  private static boolean continuous(double[] annotated, int a, double[] found, int b) {
    boolean first = a == 0 || b == 0;
    double annotatedInterval =
        first ? intervalAfter(annotated, a) : annotated[a] - annotated[a - 1];
    double foundInterval = first ? intervalAfter(found, b) : found[b] - found[b - 1];
    double phase = Math.abs(found[b] - annotated[a]) / annotatedInterval;
    double period = Math.abs(1 - foundInterval / annotatedInterval);
    return phase < PHASE_TOLERANCE && period < PERIOD_TOLERANCE;
  }

  private static double intervalAfter(double[] beats, int index) {
    return index + 1 < beats.length
        ? beats[index + 1] - beats[index]
        : beats[index] - beats[index - 1];
  }
}
