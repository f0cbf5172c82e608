package io.autocut.planning;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.Transition;

/**
 * How a piece of a film comes out of black and goes into it.
 *
 * @param in length of the fade from black at its beginning, 0 for none; unit: output frames
 * @param out length of the fade to black at its end, 0 for none; unit: output frames
 */
public record Fades(long in, long out) {
  public static final Fades NONE = new Fades(0, 0);

  public Fades {
    checkArgument(in >= 0 && out >= 0, "a fade is shorter than nothing: %s, %s", in, out);
  }

  public static Fades of(SegmentRequest request) {
    return new Fades(request.getFadeInFrames(), request.getFadeOutFrames());
  }

  /**
   * Those of one event of a plan: between two events that fade, one goes into black and the other
   * comes out of it.
   */
  static Fades of(EditDecisionList list, int index) {
    return new Fades(
        frames(list, FilmPiece.transitionInto(list, index)),
        frames(list, FilmPiece.transitionInto(list, index + 1)));
  }

  private static long frames(EditDecisionList list, Transition transition) {
    return transition == Transition.FADE ? list.getFadeFrames() : 0;
  }
}
