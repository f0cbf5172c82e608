package io.autocut.assembly;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Failure;
import io.autocut.schemas.MusicOutcome;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.SegmentOutcome;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan and all that was made for it.
 *
 * @param segments in the order of the film, failed ones among them
 * @param discarded what was cut, or tried, for an earlier plan of the film and is not in this one
 */
record FilmOutcomes(
    PlannedMontage plan,
    ImmutableList<SegmentOutcome> segments,
    MusicOutcome music,
    ImmutableList<SegmentOutcome> discarded) {

  /**
   * @param segments in any order
   */
  static FilmOutcomes of(PlannedMontage plan, List<SegmentOutcome> segments, MusicOutcome music) {
    return new FilmOutcomes(plan, inOrder(segments), music, ImmutableList.of());
  }

  private static ImmutableList<SegmentOutcome> inOrder(List<SegmentOutcome> segments) {
    return ImmutableList.sortedCopyOf(Comparator.comparingInt(SegmentOutcome::getIndex), segments);
  }

  /** Why segments of the plan could not be cut, in the order of the film. */
  List<Failure> failures() {
    return segments.stream()
        .filter(outcome -> outcome.getFailure() != null)
        .map(SegmentOutcome::getFailure)
        .toList();
  }

  /**
   * The same film by another plan.
   *
   * @param cut for the new plan, in any order; what was cut for this one has its cost from here
   */
  FilmOutcomes replacedBy(PlannedMontage plan, List<SegmentOutcome> cut, MusicOutcome music) {
    Map<String, SegmentOutcome> before = new HashMap<>();
    segments.forEach(outcome -> before.put(outcome.getSegmentKey(), outcome));
    List<SegmentOutcome> now =
        cut.stream()
            .map(
                outcome -> {
                  SegmentOutcome known = before.remove(outcome.getSegmentKey());
                  return known == null
                      ? outcome
                      : SegmentOutcome.newBuilder(outcome).setWork(known.getWork()).build();
                })
            .toList();
    return new FilmOutcomes(
        plan,
        inOrder(now),
        music,
        ImmutableList.<SegmentOutcome>builder().addAll(discarded).addAll(before.values()).build());
  }
}
