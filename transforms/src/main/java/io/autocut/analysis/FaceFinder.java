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
import java.util.function.Predicate;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds frontal faces in a small picture: a boosted cascade of Haar features (Viola and Jones 2001;
 * Lienhart and Maydt 2002) as OpenCV carries it, in those parts that have the colour of skin; what
 * it finds, a cascade of local binary patterns (Liao et al. 2007) has to confirm.
 *
 * <p>The colour sorts out most of what the cascade takes for a face by mistake, and most pictures
 * before the cascade is asked. OpenCV is loaded at the first that has such a colour, once a JVM,
 * which takes about a second of CPU. Safe for many threads; each borrows a cascade, which holds
 * native memory for as long as the JVM lives.
 */
final class FaceFinder {
  private static final Logger LOG = LoggerFactory.getLogger(FaceFinder.class);
  private static final ConcurrentLinkedQueue<FaceFinder> IDLE = new ConcurrentLinkedQueue<>();

  private static final String FOLDER = "/org/bytedeco/opencv/%s/share/opencv4/";
  private static final String CASCADE = "haarcascades/haarcascade_frontalface_alt2.xml";
  private static final String SECOND_OPINION = "lbpcascades/lbpcascade_frontalface_improved.xml";

  /** Pixels of the picture searched and of the smallest face in it. */
  private static final int LONG_SIDE = 480;

  private static final int LEAST = 30;

  /** Growth from one size that is searched for to the next. */
  private static final double STEP = 1.15;

  /** Width at which the second cascade looks at a find. */
  private static final int OPINION_WIDTH = 120;

  private static final int OPINION_LEAST = 40;

  /** How much of what is around a find the second cascade is shown, in parts of it: one will do. */
  private static final double[] OPINION_MARGINS = {0.25};

  /** Finds that overlap so much, of what they cover together, are the same face. */
  private static final double SAME_FACE = 0.3;

  /** Share of a face's middle that has the colour of skin. */
  private static final double SKIN_SHARE = 0.5;

  private static final double MARGIN = 0.03;

  private final CascadeClassifier cascade;
  private final CascadeClassifier secondOpinion;

  private FaceFinder() {
    opencv_core.setNumThreads(1);
    cascade = cascade(CASCADE);
    secondOpinion = cascade(SECOND_OPINION);
  }

  /** The faces in {@code picture} turned clockwise by {@code rotation}, the largest first. */
  static ImmutableList<Face> find(Picture picture, int rotation) {
    Skin skin = Skin.of(picture);
    Optional<Skin.Part> bounds = skin.bounds(MARGIN);
    if (bounds.isEmpty()) {
      return ImmutableList.of();
    }
    FaceFinder idle = IDLE.poll();
    try {
      FaceFinder finder = idle == null ? new FaceFinder() : idle;
      try {
        Plane plane = Plane.ofLuma(picture, LONG_SIDE).turned(rotation);
        return finder.faces(plane, skin, bounds.get(), rotation);
      } finally {
        IDLE.add(finder);
      }
    } catch (LinkageError e) {
      // A machine without OpenCV makes films all the same, only without knowing of faces.
      LOG.warn("no faces are looked for: OpenCV cannot be loaded", e);
      return ImmutableList.of();
    }
  }

  private ImmutableList<Face> faces(Plane plane, Skin skin, Skin.Part bounds, int rotation) {
    Skin.Part part = turned(bounds, rotation);
    int left = (int) (part.left() * plane.width());
    int top = (int) (part.top() * plane.height());
    int right = Math.max(left + 1, (int) (part.right() * plane.width()));
    int bottom = Math.max(top + 1, (int) (part.bottom() * plane.height()));
    Predicate<Rect> hasSkin =
        rect ->
            skin.share(turned(middle(rect, left, top, plane), (360 - rotation) % 360))
                >= SKIN_SHARE;
    List<Face> faces = new ArrayList<>();
    for (Rect rect : confirmed(plane, left, top, right, bottom, hasSkin)) {
      faces.add(
          new Face(
              1000 * (left + rect.x()) / plane.width(),
              1000 * (top + rect.y()) / plane.height(),
              1000 * rect.width() / plane.width(),
              1000 * rect.height() / plane.height()));
    }
    faces.sort(
        Comparator.comparing((Face face) -> -face.getWidth() * face.getHeight())
            .thenComparing(Face::getLeft)
            .thenComparing(Face::getTop));
    return ImmutableList.copyOf(faces);
  }

  private static Skin.Part middle(Rect rect, int left, int top, Plane plane) {
    double x = left + rect.x();
    double y = top + rect.y();
    double margin = rect.width() * 0.2;
    return new Skin.Part(
        (x + margin) / plane.width(),
        (y + margin) / plane.height(),
        (x + rect.width() - margin) / plane.width(),
        (y + rect.height() - margin) / plane.height());
  }

  private List<Rect> confirmed(
      Plane plane, int left, int top, int right, int bottom, Predicate<Rect> hasSkin) {
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
    try (Mat grey = new Mat(height, width, CV_8UC1);
        RectVector rects = new RectVector();
        Size least = new Size(LEAST, LEAST);
        Size most = new Size()) {
      grey.data().put(bytes, 0, bytes.length);
      opencv_imgproc.equalizeHist(grey, grey);
      cascade.detectMultiScale(grey, rects, STEP, 0, 0, least, most);
      return confirmed(grey, rects, hasSkin);
    }
  }

  /**
   * Every find of the first cascade, however lonely, that has skin in it and that the second agrees
   * to; one for each face.
   */
  private List<Rect> confirmed(Mat grey, RectVector finds, Predicate<Rect> hasSkin) {
    List<Rect> faces = new ArrayList<>();
    for (long i = 0; i < finds.size(); i++) {
      Rect find = new Rect(finds.get(i));
      if (faces.stream().noneMatch(face -> isSame(face, find))
          && hasSkin.test(find)
          && isConfirmed(grey, find)) {
        faces.add(find);
      }
    }
    return faces;
  }

  private static boolean isSame(Rect one, Rect other) {
    long width =
        Math.min(one.x() + one.width(), other.x() + other.width()) - Math.max(one.x(), other.x());
    long height =
        Math.min(one.y() + one.height(), other.y() + other.height()) - Math.max(one.y(), other.y());
    if (width <= 0 || height <= 0) {
      return false;
    }
    long both = width * height;
    long either = (long) one.width() * one.height() + (long) other.width() * other.height() - both;
    return both >= SAME_FACE * either;
  }

  private boolean isConfirmed(Mat grey, Rect find) {
    for (double margin : OPINION_MARGINS) {
      if (isConfirmed(grey, find, (int) (margin * find.width()))) {
        return true;
      }
    }
    return false;
  }

  private boolean isConfirmed(Mat grey, Rect find, int margin) {
    int left = Math.max(0, find.x() - margin);
    int top = Math.max(0, find.y() - margin);
    int width = Math.min(grey.cols(), find.x() + find.width() + margin) - left;
    int height = Math.min(grey.rows(), find.y() + find.height() + margin) - top;
    try (Rect around = new Rect(left, top, width, height);
        Mat part = new Mat(grey, around);
        Mat scaled = new Mat();
        Size size = new Size(OPINION_WIDTH, Math.max(24, OPINION_WIDTH * height / width));
        Size least = new Size(OPINION_LEAST, OPINION_LEAST);
        Size most = new Size();
        RectVector agreed = new RectVector()) {
      opencv_imgproc.resize(part, scaled, size);
      opencv_imgproc.equalizeHist(scaled, scaled);
      secondOpinion.detectMultiScale(scaled, agreed, 1.1, 1, 0, least, most);
      return agreed.size() > 0;
    }
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

  private static CascadeClassifier cascade(String name) {
    try {
      File file = Loader.cacheResource(FOLDER.formatted(Loader.getPlatform()) + name);
      return new CascadeClassifier(file.getPath());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack the cascade " + name, e);
    }
  }
}
