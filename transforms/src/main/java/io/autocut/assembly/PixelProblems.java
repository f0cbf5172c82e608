package io.autocut.assembly;

import io.autocut.schemas.PixelProof;
import io.autocut.schemas.Transition;
import java.util.ArrayList;
import java.util.List;

/** What the decoded pictures of a film speak against, in words. */
final class PixelProblems {
  /** Farther than this from its planned frame, a cut spoils the film. */
  private static final long MOST_FRAMES = 1;

  private static final int MOST_LISTED = 3;

  private final List<SeenCut> cuts;
  private final PixelProof figures;
  private final FilmParts parts;

  PixelProblems(List<SeenCut> cuts, PixelProof figures, FilmParts parts) {
    this.cuts = cuts;
    this.figures = figures;
    this.parts = parts;
  }

  /** Empty when nothing is wrong. */
  List<String> list() {
    List<String> problems = new ArrayList<>();
    if (figures.getFramesDecoded() != parts.plan().getFrames()) {
      problems.add(
          "%d of %d frames can be decoded"
              .formatted(figures.getFramesDecoded(), parts.plan().getFrames()));
    }
    List<String> off = new ArrayList<>();
    for (SeenCut cut : cuts) {
      if (cut.isReached() && !cut.isSeen() && isFade(cut)) {
        off.add("event %d does not come out of black".formatted(cut.event()));
      } else if (cut.errorFrames() > MOST_FRAMES || isOffItsPulse(cut)) {
        long frames = cut.seen().orElseThrow() - cut.planned();
        off.add(
            "event %d begins %d %s %s than planned"
                .formatted(
                    cut.event(),
                    Math.abs(frames),
                    Math.abs(frames) == 1 ? "frame" : "frames",
                    frames < 0 ? "earlier" : "later"));
      }
    }
    off.stream().limit(MOST_LISTED).forEach(problems::add);
    if (off.size() > MOST_LISTED) {
      problems.add((off.size() - MOST_LISTED) + " more cuts are off");
    }
    return problems;
  }

  private boolean isOffItsPulse(SeenCut cut) {
    return cut.isOff()
        && PixelProver.pulseErrorMicros(cut, parts)
            > MOST_FRAMES * parts.rate().frameDuration().toMicros();
  }

  private boolean isFade(SeenCut cut) {
    return parts.plan().getFadeFrames() > 0
        && parts.plan().getEvents().get(cut.event()).getTransition() == Transition.FADE;
  }
}
