package io.autocut.analysis;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Face;
import io.autocut.schemas.VideoStream;
import java.util.List;

/**
 * Measures glances: each frame's motion to the next, and every eighth frame for itself. Keeps
 * nothing between glances; safe for many threads.
 */
final class GlanceGauge {
  /** Of so many frames one is looked at for itself. */
  private static final int LOOK_EVERY = 8;

  private final int rotation;

  private GlanceGauge(int rotation) {
    this.rotation = rotation;
  }

  /** A gauge for glances at {@code video}, whose pictures are as coded. */
  static GlanceGauge of(VideoStream video) {
    checkArgument(video.getRotation() % 90 == 0, "rotation: %s", video.getRotation());
    return new GlanceGauge(video.getRotation());
  }

  /** The measures of a glance, with the faces that somebody finds in its keyframe. */
  GlanceMeasures measure(Glance glance, FaceSource faceSource) {
    List<Glance.Frame> frames = glance.frames();
    ImmutableList.Builder<Look> looks = ImmutableList.builder();
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    Pyramid before = null;
    for (int i = 0; i < frames.size(); i++) {
      Glance.Frame frame = frames.get(i);
      Pyramid pyramid = Pyramid.of(frame.picture());
      if (i % LOOK_EVERY == 0) {
        looks.add(Look.at(frame, pyramid, rotation));
      }
      if (i > 0) {
        steps.add(step(frames.get(i - 1), frame, before, pyramid));
      }
      before = pyramid;
    }
    ImmutableList<Look> found = looks.build();
    ImmutableList<Face> faces = faceSource.faces(found.get(0), frames.get(0).picture(), rotation);
    return new GlanceMeasures(found, steps.build(), faces);
  }

  /** Tells the faces of a keyframe. */
  interface FaceSource {
    ImmutableList<Face> faces(Look look, Picture picture, int rotation);
  }

  private static Step step(Glance.Frame from, Glance.Frame to, Pyramid before, Pyramid after) {
    double differing = differing(from.picture().luma(), to.picture().luma());
    return new Step(
        from.pts(),
        to.pts(),
        differing,
        differing == 0 ? MotionGauge.Motion.NONE : MotionGauge.between(before, after));
  }

  private static double differing(byte[] one, byte[] other) {
    int differing = 0;
    for (int i = 0; i < one.length; i++) {
      if (one[i] != other[i]) {
        differing++;
      }
    }
    return (double) differing / one.length;
  }
}
