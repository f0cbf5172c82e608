package io.autocut.planning;

import io.autocut.accounting.Sums;
import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.Failure;
import io.autocut.schemas.MediaKind;
import io.autocut.schemas.StageWork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the analyses of one montage failed at and cost. */
public final class Outcomes {
  private Outcomes() {}

  /** In the order of names, whatever the order in which the analyses ended. */
  public static List<Failure> failures(List<AnalysisOutcome> outcomes) {
    List<Failure> failures = new ArrayList<>();
    outcomes.stream()
        .filter(outcome -> outcome.getFailure() != null)
        .sorted(Comparator.comparing(AnalysisOutcome::getUri))
        .forEach(outcome -> failures.add(outcome.getFailure()));
    return failures;
  }

  /** What the analyses of one kind of media cost together. */
  public static StageWork work(String name, MediaKind kind, List<AnalysisOutcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.getKind() == kind)
        .map(
            outcome ->
                outcome.getFailure() == null
                    ? Sums.done(name, outcome.getWork())
                    : Sums.failed(name, outcome.getWork()))
        .reduce(Sums.none(name), Sums::of);
  }
}
