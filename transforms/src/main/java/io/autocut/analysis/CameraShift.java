package io.autocut.analysis;

/**
 * How the content of a picture moves from one frame to the next because the camera does; the
 * picture as coded. A point {@code p} from the middle, in picture widths, moves by {@code (right,
 * down) + zoom * p + turn * (-p.y, p.x)}.
 *
 * @param right in picture widths
 * @param down in picture widths too
 * @param zoom growth of the content, 0.01 is one in a hundred
 * @param turn clockwise, in radians
 */
record CameraShift(double right, double down, double zoom, double turn) {
  static final CameraShift NONE = new CameraShift(0, 0, 0, 0);

  double rightAt(double x, double y) {
    return right + zoom * x - turn * y;
  }

  double downAt(double x, double y) {
    return down + zoom * y + turn * x;
  }
}
