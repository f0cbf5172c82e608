package io.autocut.planning;

import io.autocut.schemas.ClipPlace;
import java.util.List;

/**
 * How often clips should and may be used in a film of so many slots, and where those stand that
 * belong to its start or end.
 */
final class UseLimits {
  /** For a clip that could be used, where there are slots enough for all. */
  private static final double UNUSED = -0.5;

  /** For each use beyond a clip's share, once more for each further one. */
  private static final double BEYOND_SHARE = -0.08;

  private static final double WISH_UNMET = -3;

  private final double slotsForARoot;
  private final boolean enoughForAll;
  private final int atStart;
  private final int atEnd;
  private final int slots;
  private final boolean nothingElse;

  UseLimits(List<Footage> library, int slots, long shortest) {
    double roots = library.stream().mapToDouble(UseLimits::root).sum();
    long usable =
        library.stream().filter(f -> f.isWorthShowing() && f.longest() >= shortest).count();
    this.slots = slots;
    this.nothingElse =
        library.stream().noneMatch(footage -> footage.rule().place() == ClipPlace.ANYWHERE);
    this.slotsForARoot = roots == 0 ? 0 : slots / roots;
    this.enoughForAll = usable <= slots;
    this.atStart = placed(library, ClipPlace.START);
    this.atEnd = placed(library, ClipPlace.END);
  }

  /** A long clip has more to show than a short one, though not in proportion; a good one, too. */
  private static double root(Footage footage) {
    return Math.sqrt(Flicks.seconds(footage.length())) * footage.bestQuality();
  }

  private static int placed(List<Footage> library, ClipPlace place) {
    return library.stream()
        .filter(footage -> footage.rule().place() == place)
        .mapToInt(footage -> footage.rule().atLeast())
        .sum();
  }

  /**
   * A clip for the start stands only there, one for the end only there; where there are no others,
   * they also fill what lies between.
   */
  boolean mayStand(Footage footage, int slot) {
    boolean starts = slot < atStart;
    boolean ends = slot >= slots - atEnd;
    return switch (footage.rule().place()) {
      case START -> starts || (nothingElse && !ends);
      case END -> ends || (nothingElse && !starts);
      default -> true;
    };
  }

  /** What speaks against using a clip so often. */
  double spread(Footage footage, int uses) {
    double share = Math.max(1, slotsForARoot * root(footage));
    double beyond = Math.max(0, uses - share);
    boolean missed = uses == 0 && enoughForAll && footage.isWorthShowing();
    return (missed ? UNUSED : 0) + BEYOND_SHARE * beyond * (beyond + 1) / 2;
  }

  /** What speaks against using it less often than somebody wishes. */
  double wish(Footage footage, int uses) {
    return WISH_UNMET * Math.max(0, footage.rule().atLeast() - uses);
  }

  double of(Footage footage, int uses) {
    return spread(footage, uses) + wish(footage, uses);
  }
}
