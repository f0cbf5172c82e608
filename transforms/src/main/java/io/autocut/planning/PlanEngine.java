package io.autocut.planning;

import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.MontageRequest;
import java.io.Serializable;
import java.util.List;

/**
 * What decides the cuts of a film: the seam between the graph and the planner, which works for as
 * long as the quality of a plan is worth. Safe for many threads.
 */
public interface PlanEngine extends Serializable {
  /**
   * The plan of a film.
   *
   * @param clips that can be used, in any order
   * @throws UnplannableException when no film can be made of them
   */
  EditDecisionList plan(MontageRequest request, List<AnalyzedClip> clips, BeatTimeline timeline)
      throws UnplannableException;
}
