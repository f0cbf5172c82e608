package io.autocut.planning;

/** Whether a slot opens the film, ends it, or stands within. */
enum Position {
  FIRST,
  WITHIN,
  LAST;

  static Position of(int slot, int slots) {
    return slot == 0 ? FIRST : slot == slots - 1 ? LAST : WITHIN;
  }
}
