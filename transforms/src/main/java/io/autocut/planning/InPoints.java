package io.autocut.planning;

/** Where ranges of footage may begin. */
enum InPoints {
  /** On any frame; a keyframe saves decoding and is worth a little. */
  ANY_FRAME,

  /** Only where copying can begin, so that no picture has to be encoded again. */
  COPYABLE
}
