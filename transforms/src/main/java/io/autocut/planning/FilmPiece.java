package io.autocut.planning;

import com.google.common.collect.ImmutableList;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.List;
import java.util.Optional;

/**
 * What is rendered at one go: an event, less the frames of the dissolves at its ends, or a dissolve
 * from one event into the next. The pieces of a film adjoin.
 *
 * @param index place among the pieces of the film, from 0
 * @param recordIn first output frame
 * @param recordOut first output frame after it
 * @param event what it shows; of a dissolve, what it begins with
 * @param sourceIn where in the event's clip it begins
 * @param fades how it comes out of black and goes into it
 * @param into what it dissolves into over its whole length
 */
public record FilmPiece(
    int index,
    long recordIn,
    long recordOut,
    Event event,
    RationalTime sourceIn,
    Fades fades,
    Optional<Into> into) {

  /** What a piece dissolves into, and where in its clip that begins. */
  public record Into(Event event, RationalTime sourceIn) {}

  /** The pieces of a plan, in the order of the film. */
  public static ImmutableList<FilmPiece> of(EditDecisionList list) {
    ImmutableList.Builder<FilmPiece> pieces = ImmutableList.builder();
    List<Event> events = list.getEvents();
    int index = 0;
    for (int i = 0; i < events.size(); i++) {
      if (dissolves(list, i)) {
        pieces.add(dissolve(list, i, index++));
      }
      long in = events.get(i).getRecordIn() + (dissolves(list, i) ? after(list) : 0);
      long out = events.get(i).getRecordOut() - (dissolves(list, i + 1) ? before(list) : 0);
      pieces.add(
          new FilmPiece(
              index++,
              in,
              out,
              events.get(i),
              sourceAt(list, events.get(i), in),
              Fades.of(list, i),
              Optional.empty()));
    }
    return pieces.build();
  }

  private static FilmPiece dissolve(EditDecisionList list, int to, int index) {
    Event event = list.getEvents().get(to);
    Event previous = list.getEvents().get(to - 1);
    long in = event.getRecordIn() - before(list);
    return new FilmPiece(
        index,
        in,
        event.getRecordIn() + after(list),
        previous,
        sourceAt(list, previous, in),
        Fades.NONE,
        Optional.of(new Into(event, sourceAt(list, event, in))));
  }

  /** How the event of that index is reached; after the last one, how the film ends. */
  static Transition transitionInto(EditDecisionList list, int index) {
    return index == list.getEvents().size()
        ? list.getEnding()
        : list.getEvents().get(index).getTransition();
  }

  private static boolean dissolves(EditDecisionList list, int index) {
    return index > 0
        && index < list.getEvents().size()
        && transitionInto(list, index) == Transition.DISSOLVE
        && list.getFadeFrames() > 0;
  }

  /** Frames of a dissolve before the cut that it lies around. */
  static long before(EditDecisionList list) {
    return list.getFadeFrames() / 2;
  }

  /** Frames of a dissolve from the cut on. */
  static long after(EditDecisionList list) {
    return list.getFadeFrames() - before(list);
  }

  private static RationalTime sourceAt(EditDecisionList list, Event event, long frame) {
    FrameRate rate = FrameRate.of(list.getEditRate());
    RationalTime in = RationalTime.of(event.getSourceIn());
    long frames = frame - event.getRecordIn();
    return frames >= 0 ? in.plus(rate.timeOf(frames)) : in.minus(rate.timeOf(-frames));
  }

  /** Its length in output frames. */
  public long frames() {
    return recordOut - recordIn;
  }
}
