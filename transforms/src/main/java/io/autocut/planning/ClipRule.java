package io.autocut.planning;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.ClipPlace;
import io.autocut.schemas.ClipWish;
import io.autocut.schemas.MontageWishes;
import io.autocut.schemas.SourceRange;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What somebody wants of one clip.
 *
 * @param use whether it may be shown at all
 * @param ranges what of it may be shown; all when empty
 * @param weight how much rather than others; 1 as others
 * @param atLeast how often at least
 * @param atMost how often at most
 * @param place where in the film
 */
record ClipRule(
    Use use,
    ImmutableList<SourceRange> ranges,
    double weight,
    int atLeast,
    int atMost,
    ClipPlace place) {
  static final ClipRule NONE =
      new ClipRule(Use.ALLOWED, ImmutableList.of(), 1, 0, Integer.MAX_VALUE, ClipPlace.ANYWHERE);

  /** Whether a clip may be shown. */
  enum Use {
    ALLOWED,
    EXCLUDED
  }

  /** The rules by the names of the clips; a clip without one has {@link #NONE}. */
  static Map<String, ClipRule> of(MontageWishes wishes) {
    Map<String, ClipRule> rules = new HashMap<>();
    wishes.getClips().forEach(wish -> rules.put(wish.getClip(), of(wish)));
    return rules;
  }

  private static ClipRule of(ClipWish wish) {
    // Whoever names a place for a clip wants to see it there.
    boolean wanted = wish.getMustInclude() || wish.getPlace() != ClipPlace.ANYWHERE;
    return new ClipRule(
        wish.getExclude() ? Use.EXCLUDED : Use.ALLOWED,
        ImmutableList.copyOf(wish.getRanges()),
        wish.getWeightPermille() / 1000.0,
        Math.max(wish.getAtLeast(), wanted ? 1 : 0),
        wish.getAtMost() < 0 ? Integer.MAX_VALUE : wish.getAtMost(),
        wish.getPlace());
  }

  /** One rule for content that lies under several names: the stricter word counts. */
  static ClipRule together(Collection<ClipRule> rules) {
    return rules.stream().reduce(ClipRule::and).orElse(NONE);
  }

  private ClipRule and(ClipRule other) {
    return new ClipRule(
        use == Use.EXCLUDED ? use : other.use,
        ranges.isEmpty() ? other.ranges : ranges,
        weight == 1 ? other.weight : weight,
        Math.max(atLeast, other.atLeast),
        Math.min(atMost, other.atMost),
        place == ClipPlace.ANYWHERE ? other.place : place);
  }

  boolean isExcluded() {
    return use == Use.EXCLUDED || atMost == 0;
  }
}
