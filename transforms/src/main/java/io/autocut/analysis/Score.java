package io.autocut.analysis;

/** What is scored from 0 to 1; each is described in docs/scores.md. */
enum Score {
  SHARPNESS,
  EXPOSURE,
  MOTION,
  CONTRAST,
  COLOUR,
  CLEANNESS,
  STEADINESS,
  SUBJECT_MOTION,
  FACES
}
