package io.autocut.segments;

import io.autocut.schemas.Canvas;
import io.autocut.schemas.Fit;
import io.autocut.schemas.Focus;
import io.autocut.schemas.VideoStream;
import java.util.Optional;

/**
 * Where a picture of another shape goes on the canvas: which part of it is shown, how large, and
 * where. Integer arithmetic alone, so that every machine crops alike; all sides and offsets that it
 * decides are even.
 *
 * <p>A shape that differs by at most a fiftieth is cropped whatever the fit: bars of a line or two
 * look like a fault.
 *
 * @param crop what of the upright picture is shown, in its own pixels; empty for all of it
 * @param width of what is shown, scaled; unit: pixels of the canvas
 * @param height the same
 * @param left of what is shown, on the canvas
 * @param top the same
 */
record PictureFit(Optional<Region> crop, int width, int height, int left, int top) {
  /** A fiftieth, as the part of a side that stays. */
  private static final long HAIR_NUM = 49;

  private static final long HAIR_DEN = 50;

  /** A part of a picture. */
  record Region(int width, int height, int left, int top) {}

  static PictureFit of(VideoStream video, Canvas canvas, Fit fit, Optional<Focus> focus) {
    boolean hair = differsByAHair(video, canvas);
    if (fit == Fit.CROP || hair) {
      return new PictureFit(
          crop(video, canvas, hair ? Optional.empty() : focus),
          canvas.getWidth(),
          canvas.getHeight(),
          0,
          0);
    }
    long displayWidth = video.getDisplayWidth();
    long displayHeight = video.getDisplayHeight();
    boolean wider = displayWidth * canvas.getHeight() > canvas.getWidth() * displayHeight;
    int width =
        wider
            ? canvas.getWidth()
            : even(displayWidth * canvas.getHeight(), displayHeight, canvas.getWidth());
    int height =
        wider
            ? even(displayHeight * canvas.getWidth(), displayWidth, canvas.getHeight())
            : canvas.getHeight();
    return new PictureFit(
        Optional.empty(),
        width,
        height,
        (canvas.getWidth() - width) / 4 * 2,
        (canvas.getHeight() - height) / 4 * 2);
  }

  /** Whether something of the canvas stays free. */
  boolean leavesRoom(Canvas canvas) {
    return width < canvas.getWidth() || height < canvas.getHeight();
  }

  private static boolean differsByAHair(VideoStream video, Canvas canvas) {
    long one = (long) video.getDisplayWidth() * canvas.getHeight();
    long other = (long) canvas.getWidth() * video.getDisplayHeight();
    return Math.min(one, other) * HAIR_DEN >= Math.max(one, other) * HAIR_NUM;
  }

  private static Optional<Region> crop(VideoStream video, Canvas canvas, Optional<Focus> focus) {
    // Filters see the picture upright but with its own pixels, square or not.
    boolean sideways = video.getRotation() % 180 != 0;
    int width = sideways ? video.getCodedHeight() : video.getCodedWidth();
    int height = sideways ? video.getCodedWidth() : video.getCodedHeight();
    long one = (long) video.getDisplayWidth() * canvas.getHeight();
    long other = (long) canvas.getWidth() * video.getDisplayHeight();
    int shownWidth = one > other ? even(width * other, one, width) : width;
    int shownHeight = one < other ? even(height * one, other, height) : height;
    if (shownWidth == width && shownHeight == height) {
      return Optional.empty();
    }
    return Optional.of(
        new Region(
            shownWidth,
            shownHeight,
            offset(width, shownWidth, focus.map(Focus::getX).orElse(500)),
            offset(height, shownHeight, focus.map(Focus::getY).orElse(500))));
  }

  /** Where a part of a side begins whose middle is as near to the focus as can be. */
  private static int offset(int side, int shown, int focusPermille) {
    long wanted = ((long) side * focusPermille - 500L * shown) / 1000;
    return (int) Math.max(0, Math.min(side - shown, wanted)) / 2 * 2;
  }

  private static int even(long numerator, long denominator, int most) {
    return (int) Math.min(most, Math.max(2, (numerator + denominator) / (2 * denominator) * 2));
  }
}
