package io.autocut.planning;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.BeatRegion;
import io.autocut.schemas.BeatTimeline;

/** Where in the music its beats can be trusted. */
final class BeatTrust {
  private final ImmutableList<Stretch> untrusted;
  private final boolean nowhere;

  private BeatTrust(ImmutableList<Stretch> untrusted, boolean nowhere) {
    this.untrusted = untrusted;
    this.nowhere = nowhere;
  }

  /**
   * A part of the music without trust in its beats.
   *
   * @param in first sample
   * @param out first sample after it
   */
  record Stretch(long in, long out) {
    boolean contains(long sample) {
      return sample >= in && sample < out;
    }
  }

  /**
   * What somebody gave in a file is always trusted, an even grid that stands in for beats never. A
   * region reaches to the end of the music when it is the last, and from its beginning when it is
   * the first: beats may lie a little before the first sound.
   */
  static BeatTrust of(BeatTimeline timeline) {
    if (timeline.getGrid() == BeatGrid.GIVEN) {
      return new BeatTrust(ImmutableList.of(), false);
    }
    if (timeline.getGrid() == BeatGrid.REGULAR) {
      return new BeatTrust(ImmutableList.of(new Stretch(0, Long.MAX_VALUE)), true);
    }
    ImmutableList.Builder<Stretch> untrusted = ImmutableList.builder();
    int last = timeline.getRegions().size() - 1;
    for (int i = 0; i <= last; i++) {
      BeatRegion region = timeline.getRegions().get(i);
      if (!region.getTrusted()) {
        untrusted.add(
            new Stretch(
                i == 0 ? 0 : region.getInSample(),
                i == last ? Long.MAX_VALUE : region.getOutSample()));
      }
    }
    boolean nowhere = last >= 0 && timeline.getRegions().stream().noneMatch(BeatRegion::getTrusted);
    return new BeatTrust(untrusted.build(), nowhere);
  }

  boolean at(long sample) {
    return untrusted.stream().noneMatch(stretch -> stretch.contains(sample));
  }

  /** Whether the beats can be trusted nowhere at all. */
  boolean nowhere() {
    return nowhere;
  }

  /** Whether somewhere after {@code in} and before {@code out} the beats cannot be trusted. */
  boolean failsBetween(long in, long out) {
    return untrusted.stream().anyMatch(stretch -> stretch.in() < out && stretch.out() > in);
  }

  /** Rising; the last one may reach beyond the end of the music. */
  ImmutableList<Stretch> untrusted() {
    return untrusted;
  }
}
