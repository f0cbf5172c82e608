package io.autocut.segments;

import com.google.common.collect.ImmutableList;

/** How small pictures for people are coded. */
public final class StillEncoding {
  /** Another one where they would look otherwise. */
  public static final String VERSION = "still-1";

  /** The longer side of pictures of a film, which can be played beside them; unit: pixels. */
  public static final int FILM_SIDE = 192;

  /** The longer side of pictures of a plan, which are all there is to see; unit: pixels. */
  static final int PLAN_SIDE = 384;

  public static final ImmutableList<String> OPTIONS =
      ImmutableList.of("-c:v", "mjpeg", "-q:v", "6", "-f", "image2");

  private StillEncoding() {}
}
