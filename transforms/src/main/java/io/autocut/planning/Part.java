package io.autocut.planning;

import java.util.Locale;

/** What the objective of a plan is the sum of; docs/planning.md tells each. */
enum Part {
  QUALITY,
  ENERGY,
  FIT,
  KEYFRAME,
  WEIGHT,
  CHANCE,
  OPENING,
  ENDING,
  VARIETY,
  CONTINUITY,
  DUPLICATE,
  SPREAD,
  WISH,
  REPEAT;

  /** As plans write it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
