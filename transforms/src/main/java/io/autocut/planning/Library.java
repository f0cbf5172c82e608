package io.autocut.planning;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.ClipOrder;
import io.autocut.schemas.MontageWishes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The clips of one montage, each content once, with what somebody wants of them, in the order that
 * the film is to keep.
 *
 * @param shown those that may be shown
 * @param excluded those that somebody does not want
 */
record Library(ImmutableList<Footage> shown, ImmutableList<Footage> excluded) {

  /** The same whatever the order of {@code clips}. */
  static Library of(List<AnalyzedClip> clips, MontageWishes wishes) {
    Map<String, List<AnalyzedClip>> byContent = new TreeMap<>();
    clips.stream()
        .sorted(Comparator.comparing(AnalyzedClip::uri))
        .forEach(
            clip ->
                byContent.computeIfAbsent(clip.fingerprint(), key -> new ArrayList<>()).add(clip));
    List<AnalyzedClip> distinct = byContent.values().stream().map(same -> same.get(0)).toList();
    Map<String, ClipRule> rules = ClipRule.of(wishes);
    Map<String, Long> places = places(distinct, byContent, wishes);
    ImmutableList.Builder<Footage> shown = ImmutableList.builder();
    ImmutableList.Builder<Footage> excluded = ImmutableList.builder();
    distinct.stream()
        .map(
            clip ->
                Footage.of(
                    clip,
                    ClipRule.together(
                        byContent.get(clip.fingerprint()).stream()
                            .map(same -> rules.getOrDefault(same.uri(), ClipRule.NONE))
                            .toList()),
                    places.get(clip.fingerprint())))
        .sorted(Comparator.comparingLong(Footage::order))
        .forEach(footage -> (footage.rule().isExcluded() ? excluded : shown).add(footage));
    return new Library(shown.build(), excluded.build());
  }

  /** By fingerprint, which stands for the place in the film's order; no two are the same. */
  private static Map<String, Long> places(
      List<AnalyzedClip> distinct,
      Map<String, List<AnalyzedClip>> byContent,
      MontageWishes wishes) {
    Comparator<AnalyzedClip> order = Comparator.comparing(AnalyzedClip::fingerprint);
    if (wishes.getOrder() == ClipOrder.CHRONOLOGICAL) {
      boolean known = distinct.stream().allMatch(clip -> clip.analysis().getRecordedMicros() != 0);
      order =
          known
              ? Comparator.comparingLong(clip -> clip.analysis().getRecordedMicros())
              : Comparator.comparing(AnalyzedClip::uri);
    } else if (wishes.getOrder() == ClipOrder.AS_GIVEN) {
      Map<String, Integer> given = new HashMap<>();
      wishes.getGivenOrder().forEach(uri -> given.putIfAbsent(uri, given.size()));
      order =
          Comparator.comparingInt(
              clip ->
                  byContent.get(clip.fingerprint()).stream()
                      .mapToInt(same -> given.getOrDefault(same.uri(), Integer.MAX_VALUE))
                      .min()
                      .orElse(Integer.MAX_VALUE));
    }
    Map<String, Long> places = new HashMap<>();
    distinct.stream()
        .sorted(order.thenComparing(AnalyzedClip::fingerprint))
        .forEach(clip -> places.put(clip.fingerprint(), (long) places.size()));
    return places;
  }
}
