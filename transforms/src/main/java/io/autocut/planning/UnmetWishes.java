package io.autocut.planning;

import io.autocut.media.Failures;
import io.autocut.schemas.ClipOrder;
import io.autocut.schemas.ClipPlace;
import io.autocut.schemas.ClipWish;
import io.autocut.schemas.MontageWishes;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Lists which wishes a plan could not meet, and why. */
final class UnmetWishes {
  /** A film may be off by this share of the wanted length: it ends where the music lets it. */
  private static final int TOLERATED = 10;

  private final MontageWishes wishes;
  private final Arrangement arrangement;
  private final Explanation explanation;
  private final FrameRate rate;

  UnmetWishes(
      MontageWishes wishes, Arrangement arrangement, Explanation explanation, FrameRate rate) {
    this.wishes = wishes;
    this.arrangement = arrangement;
    this.explanation = explanation;
    this.rate = rate;
  }

  /**
   * @param known the names of the clips that could be used
   * @param shortest the shortest slot; unit: flicks
   */
  List<String> list(Set<String> known, long shortest) {
    List<String> unmet = new ArrayList<>();
    onUnusableClips(known, unmet);
    for (Footage footage : arrangement.library()) {
      onUses(footage, shortest, unmet);
    }
    onShots(unmet);
    onDuration(unmet);
    onOrder(unmet);
    return unmet;
  }

  private void onUnusableClips(Set<String> known, List<String> unmet) {
    wishes.getClips().stream()
        .filter(wish -> isWanted(wish) && !known.contains(wish.getClip()))
        .map(wish -> Failures.nameOf(wish.getClip()) + ": cannot be used at all.")
        .forEach(unmet::add);
  }

  private static boolean isWanted(ClipWish wish) {
    return wish.getMustInclude()
        || wish.getAtLeast() > 0
        || wish.getPlace() != ClipPlace.ANYWHERE
        || !wish.getRanges().isEmpty();
  }

  private void onUses(Footage footage, long shortest, List<String> unmet) {
    int wanted = footage.rule().atLeast();
    int uses = arrangement.uses(footage);
    if (uses >= wanted || footage.rule().isExcluded()) {
      return;
    }
    boolean ordered = !arrangement.order().isFree() && footage.longest() >= shortest;
    String why =
        ordered
            ? "its place in the order left no room for it"
            : uses == 0
                ? explanation.whyUnused(footage, shortest)
                : "no further range of it is free and long enough";
    unmet.add(
        "%s: wanted %s, shown %d: %s."
            .formatted(
                Explanation.name(footage), wanted == 1 ? "once" : wanted + " times", uses, why));
  }

  private void onShots(List<String> unmet) {
    long min = rate.frameAt(RationalTime.ofMillis(wishes.getMinShotMillis()));
    long max = rate.frameAt(RationalTime.ofMillis(wishes.getMaxShotMillis()));
    long tooShort = arrangement.slots().stream().filter(slot -> slot.frames() < min).count();
    long tooLong = arrangement.slots().stream().filter(slot -> slot.frames() > max).count();
    if (wishes.getMinShotMillis() > 0 && tooShort > 0) {
      unmet.add("%d shots are shorter than wished: no footage is longer.".formatted(tooShort));
    }
    if (wishes.getMaxShotMillis() > 0 && tooLong > 0) {
      unmet.add(
          "%d shots are longer than wished: the music has no beat in between.".formatted(tooLong));
    }
  }

  private void onDuration(List<String> unmet) {
    long wanted = wishes.getDurationMillis();
    if (wanted == 0 || arrangement.size() == 0) {
      return;
    }
    long frames = arrangement.slots().get(arrangement.size() - 1).recordOut();
    long millis = rate.timeOf(frames).toTicks(1, 1000);
    if (Math.abs(millis - wanted) * TOLERATED > wanted) {
      unmet.add(
          String.format(
              Locale.ROOT,
              "The film lasts %.1f s, not %.1f s: %s.",
              millis / 1000.0,
              wanted / 1000.0,
              millis < wanted
                  ? "the music or the footage ends there"
                  : "the music has no beat nearer to it"));
    }
  }

  private void onOrder(List<String> unmet) {
    if (wishes.getOrder() != ClipOrder.CHRONOLOGICAL) {
      return;
    }
    Set<String> unknown = new HashSet<>();
    for (Footage footage : arrangement.library()) {
      if (footage.clip().analysis().getRecordedMicros() == 0) {
        unknown.add(footage.clip().uri());
      }
    }
    if (!unknown.isEmpty()) {
      unmet.add(
          "%d of %d clips do not tell when they were recorded: all are ordered by name."
              .formatted(unknown.size(), arrangement.library().size()));
    }
  }
}
