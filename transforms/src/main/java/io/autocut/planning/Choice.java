package io.autocut.planning;

import io.autocut.schemas.MomentScores;
import io.autocut.time.TimeRange;
import java.util.Comparator;
import java.util.Locale;

/**
 * One range of one clip that could fill a slot, and how good that would be.
 *
 * @param rank what the choice is made by: the score less what speaks against using it just here
 */
record Choice(Footage footage, TimeRange source, MomentScores scores, double score, double rank) {

  /** The better first; equals in an order that depends on content alone. */
  static final Comparator<Choice> BEST_FIRST =
      Comparator.comparingDouble(Choice::rank)
          .reversed()
          .thenComparing(choice -> choice.footage().clip().fingerprint())
          .thenComparing(choice -> choice.source().in());

  String reason(Slot slot) {
    return String.format(
        Locale.ROOT,
        "sharpness %.2f, exposure %.2f, contrast %.2f; motion %.2f for energy %.2f; use %d of this clip%s",
        scores.getSharpness(),
        scores.getExposure(),
        scores.getContrast(),
        scores.getMotion(),
        slot.energy(),
        footage.timesUsed() + 1,
        footage.isKeyframe(source.in()) ? "; begins on a keyframe" : "");
  }
}
