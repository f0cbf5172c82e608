package io.autocut.music;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Divides music into sections that sound alike from end to end, on downbeats.
 *
 * <p>Boundaries are where the {@link Novelty} peaks; what turns out to sound like its neighbour
 * when looked at as a whole is joined with it. Cost and memory grow with the number of beats.
 */
final class SectionFinder {
  /** About eight bars of fast music, four of slower. */
  private static final double LEAST_SECONDS = 7;

  private static final double LEAST_NOVELTY = 0.6;

  /** Between two boundaries, novelty falls at least to this part of the lesser one. */
  private static final double LARGEST_VALLEY = 0.92;

  private final BeatSpans beats;
  private final double[] novelty;
  private final double from;
  private final double to;

  private SectionFinder(BeatSpans beats, double[] novelty, double from, double to) {
    this.beats = beats;
    this.novelty = novelty;
    this.from = from;
    this.to = to;
  }

  /**
   * Sections that adjoin, from {@code from} to {@code to}; unit: seconds. What is too short to be
   * divided is one section.
   */
  static ImmutableList<MusicStructure.Part> find(
      BeatSpans beats, SoundTexture texture, double from, double to) {
    double[] novelty = new double[beats.bars()];
    for (int bar = 0; bar < novelty.length; bar++) {
      novelty[bar] = Novelty.at(texture, beats.downbeat(bar));
    }
    SectionFinder finder = new SectionFinder(beats, novelty, from, to);
    List<Integer> bounds = new ArrayList<>();
    bounds.add(0);
    finder.boundaries().forEach(bar -> bounds.add(beats.downbeat(bar)));
    bounds.add(beats.count());
    return finder.parts(bounds, SectionLabels.of(texture, bounds));
  }

  /** Bars that begin a section, the strongest changes first choice, in order of time. */
  private List<Integer> boundaries() {
    List<Integer> strongestFirst =
        Stream.iterate(0, bar -> bar + 1)
            .limit(novelty.length)
            .filter(this::mayBegin)
            .sorted((one, other) -> Double.compare(novelty[other], novelty[one]))
            .toList();
    TreeSet<Integer> chosen = new TreeSet<>();
    for (int bar : strongestFirst) {
      // What is apart from its neighbours is apart from those beyond them too.
      Integer before = chosen.lower(bar);
      Integer after = chosen.higher(bar);
      if ((before == null || apart(bar, before)) && (after == null || apart(bar, after))) {
        chosen.add(bar);
      }
    }
    return List.copyOf(chosen);
  }

  private boolean mayBegin(int bar) {
    return novelty[bar] >= LEAST_NOVELTY
        && (bar == 0 || novelty[bar] > novelty[bar - 1])
        && (bar + 1 == novelty.length || novelty[bar] >= novelty[bar + 1])
        && beats.barFrom(bar) - from >= LEAST_SECONDS
        && to - beats.barFrom(bar) >= LEAST_SECONDS;
  }

  private boolean apart(int bar, int stronger) {
    if (Math.abs(beats.barFrom(bar) - beats.barFrom(stronger)) < LEAST_SECONDS) {
      return false;
    }
    double least = novelty[bar];
    for (int between = Math.min(bar, stronger); between < Math.max(bar, stronger); between++) {
      least = Math.min(least, novelty[between]);
    }
    return least <= LARGEST_VALLEY * novelty[bar];
  }

  private ImmutableList<MusicStructure.Part> parts(List<Integer> bounds, List<String> labels) {
    ImmutableList.Builder<MusicStructure.Part> parts = ImmutableList.builder();
    double begin = from;
    for (int i = 0; i < labels.size(); i++) {
      boolean last = i + 1 == labels.size();
      if (last || !labels.get(i).equals(labels.get(i + 1))) {
        double end = last ? to : beats.from(bounds.get(i + 1));
        parts.add(new MusicStructure.Part(begin, end, labels.get(i)));
        begin = end;
      }
    }
    return parts.build();
  }
}
