package io.autocut.segments;

/**
 * A way to make a segment. A segment starts at the first and goes down one whenever a rung fails;
 * which one made it is recorded.
 */
enum Rung {
  /** Decode from the keyframe before the in-point, encode in software. */
  SOFTWARE("software"),

  /** For files whose seeking lands late: decode from well before the in-point. */
  SOFTWARE_FROM_AFAR("software, decoded from afar"),

  /** For an FFmpeg that cannot map high dynamic range: its tones as they are. */
  SOFTWARE_UNMAPPED("software, tones not mapped"),

  /** For damaged ranges: what decodes, its last frame held to the full length. */
  SOFTWARE_HOLDING("software, last frame held");

  private final String label;

  Rung(String label) {
    this.label = label;
  }

  /** As the segment's record and the report name it. */
  String label() {
    return label;
  }
}
