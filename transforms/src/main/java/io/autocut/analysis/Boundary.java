package io.autocut.analysis;

import io.autocut.schemas.ShotKind;

/**
 * Where one shot gives way to the next, in ranks of the clip's frames.
 *
 * @param first frame of the new shot; in the middle of a transition
 * @param transitionIn first frame of the transition; {@code first} for a cut
 * @param transitionOut first frame that shows the new shot alone
 */
record Boundary(ShotKind kind, int first, int transitionIn, int transitionOut) {
  static Boundary cut(int first) {
    return new Boundary(ShotKind.CUT, first, first, first);
  }
}
