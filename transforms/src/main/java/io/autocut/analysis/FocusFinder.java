package io.autocut.analysis;

import io.autocut.schemas.Face;
import io.autocut.schemas.Focus;
import io.autocut.schemas.Timebase;
import java.util.List;
import java.util.Optional;

/**
 * Tells where in the picture lies what matters: its faces, the large ones more, and what moves by
 * itself. Plain arithmetic in a fixed order; immutable.
 */
final class FocusFinder {
  /** What faces count for beside motion, where there are both. */
  private static final double SHARE_OF_FACES = 0.85;

  /** Picture widths a second; slower than that nothing moves but by the measure's own error. */
  private static final double LEAST_OWN_SPEED = 0.01;

  private final int rotation;
  private final Timebase timebase;

  /**
   * @param rotation clockwise turn that shows the picture upright, in degrees
   */
  FocusFinder(int rotation, Timebase timebase) {
    this.rotation = rotation;
    this.timebase = timebase;
  }

  /** What stands out from {@code in} on and before {@code out}; empty when nothing does. */
  Optional<Focus> between(long in, long out, List<GlanceMeasures> glances) {
    Sum faces = new Sum();
    Sum motion = new Sum();
    long ticks = 0;
    for (GlanceMeasures glance : glances) {
      if (glance.pts() >= in && glance.pts() < out) {
        glance.faces().forEach(face -> add(faces, face));
      }
      for (Step step : glance.steps()) {
        if (step.fromPts() >= in && step.toPts() < out) {
          motion.add(step.motion().own(), shown(step.motion().ownPlace()));
          ticks += step.toPts() - step.fromPts();
        }
      }
    }
    double seconds = (double) ticks * timebase.getNum() / timebase.getDen();
    boolean moves = ticks > 0 && motion.weight / seconds >= LEAST_OWN_SPEED;
    if (faces.weight == 0) {
      return moves ? Optional.of(motion.mean().toFocus()) : Optional.empty();
    }
    return Optional.of(moves ? both(faces.mean(), motion.mean()) : faces.mean().toFocus());
  }

  private static void add(Sum faces, Face face) {
    faces.add(
        (double) face.getWidth() * face.getHeight(),
        new Point(
            (face.getLeft() + face.getWidth() / 2.0) / 1000,
            (face.getTop() + face.getHeight() / 2.0) / 1000));
  }

  private static Focus both(Point faces, Point motion) {
    return new Point(
            SHARE_OF_FACES * faces.x + (1 - SHARE_OF_FACES) * motion.x,
            SHARE_OF_FACES * faces.y + (1 - SHARE_OF_FACES) * motion.y)
        .toFocus();
  }

  private Point shown(MotionGauge.Place coded) {
    return switch (rotation) {
      case 90 -> new Point(1 - coded.y(), coded.x());
      case 180 -> new Point(1 - coded.x(), 1 - coded.y());
      case 270 -> new Point(coded.y(), 1 - coded.x());
      default -> new Point(coded.x(), coded.y());
    };
  }

  private record Point(double x, double y) {
    Focus toFocus() {
      return new Focus(permille(x), permille(y));
    }

    private static int permille(double share) {
      return (int) Math.max(0, Math.min(1000, Math.round(1000 * share)));
    }
  }

  private static final class Sum {
    private double weight;
    private double x;
    private double y;

    void add(double more, Point at) {
      weight += more;
      x += more * at.x;
      y += more * at.y;
    }

    Point mean() {
      return new Point(x / weight, y / weight);
    }
  }
}
