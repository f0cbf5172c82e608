package io.autocut.analysis;

/**
 * What was measured between two frames that follow each other.
 *
 * @param fromPts the first of them
 * @param toPts the second
 * @param differing share of pixels whose luma is not the same; 0 for the same picture twice
 * @param motion how camera and subject move
 */
record Step(long fromPts, long toPts, double differing, MotionGauge.Motion motion) {}
