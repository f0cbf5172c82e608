package io.autocut.analysis;

import io.autocut.schemas.CameraMove;
import io.autocut.schemas.Timebase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How the camera moves over the steps of one glance, in picture widths a second.
 *
 * @param right mean speed of the content to the right in the picture as coded
 * @param down mean speed downwards
 * @param zoom mean growth of the content a second
 * @param speed mean speed of the camera at the picture's border, whatever its direction
 * @param jitter what of the speed is not even: its deviation from a straight line over the glance
 * @param own mean speed of what moves by itself
 * @param agreement share of the picture's detail that moves with the camera
 */
record CameraPath(
    double right,
    double down,
    double zoom,
    double speed,
    double jitter,
    double own,
    double agreement) {
  static final CameraPath NONE = new CameraPath(0, 0, 0, 0, 0, 0, 0);

  /** Below this speed the camera stands. */
  private static final double STILL = 0.03;

  /** Below this share nothing can be told. */
  private static final double ENOUGH_AGREEMENT = 0.2;

  private record Sample(double at, double lasting, double right, double down, double zoom) {}

  /** The path over {@code steps}, in a clip whose frames are timed in {@code timebase}. */
  static CameraPath of(List<Step> steps, Timebase timebase) {
    List<Sample> samples = new ArrayList<>();
    double own = 0;
    double agreement = 0;
    double seconds = 0;
    long from = steps.isEmpty() ? 0 : steps.get(0).fromPts();
    long begun = from;
    for (Step step : steps) {
      // A frame shown twice, to keep up a frame rate, is no stop: the next step takes its time.
      if (step.differing() == 0) {
        continue;
      }
      double lasting = seconds(step.toPts() - from, timebase);
      if (lasting <= 0) {
        continue;
      }
      CameraShift camera = step.motion().camera();
      samples.add(
          new Sample(
              seconds(step.toPts() + from - 2 * begun, timebase) / 2,
              lasting,
              camera.right() / lasting,
              camera.down() / lasting,
              camera.zoom() / lasting));
      own += step.motion().own();
      agreement += step.motion().agreement() * lasting;
      seconds += lasting;
      from = step.toPts();
    }
    if (samples.isEmpty()) {
      return NONE;
    }
    return path(samples, own / seconds, agreement / seconds);
  }

  private static CameraPath path(List<Sample> samples, double own, double agreement) {
    double seconds = 0;
    double right = 0;
    double down = 0;
    double zoom = 0;
    double speed = 0;
    for (Sample sample : samples) {
      seconds += sample.lasting();
      right += sample.right() * sample.lasting();
      down += sample.down() * sample.lasting();
      zoom += sample.zoom() * sample.lasting();
      speed += sample.lasting() * length(sample.right(), sample.down(), sample.zoom() / 2);
    }
    double jitter =
        length(
            uneven(samples, samples.stream().mapToDouble(Sample::right).toArray()),
            uneven(samples, samples.stream().mapToDouble(Sample::down).toArray()),
            uneven(samples, samples.stream().mapToDouble(Sample::zoom).toArray()) / 2);
    return new CameraPath(
        right / seconds, down / seconds, zoom / seconds, speed / seconds, jitter, own, agreement);
  }

  /** What several glances at the same moment show together. */
  static CameraPath mean(List<CameraPath> paths) {
    if (paths.isEmpty()) {
      return NONE;
    }
    return new CameraPath(
        mean(paths, CameraPath::right),
        mean(paths, CameraPath::down),
        mean(paths, CameraPath::zoom),
        mean(paths, CameraPath::speed),
        mean(paths, CameraPath::jitter),
        mean(paths, CameraPath::own),
        mean(paths, CameraPath::agreement));
  }

  private static double mean(List<CameraPath> paths, ToDoubleFunction<CameraPath> measure) {
    double sum = 0;
    for (CameraPath path : paths) {
      sum += measure.applyAsDouble(path);
    }
    return sum / paths.size();
  }

  /** Root mean square distance of {@code speeds} from the straight line that fits them best. */
  private static double uneven(List<Sample> samples, double[] speeds) {
    int n = speeds.length;
    if (n < 3) {
      return 0;
    }
    double meanAt = 0;
    double mean = 0;
    for (int i = 0; i < n; i++) {
      meanAt += samples.get(i).at() / n;
      mean += speeds[i] / n;
    }
    double across = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double off = samples.get(i).at() - meanAt;
      across += off * (speeds[i] - mean);
      squares += off * off;
    }
    double slope = squares == 0 ? 0 : across / squares;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double off = speeds[i] - mean - slope * (samples.get(i).at() - meanAt);
      sum += off * off;
    }
    return Math.sqrt(sum / (n - 2));
  }

  /** Where the camera goes in the picture turned clockwise by {@code rotation}. */
  CameraMove move(int rotation) {
    if (agreement < ENOUGH_AGREEMENT) {
      return CameraMove.UNKNOWN;
    }
    double travel = length(right, down, 0);
    double growth = Math.abs(zoom) / 2;
    if (Math.max(travel, growth) < STILL) {
      return CameraMove.STILL;
    }
    if (growth > travel) {
      return zoom > 0 ? CameraMove.IN : CameraMove.OUT;
    }
    double shownRight =
        switch (rotation) {
          case 90 -> -down;
          case 180 -> -right;
          case 270 -> down;
          default -> right;
        };
    double shownDown =
        switch (rotation) {
          case 90 -> right;
          case 180 -> -down;
          case 270 -> -right;
          default -> down;
        };
    // The content goes the other way than the camera.
    if (Math.abs(shownRight) >= Math.abs(shownDown)) {
      return shownRight < 0 ? CameraMove.RIGHT : CameraMove.LEFT;
    }
    return shownDown < 0 ? CameraMove.DOWN : CameraMove.UP;
  }

  private static double seconds(long ticks, Timebase timebase) {
    return (double) ticks * timebase.getNum() / timebase.getDen();
  }

  private static double length(double one, double two, double three) {
    return Math.sqrt(one * one + two * two + three * three);
  }
}
