package io.autocut.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The free ranges that are worth trying in a slot: of little footage all, of much the best that the
 * index offers.
 */
final class Candidates {
  /** With no more moments than this, all are tried in each slot. */
  private static final int FEW_MOMENTS = 300;

  private static final int ENOUGH = 16;
  private static final int MOST_OF_A_CLIP = 3;
  private static final int MOST_LOOKED_AT = 200;

  private static final int FRESH = 0;
  private static final int SPENT = 1;
  private static final int LOOKED_AT = 2;

  private static final Comparator<Choice> MOST_WORTH =
      Comparator.comparingDouble(Choice::worth).reversed();

  private final List<Footage> library;
  private final MomentIndex index;
  private final boolean few;

  Candidates(List<Footage> library, MomentIndex index) {
    this.library = library;
    this.index = index;
    this.few = library.stream().mapToLong(Footage::cells).sum() <= FEW_MOMENTS;
  }

  /** The most valuable first. */
  List<Choice> of(Arrangement arrangement, int slot) {
    List<Choice> found = new ArrayList<>();
    if (few) {
      for (Footage footage : library) {
        addAll(arrangement, slot, footage, footage.cells(), found);
      }
    } else {
      draw(arrangement, slot, found);
    }
    found.sort(MOST_WORTH);
    return found;
  }

  /** Of one clip, all or the first so many moments. */
  void addAll(Arrangement arrangement, int slot, Footage footage, int most, List<Choice> found) {
    if (arrangement.mayStand(footage, slot)) {
      for (int cell = 0; cell < Math.min(most, footage.cells()); cell++) {
        if (footage.cell(cell).span().length() >= arrangement.length(slot)) {
          arrangement.place(slot, footage, cell).ifPresent(found::add);
        }
      }
    }
  }

  /**
   * Clips that have had their share are offered still, but do not count as choice enough. As long
   * as there is no choice at all, the search goes on to the last moment.
   */
  private void draw(Arrangement arrangement, int slot, List<Choice> found) {
    int[] counts = new int[3];
    index.offer(
        arrangement.length(slot),
        arrangement.slots().get(slot).energy(),
        (offered, cell, promise) -> {
          int kind = arrangement.isFresh(offered) ? FRESH : SPENT;
          if (counts[kind] < ENOUGH
              && arrangement.mayStand(offered, slot)
              && isNew(found, offered)) {
            counts[LOOKED_AT]++;
            arrangement
                .place(slot, offered, cell)
                .ifPresent(
                    choice -> {
                      found.add(choice);
                      counts[kind]++;
                    });
          }
          return found.isEmpty() || (counts[FRESH] < ENOUGH && counts[LOOKED_AT] < MOST_LOOKED_AT);
        });
  }

  private static boolean isNew(List<Choice> found, Footage offered) {
    int ofSame = 0;
    for (Choice choice : found) {
      ofSame += choice.footage() == offered ? 1 : 0;
    }
    return ofSame < MOST_OF_A_CLIP;
  }
}
