package io.autocut.analysis;

/**
 * What was measured on one frame for itself.
 *
 * @param pts when it is shown
 * @param noise standard deviation of the noise, in grey levels
 * @param hash of the picture upright
 */
record Look(long pts, Tones tones, Sharpness sharpness, Colours colours, double noise, long hash) {

  static Look at(Glance.Frame frame, Pyramid pyramid, int rotation) {
    Picture picture = frame.picture();
    return new Look(
        frame.pts(),
        Tones.of(picture),
        Sharpness.of(pyramid.detail(), NoiseFloor.of(pyramid.detail())),
        Colours.of(picture),
        NoiseFloor.of(picture),
        PictureHash.of(pyramid.half().turned(rotation)));
  }
}
