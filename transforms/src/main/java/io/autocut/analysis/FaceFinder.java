package io.autocut.analysis;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Face;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * Finds frontal faces in a small picture: a boosted cascade of Haar features (Viola and Jones 2001;
 * Lienhart and Maydt 2002) as OpenCV carries it, in those parts that have the colour of skin.
 *
 * <p>The colour sorts out most of what the cascade takes for a face by mistake, and most pictures
 * before the cascade is asked. OpenCV is loaded at the first that has such a colour, once a JVM,
 * which takes about a second of CPU. Safe for many threads; each borrows a cascade, which holds
 * native memory for as long as the JVM lives.
 */
final class FaceFinder {
  private static final ConcurrentLinkedQueue<FaceFinder> IDLE = new ConcurrentLinkedQueue<>();

  private static final String CASCADE =
      "/org/bytedeco/opencv/%s/share/opencv4/haarcascades/haarcascade_frontalface_alt2.xml";

  /** Pixels of the picture searched and of the smallest face in it. */
  private static final int LONG_SIDE = 400;

  private static final int LEAST = 30;

  /** Growth from one size that is searched for to the next. */
  private static final double STEP = 1.15;

  /** Finds around the same place that make one face. */
  private static final int NEIGHBOURS = 2;

  /** Share of a face's middle that has the colour of skin. */
  private static final double SKIN_SHARE = 0.5;

  private static final double MARGIN = 0.03;

  private final CascadeClassifier cascade;

  private FaceFinder() {
    opencv_core.setNumThreads(1);
    cascade = cascade();
  }

  /** The faces in {@code picture} turned clockwise by {@code rotation}, the largest first. */
  static ImmutableList<Face> find(Picture picture, int rotation) {
    Skin skin = Skin.of(picture);
    Optional<Skin.Part> bounds = skin.bounds(MARGIN);
    if (bounds.isEmpty()) {
      return ImmutableList.of();
    }
    FaceFinder idle = IDLE.poll();
    FaceFinder finder = idle == null ? new FaceFinder() : idle;
    try {
      Plane plane = Plane.ofLuma(picture, LONG_SIDE).turned(rotation);
      return finder.faces(plane, skin, bounds.get(), rotation);
    } finally {
      IDLE.add(finder);
    }
  }

  private ImmutableList<Face> faces(Plane plane, Skin skin, Skin.Part bounds, int rotation) {
    Skin.Part part = turned(bounds, rotation);
    int left = (int) (part.left() * plane.width());
    int top = (int) (part.top() * plane.height());
    int right = Math.max(left + 1, (int) (part.right() * plane.width()));
    int bottom = Math.max(top + 1, (int) (part.bottom() * plane.height()));
    List<Face> faces = new ArrayList<>();
    for (Rect rect : candidates(plane, left, top, right, bottom)) {
      double x = left + rect.x();
      double y = top + rect.y();
      double margin = rect.width() * 0.2;
      Skin.Part middle =
          new Skin.Part(
              (x + margin) / plane.width(),
              (y + margin) / plane.height(),
              (x + rect.width() - margin) / plane.width(),
              (y + rect.height() - margin) / plane.height());
      if (skin.share(turned(middle, (360 - rotation) % 360)) >= SKIN_SHARE) {
        faces.add(
            new Face(
                (int) (1000 * x / plane.width()),
                (int) (1000 * y / plane.height()),
                1000 * rect.width() / plane.width(),
                1000 * rect.height() / plane.height()));
      }
    }
    faces.sort(
        Comparator.comparing((Face face) -> -face.getWidth() * face.getHeight())
            .thenComparing(Face::getLeft)
            .thenComparing(Face::getTop));
    return ImmutableList.copyOf(faces);
  }

  private List<Rect> candidates(Plane plane, int left, int top, int right, int bottom) {
    int width = right - left;
    int height = bottom - top;
    if (width < LEAST || height < LEAST) {
      return List.of();
    }
    byte[] bytes = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        bytes[y * width + x] = (byte) Math.round(plane.at(left + x, top + y));
      }
    }
    List<Rect> found = new ArrayList<>();
    try (Mat grey = new Mat(height, width, CV_8UC1);
        RectVector rects = new RectVector();
        Size least = new Size(LEAST, LEAST);
        Size most = new Size()) {
      grey.data().put(bytes, 0, bytes.length);
      opencv_imgproc.equalizeHist(grey, grey);
      cascade.detectMultiScale(grey, rects, STEP, NEIGHBOURS, 0, least, most);
      for (long i = 0; i < rects.size(); i++) {
        found.add(new Rect(rects.get(i)));
      }
    }
    return found;
  }

  /** The same part of the picture turned clockwise. */
  private static Skin.Part turned(Skin.Part part, int rotation) {
    return switch (rotation) {
      case 90 -> new Skin.Part(1 - part.bottom(), part.left(), 1 - part.top(), part.right());
      case 180 ->
          new Skin.Part(1 - part.right(), 1 - part.bottom(), 1 - part.left(), 1 - part.top());
      case 270 -> new Skin.Part(part.top(), 1 - part.right(), part.bottom(), 1 - part.left());
      default -> part;
    };
  }

  private static CascadeClassifier cascade() {
    try {
      File file = Loader.cacheResource(CASCADE.formatted(Loader.getPlatform()));
      return new CascadeClassifier(file.getPath());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack the cascade for faces", e);
    }
  }
}
