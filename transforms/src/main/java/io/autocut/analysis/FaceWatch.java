package io.autocut.analysis;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.Face;
import io.autocut.schemas.Timebase;
import io.autocut.time.RationalTime;

/**
 * Tells the faces of one keyframe after the other. They are looked for anew when the picture has
 * changed or two seconds have passed since, and taken to have stayed until then: searching costs as
 * much as all else that is measured on a glance. Not safe for several threads.
 */
final class FaceWatch implements GlanceGauge.FaceSource {
  private static final RationalTime LASTING = RationalTime.of(2, 1);

  /** Bits of the picture's hash; more differ where a subject has moved. */
  private static final int SAME_PICTURE = 8;

  private final long lasting;
  private ImmutableList<Face> faces = ImmutableList.of();
  private long searchedPts = Long.MIN_VALUE;
  private long searchedHash;

  FaceWatch(Timebase timebase) {
    this.lasting = LASTING.toTicks(timebase.getNum(), timebase.getDen());
  }

  @Override
  public ImmutableList<Face> faces(Look look, Picture picture, int rotation) {
    boolean known =
        searchedPts != Long.MIN_VALUE
            && look.pts() - searchedPts < lasting
            && Long.bitCount(look.hash() ^ searchedHash) <= SAME_PICTURE;
    if (!known) {
      faces = FaceFinder.find(picture, rotation);
      searchedPts = look.pts();
      searchedHash = look.hash();
    }
    return faces;
  }
}
