package io.autocut.assembly;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.MusicOutcome;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.SegmentOutcome;
import java.util.Comparator;
import java.util.List;

/**
 * A plan and all that was made for it.
 *
 * @param segments in the order of the film, failed ones among them
 */
record FilmOutcomes(
    PlannedMontage plan, ImmutableList<SegmentOutcome> segments, MusicOutcome music) {

  /**
   * @param segments in any order
   */
  static FilmOutcomes of(PlannedMontage plan, List<SegmentOutcome> segments, MusicOutcome music) {
    return new FilmOutcomes(
        plan,
        ImmutableList.sortedCopyOf(Comparator.comparingInt(SegmentOutcome::getIndex), segments),
        music);
  }
}
