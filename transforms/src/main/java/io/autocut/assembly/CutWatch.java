package io.autocut.assembly;

import static com.google.common.base.Preconditions.checkState;

import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Takes the pictures of a film in their order and looks at each cut as soon as all around it have
 * come. Holds two dozen pictures, however long the film is. Not safe for several threads.
 */
final class CutWatch {
  private static final int HELD = 2 * (CutFinder.REACH + CutFinder.BESIDE) + 1;

  private final EditDecisionList plan;
  private final FilmPicture[] held = new FilmPicture[HELD];
  private final List<SeenCut> cuts = new ArrayList<>();
  private long frames;
  private int next = 1;

  CutWatch(EditDecisionList plan) {
    this.plan = plan;
  }

  void see(FilmPicture picture) {
    held[(int) (frames % HELD)] = picture;
    frames++;
    while (next < plan.getEvents().size()
        && frames > event(next).getRecordIn() + CutFinder.REACH + CutFinder.BESIDE) {
      look(next++);
    }
  }

  /** All cuts of the plan, after the last picture; one that the film does not reach is unseen. */
  List<SeenCut> finish() {
    while (next < plan.getEvents().size()) {
      look(next++);
    }
    return List.copyOf(cuts);
  }

  /** Pictures that came so far. */
  long frames() {
    return frames;
  }

  private void look(int index) {
    long planned = event(index).getRecordIn();
    if (planned >= frames) {
      cuts.add(new SeenCut(index, planned, OptionalLong.empty(), 0, List.of()));
      return;
    }
    CutFinder finder = new CutFinder(this::picture, frames);
    OptionalLong seen = seen(index, finder);
    cuts.add(
        new SeenCut(
            index,
            planned,
            seen,
            seen.isPresent() ? finder.across(seen.getAsLong()) : 0,
            List.of(picture(planned - 1), picture(planned))));
  }

  private OptionalLong seen(int index, CutFinder finder) {
    Event event = event(index);
    long planned = event.getRecordIn();
    // Half of the way to its neighbours, so that no change counts for two cuts.
    long lengthBefore = planned - event(index - 1).getRecordIn();
    long from = planned - Math.min(CutFinder.REACH, (lengthBefore - 1) / 2);
    long half = (event.getRecordOut() - planned) / 2;
    long to = Math.min(planned + Math.min(CutFinder.REACH, half), frames - 1);
    Transition transition = plan.getFadeFrames() == 0 ? Transition.CUT : event.getTransition();
    return switch (transition) {
      case FADE -> finder.fade(planned, from, to);
      case DISSOLVE -> OptionalLong.empty();
      default -> finder.cut(planned, from, to);
    };
  }

  private Event event(int index) {
    return plan.getEvents().get(index);
  }

  private FilmPicture picture(long frame) {
    checkState(frame >= 0 && frame < frames && frame >= frames - HELD, "picture %s is gone", frame);
    return held[(int) (frame % HELD)];
  }
}
