package io.autocut.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds, frame by frame, where shots of a run of frames give way to one another: cuts, fades and
 * dissolves.
 *
 * <p>Each frame is judged when the sixty after it are known; memory does not grow with the run.
 */
final class BoundaryFinder {
  private static final int CONTEXT = 64;

  private final FrameRun run;
  private final List<Boundary> found = new ArrayList<>();
  private Optional<DissolveJudge.Mix> dissolve = Optional.empty();
  private int next = 1;

  BoundaryFinder(int firstRank) {
    this.run = new FrameRun(firstRank);
  }

  void add(Thumbnail picture) {
    run.add(picture);
    while (next + CONTEXT < run.end()) {
      judge(next++);
      run.forget(next - CONTEXT);
    }
  }

  /** Ends the run; its boundaries by their first frames. */
  List<Boundary> finish() {
    while (next < run.end()) {
      judge(next++);
    }
    dissolve.ifPresent(mix -> keep(mix.boundary(run)));
    found.sort(java.util.Comparator.comparingInt(Boundary::first));
    return found;
  }

  private void judge(int index) {
    FadeJudge.endsFlat(run, index).ifPresent(this::keep);
    if (CutJudge.begins(run, index)) {
      keep(Boundary.cut(run.rank(index)));
    }
    if (dissolve.isPresent() && index > dissolve.get().after()) {
      keep(dissolve.get().boundary(run));
      dissolve = Optional.empty();
    }
    DissolveJudge.around(run, index)
        .filter(mix -> dissolve.isEmpty() || mix.betterThan(dissolve.get()))
        .ifPresent(mix -> dissolve = Optional.of(mix));
  }

  /** What was found first stays, except that a fade takes the place of all within it. */
  private void keep(Boundary boundary) {
    if (boundary.kind() == io.autocut.schemas.ShotKind.FADE) {
      found.removeIf(other -> overlap(other, boundary));
    }
    if (found.stream().noneMatch(other -> overlap(other, boundary))) {
      found.add(boundary);
    }
  }

  private static boolean overlap(Boundary one, Boundary other) {
    return one.transitionIn() <= other.transitionOut()
        && other.transitionIn() <= one.transitionOut();
  }
}
