package io.autocut.planning;

import io.autocut.schemas.ClipOrder;

/** Whether clips may stand anywhere, or have to follow one another as they were shot or named. */
record FilmOrder(ClipOrder order) {
  boolean isFree() {
    return order != ClipOrder.CHRONOLOGICAL && order != ClipOrder.AS_GIVEN;
  }

  /** Whether a clip may stand in a slot between those that fill the others. */
  boolean allows(Choice[] chosen, int slot, Footage footage) {
    if (isFree()) {
      return true;
    }
    int before = slot - 1;
    while (before >= 0 && chosen[before] == null) {
      before--;
    }
    int after = slot + 1;
    while (after < chosen.length && chosen[after] == null) {
      after++;
    }
    return (before < 0 || chosen[before].footage().order() <= footage.order())
        && (after == chosen.length || footage.order() <= chosen[after].footage().order());
  }

  /** Whether one range of a clip may stand in one slot and another in another. */
  boolean allows(int oneSlot, long oneIn, int otherSlot, long otherIn) {
    return isFree() || oneSlot < otherSlot == oneIn < otherIn;
  }
}
