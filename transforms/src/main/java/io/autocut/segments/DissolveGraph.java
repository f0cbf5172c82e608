package io.autocut.segments;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.schemas.Canvas;
import io.autocut.schemas.DynamicRange;
import io.autocut.schemas.OutputProfile;

/**
 * The filters that dissolve one picture of the film's size into another.
 *
 * <p>Frame {@code i} of {@code n} shows the second with weight {@code (i + 1) / (n + 1)}, to the
 * nearest step that the pixels have (1/255 at eight bits), so that neither end is a pure picture:
 * those stand beside it. Integers throughout, and so the same to the bit on every machine; mixing
 * by a mask of one grey takes a twentieth of the time of an expression a pixel (measured at 1080p).
 */
final class DissolveGraph {
  /** Changes whenever the same two pictures would be mixed otherwise. */
  static final String VERSION = "dissolve-1";

  /** The mask is drawn so small, then blown up; no film is smaller. */
  private static final int MASK_SIDE = 16;

  private DissolveGraph() {}

  /**
   * A graph that takes {@code [from]} and {@code [into]}, both on the film's frame grid, and gives
   * {@code [mixed]}. A frame that either lacks is missing from the mix.
   */
  static String mixing(long frames, OutputProfile profile) {
    checkArgument(frames > 0, "a dissolve has at least one frame: %s", frames);
    Canvas canvas = profile.getCanvas();
    int width = canvas.getWidth();
    int height = canvas.getHeight();
    // Side by side they can only go on together: the mask alone would hold a last frame in silence.
    return "[from][into]hstack=shortest=1,split=3[one][other][small];"
        + "[one]crop=%d:%d:0:0[first];".formatted(width, height)
        + "[other]crop=%d:%d:%d:0[second];".formatted(width, height, width)
        + "[small]crop=%d:%d:0:0,".formatted(MASK_SIDE, MASK_SIDE)
        + "geq=lum='%1$s':cb='%1$s':cr='%1$s',".formatted(weight(frames, whole(profile)))
        + "scale=%d:%d:flags=neighbor[mask];".formatted(width, height)
        + "[first][second][mask]maskedmerge,"
        + PictureGraph.tags(profile)
        + "[mixed]";
  }

  /** Of the second picture in frame N, rounded to the nearest; never none and never all. */
  private static String weight(long frames, int whole) {
    return "clip(floor((%d*(N+1)+%d)/%d),1,%d)"
        .formatted(whole, (frames + 1) / 2, frames + 1, whole - 1);
  }

  /** The value of a pixel of the mask that would show the second picture alone. */
  private static int whole(OutputProfile profile) {
    return profile.getDynamicRange() == DynamicRange.STANDARD ? 255 : 1023;
  }
}
