package io.autocut.planning;

import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether the events and clips of a given plan have room for its fades and dissolves. */
final class GivenTransitions {
  private final EditDecisionList list;
  private final Map<String, AnalyzedClip> clips;
  private final FrameRate rate;

  /**
   * @param clips those that can be used, by their places
   */
  GivenTransitions(EditDecisionList list, Map<String, AnalyzedClip> clips, FrameRate rate) {
    this.list = list;
    this.clips = clips;
    this.rate = rate;
  }

  /**
   * What is wrong with the transitions at the ends of one event, each beginning with {@code place}.
   *
   * @throws ArithmeticException when numbers of the plan are beyond all measure
   */
  List<String> problems(String place, int index) {
    Event event = list.getEvents().get(index);
    List<String> problems = new ArrayList<>();
    long frames = Math.subtractExact(event.getRecordOut(), event.getRecordIn());
    if (frames > 0 && list.getFadeFrames() > 0) {
      checkLength(place, index, frames, problems);
      AnalyzedClip clip = clips.get(event.getClipUri());
      if (clip != null && event.getSourceIn().getDen() > 0 && event.getSourceOut().getDen() > 0) {
        checkHead(place, index, event, problems);
        checkTail(place, index, event, clip.length(), problems);
      }
    }
    return problems;
  }

  private void checkLength(String place, int index, long frames, List<String> problems) {
    Transition in = into(index);
    Transition out = into(index + 1);
    long taken = Math.addExact(taken(in, after()), taken(out, before()));
    if (in != Transition.DISSOLVE && out != Transition.DISSOLVE) {
      if (taken > frames) {
        boolean both = in == Transition.FADE && out == Transition.FADE;
        problems.add(
            place
                + "is %d frames long, too short for %s of %d: shorten \"fadeFrames\" or cut instead"
                    .formatted(frames, both ? "two fades" : "a fade", list.getFadeFrames()));
      }
    } else if (taken >= frames || dissolved(in, out) > frames / 2) {
      problems.add(
          place
              + "is %d frames long, too short for a dissolve of %d, which takes at most half of it and leaves a frame: shorten \"fadeFrames\" or cut instead"
                  .formatted(frames, list.getFadeFrames()));
    }
  }

  /** What the longer dissolve at its ends takes of an event. */
  private long dissolved(Transition in, Transition out) {
    return Math.max(
        in == Transition.DISSOLVE ? after() : 0, out == Transition.DISSOLVE ? before() : 0);
  }

  private long taken(Transition transition, long byDissolve) {
    return switch (transition) {
      case FADE -> list.getFadeFrames();
      case DISSOLVE -> byDissolve;
      default -> 0;
    };
  }

  private void checkHead(String place, int index, Event event, List<String> problems) {
    RationalTime least = rate.timeOf(before());
    if (into(index) == Transition.DISSOLVE
        && RationalTime.of(event.getSourceIn()).compareTo(least) < 0) {
      problems.add(
          place
              + "dissolves in from %d frames before its \"sourceIn\", before the clip begins: \"sourceIn\" must be at least %d/%d, or \"transition\" CUT"
                  .formatted(before(), least.numerator(), least.denominator()));
    }
  }

  private void checkTail(
      String place, int index, Event event, RationalTime end, List<String> problems) {
    RationalTime most = end.minus(rate.timeOf(after()));
    if (into(index + 1) == Transition.DISSOLVE
        && RationalTime.of(event.getSourceOut()).compareTo(most) > 0) {
      problems.add(
          place
              + "dissolves out until %d frames after its \"sourceOut\", after the clip ends: \"sourceOut\" must be at most %d/%d, or the next event's \"transition\" CUT"
                  .formatted(after(), most.numerator(), most.denominator()));
    }
  }

  private Transition into(int index) {
    return FilmPiece.transitionInto(list, index);
  }

  private long before() {
    return FilmPiece.before(list);
  }

  private long after() {
    return FilmPiece.after(list);
  }
}
