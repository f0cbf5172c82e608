package io.autocut.ingest;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.schemas.Canvas;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of film that was asked for: left to the footage, a shape, or exact pixels.
 *
 * <p>At most one of {@link #aspect} and {@link #exact} is there; with neither the footage decides.
 * Which size a shape gets is the planner's choice, not this type's.
 */
public final class CanvasSpec {
  public static final CanvasSpec AUTO = new CanvasSpec("auto", null, 0, 0);

  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
  private static final int SMALLEST = 16;
  private static final int LARGEST = 8192;

  private final String spelling;
  private final Aspect aspect;
  private final int width;
  private final int height;

  private CanvasSpec(String spelling, Aspect aspect, int width, int height) {
    this.spelling = spelling;
    this.aspect = aspect;
    this.width = width;
    this.height = height;
  }

  /** The shape of a film. */
  public enum Aspect {
    LANDSCAPE(16, 9),
    PORTRAIT(9, 16),
    SQUARE(1, 1);

    private final int width;
    private final int height;

    Aspect(int width, int height) {
      this.width = width;
      this.height = height;
    }

    /** The first number of the ratio. */
    public int width() {
      return width;
    }

    /** The second number of the ratio. */
    public int height() {
      return height;
    }
  }

  public static CanvasSpec of(Aspect aspect) {
    return new CanvasSpec(aspect.width() + ":" + aspect.height(), aspect, 0, 0);
  }

  public static CanvasSpec of(int width, int height) {
    checkArgument(
        isSide(width) && isSide(height),
        "canvas sides must be even and between %s and %s: %sx%s",
        SMALLEST,
        LARGEST,
        width,
        height);
    return new CanvasSpec(width + "x" + height, null, width, height);
  }

  /**
   * Reads {@code auto}, {@code 16:9}, {@code 9:16}, {@code 1:1} or {@code 1920x1080}; the inverse
   * of {@link #toString}.
   */
  public static CanvasSpec parse(String text) {
    if (text.equals(AUTO.spelling)) {
      return AUTO;
    }
    for (Aspect aspect : Aspect.values()) {
      CanvasSpec spec = of(aspect);
      if (text.equals(spec.spelling)) {
        return spec;
      }
    }
    Matcher size = SIZE.matcher(text);
    checkArgument(
        size.matches(),
        "canvas is neither auto, 16:9, 9:16, 1:1 nor WIDTHxHEIGHT, for example 1920x1080: %s",
        Quoted.of(text));
    return of(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
  }

  public boolean isAuto() {
    return aspect().isEmpty() && exact().isEmpty();
  }

  public Optional<Aspect> aspect() {
    return Optional.ofNullable(aspect);
  }

  public Optional<Canvas> exact() {
    return width == 0 ? Optional.empty() : Optional.of(new Canvas(width, height));
  }

  private static boolean isSide(int pixels) {
    return pixels >= SMALLEST && pixels <= LARGEST && pixels % 2 == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CanvasSpec that && spelling.equals(that.spelling);
  }

  @Override
  public int hashCode() {
    return Objects.hash(spelling);
  }

  @Override
  public String toString() {
    return spelling;
  }
}
