package io.autocut.analysis;

/**
 * A frame's luma at the sizes it is measured at; a side of a picture that is smaller stays as it
 * is.
 *
 * @param detail long side of 320 pixels: what sharpness and contrast are measured on
 * @param half long side of 160 pixels: what motion is measured on
 * @param quarter long side of 80 pixels
 * @param eighth long side of 40 pixels
 */
record Pyramid(Plane detail, Plane half, Plane quarter, Plane eighth) {
  static final int DETAIL = 320;

  static Pyramid of(Picture picture) {
    Plane detail = Plane.ofLuma(picture, DETAIL);
    Plane half = detail.reducedTo(DETAIL / 2);
    Plane quarter = half.reducedTo(DETAIL / 4);
    return new Pyramid(detail, half, quarter, quarter.reducedTo(DETAIL / 8));
  }
}
