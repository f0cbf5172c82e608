package io.autocut.music;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.TurnKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds where the loudness of the music rises steadily over two to sixteen bars.
 *
 * <p>A line is laid through the loudness of the half bars: it must rise by a clear amount, fit
 * well, and go on from third to third. It ends with a drop, where there is one. Where builds
 * overlap, the one that rises most and steadiest counts.
 */
final class BuildFinder {
  private static final int LEAST_HALVES = 4;
  private static final int MOST_HALVES = 32;
  private static final double LEAST_RISE_LU = 4;
  private static final double LEAST_FIT = 0.75;

  // Four points lie near a line by chance, and often: a short build must be clear.
  private static final int SHORT_HALVES = 8;
  private static final double LEAST_RISE_OF_SHORT_LU = 6;
  private static final double LEAST_FIT_OF_SHORT = 0.85;

  /** A bar that adds less has nothing to do with the rise; unit: loudness units. */
  private static final double LEAST_OF_BAR = 0.5;

  /** From third to third of a build; a third of the rise if it is even. */
  private static final double LEAST_OF_RISE = 0.2;

  private final BeatSpans beats;
  private final List<MusicStructure.Turn> drops;
  private final double[] levels;

  private BuildFinder(BeatSpans beats, LoudnessCurve loudness, List<MusicStructure.Turn> drops) {
    this.beats = beats;
    this.drops = drops;
    // What is far below the music is not heard beside it: no build from digital silence.
    double least = loudness.integrated() - BeatEnergy.RANGE_LU;
    levels = new double[2 * beats.bars()];
    for (int half = 0; half < levels.length; half++) {
      levels[half] = Math.max(least, loudness.between(from(half), from(half + 1)));
    }
  }

  /** Builds in order of time, from downbeat to downbeat. */
  static List<MusicStructure.Turn> find(
      BeatSpans beats, LoudnessCurve loudness, List<MusicStructure.Turn> drops) {
    return new BuildFinder(beats, loudness, drops).find();
  }

  /** A line through some half bars; it rises so much from the first to the last. */
  private record Line(int first, int end, double rise, double fit) {
    double strength() {
      return rise * fit;
    }

    boolean overlaps(Line other) {
      return first < other.end && other.first < end;
    }
  }

  private double from(int half) {
    int bar = half / 2;
    if (bar == beats.bars()) {
      return beats.barTo(bar - 1);
    }
    double middle = (beats.barFrom(bar) + beats.barTo(bar)) / 2;
    return half % 2 == 0 ? beats.barFrom(bar) : middle;
  }

  private List<MusicStructure.Turn> find() {
    List<Line> lines = new ArrayList<>();
    for (int first = 0; first < levels.length; first += 2) {
      int most = Math.min(levels.length, first + MOST_HALVES);
      for (int end = first + LEAST_HALVES; end <= most; end += 2) {
        Line line = line(first, end);
        if (clear(line) && steady(line) && !contains(line, drops)) {
          lines.add(line);
        }
      }
    }
    lines.sort(Comparator.comparingDouble(Line::strength).reversed());
    List<Line> chosen = new ArrayList<>();
    for (Line line : lines) {
      if (chosen.stream().noneMatch(line::overlaps)) {
        chosen.add(line);
      }
    }
    chosen.sort(Comparator.comparingInt(Line::first));
    return chosen.stream()
        .map(this::trimmed)
        .map(
            line ->
                new MusicStructure.Turn(
                    TurnKind.BUILD, from(line.first()), from(line.end()), barToBar(line)))
        .collect(ImmutableList.toImmutableList());
  }

  /** Least squares. */
  private Line line(int first, int end) {
    int count = end - first;
    double middle = (count - 1) / 2.0;
    double mean = 0;
    for (int half = first; half < end; half++) {
      mean += levels[half] / count;
    }
    double times = 0;
    double product = 0;
    double variance = 0;
    for (int half = first; half < end; half++) {
      double time = half - first - middle;
      times += time * time;
      product += time * (levels[half] - mean);
      variance += (levels[half] - mean) * (levels[half] - mean);
    }
    double slope = product / times;
    double fit = variance > 0 ? slope * product / variance : 0;
    return new Line(first, end, slope * (count - 1), fit);
  }

  private static boolean clear(Line line) {
    boolean isShort = line.end() - line.first() < SHORT_HALVES;
    return line.rise() >= (isShort ? LEAST_RISE_OF_SHORT_LU : LEAST_RISE_LU)
        && line.fit() >= (isShort ? LEAST_FIT_OF_SHORT : LEAST_FIT);
  }

  private boolean steady(Line line) {
    int third = Math.max(1, (line.end() - line.first()) / 3);
    double low = mean(line.first(), line.first() + third);
    double middle = mean(line.first() + third, line.end() - third);
    double high = mean(line.end() - third, line.end());
    return Math.min(middle - low, high - middle) >= LEAST_OF_RISE * line.rise();
  }

  /** Without what is even before the rise and after it. */
  private Line trimmed(Line line) {
    int first = line.first();
    int end = line.end();
    while (end - first > LEAST_HALVES && riseOfBar(end - 2) < LEAST_OF_BAR) {
      end -= 2;
    }
    while (end - first > LEAST_HALVES && riseOfBar(first + 2) < LEAST_OF_BAR) {
      first += 2;
    }
    return new Line(first, end, line.rise(), line.fit());
  }

  /** From the first bar to the last; what the line says is more where it is steepest halfway. */
  private double barToBar(Line line) {
    return mean(line.end() - 2, line.end()) - mean(line.first(), line.first() + 2);
  }

  /** How much louder the bar that begins with this half is than the one before. */
  private double riseOfBar(int half) {
    return mean(half, half + 2) - mean(half - 2, half);
  }

  private double mean(int first, int end) {
    double sum = 0;
    for (int half = first; half < end; half++) {
      sum += levels[half];
    }
    return sum / (end - first);
  }

  private boolean contains(Line line, List<MusicStructure.Turn> turns) {
    double from = from(line.first());
    double to = from(line.end());
    return turns.stream().anyMatch(turn -> turn.from() > from && turn.from() < to);
  }
}
