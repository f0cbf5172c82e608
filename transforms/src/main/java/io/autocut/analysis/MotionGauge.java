package io.autocut.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells how the camera moves between two frames, and how much else does.
 *
 * <p>A search over whole pictures of 40 pixels, one over blocks at 80, least squares at 160; then
 * the camera is fitted to the blocks, and each block is followed once more from where the camera
 * puts it, so that what cannot be told moves with the camera.
 */
final class MotionGauge {
  /** Pixels of a picture of 40 that the content may move by: a fifth of it. */
  private static final int WIDEST = 8;

  private static final int AROUND = 2;
  private static final int STEPS = 3;

  /** Distance from the camera's motion at which a block goes half its own way, in widths. */
  private static final double OWN_WAY = 0.006;

  private MotionGauge() {}

  /**
   * The motion from one frame to the next.
   *
   * @param camera what moves all of the picture
   * @param own mean length of the blocks' own motion, in picture widths
   * @param agreement share of the picture's detail that moves with the camera
   * @param ownPlace middle of what moves by itself
   */
  record Motion(CameraShift camera, double own, double agreement, Place ownPlace) {
    static final Motion NONE = new Motion(CameraShift.NONE, 0, 0, Place.MIDDLE);
  }

  /** A place in the picture as coded, in its widths from the left and its heights from the top. */
  record Place(double x, double y) {
    static final Place MIDDLE = new Place(0.5, 0.5);
  }

  static Motion between(Pyramid before, Pyramid after) {
    List<Block> blocks = blocks(before.half());
    if (blocks.isEmpty()) {
      return Motion.NONE;
    }
    int[] whole = wholeShift(before.eighth(), after.eighth());
    List<Block> followed = new ArrayList<>();
    for (Block block : blocks) {
      guess(block, before, after, whole);
      if (refined(block, after.half())) {
        followed.add(block);
      }
    }
    if (followed.isEmpty()) {
      return Motion.NONE;
    }
    CameraShift camera = CameraFit.of(followed);
    int width = before.half().width();
    for (Block block : followed) {
      if (CameraFit.belonging(block, camera, OWN_WAY) * block.confidence() < 0.1
          && block.confidence() < 0.5) {
        block.guess(
            camera.rightAt(block.x(), block.y()) * width,
            camera.downAt(block.x(), block.y()) * width);
        block.refine(after.half());
      }
    }
    return summary(followed, camera, (double) width / before.half().height());
  }

  private static Motion summary(List<Block> blocks, CameraShift camera, double aspect) {
    double strayed = 0;
    double x = 0;
    double y = 0;
    double own = 0;
    double told = 0;
    double agreeing = 0;
    for (Block block : blocks) {
      double dx = block.right() - camera.rightAt(block.x(), block.y());
      double dy = block.down() - camera.downAt(block.x(), block.y());
      double confidence = block.confidence();
      double length = Math.sqrt(dx * dx + dy * dy);
      double belonging = CameraFit.belonging(block, camera, OWN_WAY);
      own += confidence * length;
      told += confidence;
      agreeing += confidence * belonging;
      double astray = confidence * length * (1 - belonging);
      strayed += astray;
      x += astray * (0.5 + block.x());
      y += astray * (0.5 + block.y() * aspect);
    }
    Place place = strayed == 0 ? Place.MIDDLE : new Place(x / strayed, y / strayed);
    return new Motion(camera, own / blocks.size(), told == 0 ? 0 : agreeing / told, place);
  }

  private static List<Block> blocks(Plane plane) {
    List<Block> blocks = new ArrayList<>();
    int columns = plane.width() / Block.SIDE;
    int rows = plane.height() / Block.SIDE;
    int left = (plane.width() - columns * Block.SIDE) / 2;
    int top = (plane.height() - rows * Block.SIDE) / 2;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        blocks.add(new Block(plane, left + column * Block.SIDE, top + row * Block.SIDE));
      }
    }
    return blocks;
  }

  private static boolean refined(Block block, Plane after) {
    for (int step = 0; step < STEPS; step++) {
      if (!block.refine(after)) {
        return false;
      }
    }
    return true;
  }

  /** Pixels to the right and down that lay {@code before} best over {@code after}. */
  private static int[] wholeShift(Plane before, Plane after) {
    int[] best = {0, 0};
    int widest = Math.min(WIDEST, Math.min(before.width(), before.height()) / 2);
    double least = difference(before, after, 0, 0);
    for (int down = -widest; down <= widest; down++) {
      for (int right = -widest; right <= widest; right++) {
        // A small bias to nearby: of a repeating pattern the nearest repetition is meant.
        double bias = 1 + 0.002 * (Math.abs(right) + Math.abs(down));
        double found = (difference(before, after, right, down) + 0.02) * bias;
        if (found < least) {
          least = found;
          best = new int[] {right, down};
        }
      }
    }
    return best;
  }

  private static double difference(Plane before, Plane after, int right, int down) {
    int width = before.width();
    int height = before.height();
    int firstX = Math.max(0, -right);
    int lastX = Math.min(width, width - right);
    int firstY = Math.max(0, -down);
    int lastY = Math.min(height, height - down);
    return difference(before, after, firstX, firstY, lastX, lastY, right, down)
        / ((lastX - firstX) * (lastY - firstY));
  }

  private static float difference(
      Plane before,
      Plane after,
      int firstX,
      int firstY,
      int lastX,
      int lastY,
      int right,
      int down) {
    float sum = 0;
    float[] from = before.levels();
    float[] to = after.levels();
    for (int y = firstY; y < lastY; y++) {
      int at = y * before.width();
      int other = (y + down) * after.width() + right;
      for (int x = firstX; x < lastX; x++) {
        sum += Math.abs(from[at + x] - to[other + x]);
      }
    }
    return sum;
  }

  private static void guess(Block block, Pyramid before, Pyramid after, int[] whole) {
    Plane from = before.quarter();
    Plane to = after.quarter();
    double toQuarter = (double) from.width() / before.half().width();
    double ofEighth = (double) from.width() / before.eighth().width();
    int left = (int) Math.round(block.left() * toQuarter);
    int top = (int) Math.round(block.top() * toQuarter);
    int side = (int) (Block.SIDE * toQuarter);
    int right = (int) Math.round(whole[0] * ofEighth);
    int down = (int) Math.round(whole[1] * ofEighth);
    double least = Double.MAX_VALUE;
    int bestRight = right;
    int bestDown = down;
    for (int y = down - AROUND; y <= down + AROUND; y++) {
      for (int x = right - AROUND; x <= right + AROUND; x++) {
        double found = blockDifference(from, to, left, top, side, x, y);
        // Where all places are alike, the block moves with the whole.
        double bias = 1 + 0.01 * (Math.abs(x - right) + Math.abs(y - down));
        if ((found + 1) * bias < least) {
          least = (found + 1) * bias;
          bestRight = x;
          bestDown = y;
        }
      }
    }
    block.guess(bestRight / toQuarter, bestDown / toQuarter);
  }

  private static double blockDifference(
      Plane from, Plane to, int left, int top, int side, int right, int down) {
    int firstX = Math.max(left, -right);
    int lastX = Math.min(Math.min(left + side, from.width()), to.width() - right);
    int firstY = Math.max(top, -down);
    int lastY = Math.min(Math.min(top + side, from.height()), to.height() - down);
    int pixels = Math.max(0, lastX - firstX) * Math.max(0, lastY - firstY);
    return pixels < side * side / 2
        ? 255
        : difference(from, to, firstX, firstY, lastX, lastY, right, down) / pixels;
  }
}
