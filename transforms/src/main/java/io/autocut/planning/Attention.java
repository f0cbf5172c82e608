package io.autocut.planning;

import java.util.BitSet;

/**
 * Remembers which slots are worth looking at again: those near which, or with whose clips,
 * something has changed since they were looked at. Not safe for several threads.
 */
final class Attention {
  private final Arrangement arrangement;
  private BitSet due = new BitSet();
  private BitSet next = new BitSet();

  /** All slots are due. */
  Attention(Arrangement arrangement) {
    this.arrangement = arrangement;
    next.set(0, arrangement.size());
  }

  /** Begins another pass over what has become due. */
  void nextPass() {
    due = next;
    next = new BitSet();
  }

  boolean isDue(int slot) {
    return due.get(slot);
  }

  /** Whether another pass is worth it. */
  boolean isDue() {
    return !next.isEmpty();
  }

  /** To be told before and after a slot changes. */
  void changes(int slot) {
    next.set(
        Math.max(0, slot - Objective.REACH),
        Math.min(arrangement.size(), slot + Objective.REACH + 1));
    for (int use : arrangement.usesOf(arrangement.at(slot).footage())) {
      next.set(use);
    }
  }
}
