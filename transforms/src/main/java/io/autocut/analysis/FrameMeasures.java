package io.autocut.analysis;

/**
 * What was measured on one small grey picture; all whole numbers, so that every machine agrees.
 *
 * @param laplacianVariance variance of the Laplacian, a measure of detail (Pech-Pacheco et al.,
 *     ICPR 2000)
 * @param mean mean grey level, 0 to 255
 * @param deviation standard deviation of the grey levels
 * @param clippedPermille share of pixels that are all but black or all but white
 * @param change mean absolute difference to the picture before, in 1/100 grey levels; 0 for the
 *     first
 * @param histogramShiftPermille share of pixels that change their bin of the grey histogram; 0 for
 *     the first
 */
record FrameMeasures(
    long laplacianVariance,
    int mean,
    int deviation,
    int clippedPermille,
    int change,
    int histogramShiftPermille) {}
