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
    return of(clips, wishes, InPoints.ANY_FRAME);
  }

  /** The same, of footage whose ranges may begin only at certain points. */
  static Library of(List<AnalyzedClip> clips, MontageWishes wishes, InPoints inPoints) {
    Map<String, List<AnalyzedClip>> byContent = new TreeMap<>();
    clips.stream()
        .sorted(Comparator.comparing(AnalyzedClip::uri))
        .forEach(
            clip ->
                byContent.computeIfAbsent(clip.fingerprint(), key -> new ArrayList<>()).add(clip));
    List<AnalyzedClip> distinct = byContent.values().stream().map(same -> same.get(0)).toList();
    Map<String, ClipRule> ruleOf = rules(byContent, wishes);
    Map<String, Long> places = places(distinct, byContent, ruleOf, wishes);
    ImmutableList.Builder<Footage> shown = ImmutableList.builder();
    ImmutableList.Builder<Footage> excluded = ImmutableList.builder();
    distinct.stream()
        .map(
            clip ->
                Footage.of(
                    clip, ruleOf.get(clip.fingerprint()), places.get(clip.fingerprint()), inPoints))
        .sorted(Comparator.comparingLong(Footage::order))
        .forEach(footage -> (footage.rule().isExcluded() ? excluded : shown).add(footage));
    return new Library(shown.build(), excluded.build());
  }

  /** By fingerprint. */
  private static Map<String, ClipRule> rules(
      Map<String, List<AnalyzedClip>> byContent, MontageWishes wishes) {
    Map<String, ClipRule> byName = ClipRule.of(wishes);
    Map<String, ClipRule> rules = new HashMap<>();
    byContent.forEach(
        (fingerprint, same) ->
            rules.put(
                fingerprint,
                ClipRule.together(
                    same.stream()
                        .map(clip -> byName.getOrDefault(clip.uri(), ClipRule.NONE))
                        .toList())));
    return rules;
  }

  /** By fingerprint, which stands for the place in the film's order; no two are the same. */
  private static Map<String, Long> places(
      List<AnalyzedClip> distinct,
      Map<String, List<AnalyzedClip>> byContent,
      Map<String, ClipRule> ruleOf,
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
