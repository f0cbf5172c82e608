package io.autocut.planning;

import io.autocut.ingest.CanvasSpec;
import io.autocut.ingest.FpsSpec;
import io.autocut.media.Failures;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.Focus;
import io.autocut.schemas.PulseKind;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan that somebody gave, held against what its clips and music are: to be followed to the
 * letter or not at all.
 *
 * <p>An empty fingerprint takes the file as it is. A cut that was moved off its pulse is on none. A
 * plan that was made by the planner and not touched comes out as it went in. Not safe for several
 * threads.
 */
final class GivenPlan {
  static final String BAD_PLAN = "BAD_PLAN";

  private static final int MOST_ERRORS = 20;

  /** A time beyond any music: it is no pulse, and its frame no number. */
  private static final RationalTime FARTHEST_PULSE = RationalTime.of(1_000_000, 1);

  private final EditDecisionList list;
  private final Map<String, AnalyzedClip> clips = new HashMap<>();
  private final BeatTimeline music;
  private final List<String> errors = new ArrayList<>();

  /**
   * @param list of absolute paths
   * @param clips those of the plan that can be used, in any order
   */
  GivenPlan(EditDecisionList list, List<AnalyzedClip> clips, BeatTimeline music) {
    this.list = list;
    this.music = music;
    clips.forEach(clip -> this.clips.put(clip.uri(), clip));
  }

  /**
   * The plan, whole.
   *
   * @throws UnplannableException when it cannot be followed; the message lists all that is wrong,
   *     with events by their place in the file, from 0
   */
  EditDecisionList checked() throws UnplannableException {
    if (list.getEditRate().getNum() <= 0 || list.getEditRate().getDen() <= 0) {
      errors.add("\"editRate\" must be positive: " + list.getEditRate());
      throw refusal();
    }
    FrameRate rate = FrameRate.of(list.getEditRate());
    check("", () -> checkForm(rate));
    GivenTransitions transitions = new GivenTransitions(list, clips, rate);
    for (int i = 0; i < list.getEvents().size(); i++) {
      Event event = list.getEvents().get(i);
      long begin = i == 0 ? 0 : list.getEvents().get(i - 1).getRecordOut();
      String place = "event %d (%s): ".formatted(i, Failures.nameOf(event.getClipUri()));
      int index = i;
      check(place, () -> checkRecord(place, event, index, begin));
      check(place, () -> checkSource(place, event, rate));
      check(place, () -> errors.addAll(transitions.problems(place, index)));
    }
    check("", () -> checkMusic(rate));
    if (!errors.isEmpty()) {
      throw refusal();
    }
    return followed(rate);
  }

  private void check(String place, Runnable checks) {
    try {
      checks.run();
    } catch (ArithmeticException e) {
      errors.add(place + "its numbers are beyond all measure");
    } catch (IllegalArgumentException e) {
      errors.add(place + e.getMessage());
    }
  }

  private UnplannableException refusal() {
    StringBuilder message = new StringBuilder("its plan cannot be followed:");
    errors.stream().limit(MOST_ERRORS).forEach(error -> message.append("\n      ").append(error));
    if (errors.size() > MOST_ERRORS) {
      message.append("\n      and ").append(errors.size() - MOST_ERRORS).append(" more");
    }
    return new UnplannableException(BAD_PLAN, message.toString());
  }

  private void checkForm(FrameRate rate) {
    int events = list.getEvents().size();
    if (list.getBeatTimes().size() != events) {
      errors.add(
          "\"beatTimes\" has %d entries for %d events: give each event one"
              .formatted(list.getBeatTimes().size(), events));
    }
    list.getBeatTimes().forEach(time -> RationalTime.of(time));
    long end = events == 0 ? 0 : list.getEvents().get(events - 1).getRecordOut();
    if (list.getFrames() != end) {
      errors.add(
          "\"frames\" must be %d, the end of the last event: %d".formatted(end, list.getFrames()));
    }
    if (list.getFadeFrames() < 0) {
      errors.add("\"fadeFrames\" must not be negative: " + list.getFadeFrames());
    }
    requireEnd("\"ending\"", list.getEnding());
    FpsSpec.of(rate);
    Canvas canvas = list.getCanvas();
    CanvasSpec.of(canvas.getWidth(), canvas.getHeight());
  }

  private void checkRecord(String place, Event event, int index, long begin) {
    if (event.getIndex() != index) {
      errors.add(place + "\"index\" must be %d: %d".formatted(index, event.getIndex()));
    }
    if (event.getRecordOut() <= event.getRecordIn()) {
      errors.add(
          place
              + "shows no frame, from %d to %d: leave it out or move \"recordOut\""
                  .formatted(event.getRecordIn(), event.getRecordOut()));
    }
    long off = Math.subtractExact(event.getRecordIn(), begin);
    if (off != 0) {
      errors.add(
          place
              + "leaves %s of %d frames before it: \"recordIn\" must be %d, not %d"
                  .formatted(
                      off > 0 ? "a gap" : "an overlap", Math.abs(off), begin, event.getRecordIn()));
    }
    if (index == 0) {
      requireEnd(place + "\"transition\"", event.getTransition());
    } else if (event.getTransition() == Transition.UNKNOWN) {
      errors.add(place + "\"transition\" must be CUT, FADE or DISSOLVE, not UNKNOWN");
    }
    checkFocus(place, event.getFocus());
  }

  private void checkFocus(String place, Focus focus) {
    if (focus != null && !(isPermille(focus.getX()) && isPermille(focus.getY()))) {
      errors.add(
          place
              + "\"focus\" must lie between 0 and 1000 across and down: %d, %d"
                  .formatted(focus.getX(), focus.getY()));
    }
  }

  private static boolean isPermille(int value) {
    return value >= 0 && value <= 1000;
  }

  /** A film has nothing to dissolve out of or into. */
  private void requireEnd(String what, Transition transition) {
    if (transition != Transition.CUT && transition != Transition.FADE) {
      errors.add(what + " must be CUT or FADE, not " + transition);
    }
  }

  private void checkSource(String place, Event event, FrameRate rate) {
    AnalyzedClip clip = clips.get(event.getClipUri());
    if (clip == null) {
      errors.add(place + "the clip cannot be used: name another or leave the event out");
      return;
    }
    if (isOther(event.getClipFingerprint(), clip.fingerprint())) {
      errors.add(
          place
              + "the clip is no longer the one that was planned with: plan anew, or empty"
              + " \"clipFingerprint\" to take it as it is");
    }
    checkRange(place, event, clip.length(), rate);
  }

  private void checkRange(String place, Event event, RationalTime end, FrameRate rate) {
    RationalTime in = time("sourceIn", event.getSourceIn());
    RationalTime out = time("sourceOut", event.getSourceOut());
    if (in.compareTo(out) >= 0 || in.compareTo(RationalTime.ZERO) < 0 || in.compareTo(end) >= 0) {
      errors.add(
          place
              + "shows %s to %s s of a clip that lasts from 0 to %s s: move \"sourceIn\""
                  .formatted(
                      in.toDecimalSeconds(), out.toDecimalSeconds(), end.toDecimalSeconds()));
      return;
    }
    if (out.compareTo(end) > 0) {
      errors.add(
          place
              + "shows %s to %s s of a clip that lasts from 0 to %s s"
                  .formatted(
                      in.toDecimalSeconds(), out.toDecimalSeconds(), end.toDecimalSeconds()));
    }
    long frames = Math.subtractExact(event.getRecordOut(), event.getRecordIn());
    RationalTime wanted = in.plus(rate.timeOf(frames));
    if (frames > 0 && !wanted.equals(out)) {
      errors.add(
          place
              + "shows %s s of the clip in %d frames at %s a second: \"sourceOut\" must be %d/%d"
                  .formatted(
                      out.minus(in).toDecimalSeconds(),
                      frames,
                      rate,
                      wanted.numerator(),
                      wanted.denominator()));
    }
  }

  private void checkMusic(FrameRate rate) {
    if (isOther(list.getMusicFingerprint(), music.getFingerprint())) {
      errors.add(
          "the music is no longer the one that was planned with: plan anew, or empty"
              + " \"musicFingerprint\" to take it as it is");
    }
    RationalTime in = time("musicIn", list.getMusicIn());
    RationalTime out = time("musicOut", list.getMusicOut());
    RationalTime end = RationalTime.of(music.getSamples(), music.getSampleRate());
    if (in.compareTo(RationalTime.ZERO) < 0 || out.compareTo(end) > 0) {
      errors.add(
          "\"musicIn\" to \"musicOut\" is %s to %s s of music that lasts from 0 to %s s"
              .formatted(in.toDecimalSeconds(), out.toDecimalSeconds(), end.toDecimalSeconds()));
    }
    RationalTime film = rate.timeOf(list.getFrames());
    RationalTime wanted = in.plus(film);
    if (!wanted.equals(out)) {
      errors.add(
          "the music lasts %s s and the film %s s: \"musicOut\" must be %d/%d"
              .formatted(
                  out.minus(in).toDecimalSeconds(),
                  film.toDecimalSeconds(),
                  wanted.numerator(),
                  wanted.denominator()));
    }
    RationalTime fade = RationalTime.ofMillis(list.getFadeOutMillis());
    if (list.getFadeOutMillis() < 0 || fade.compareTo(film) > 0) {
      errors.add(
          "\"fadeOutMillis\" must lie between 0 and the film's length: " + list.getFadeOutMillis());
    }
  }

  private static boolean isOther(String planned, String found) {
    return !planned.isEmpty() && !planned.equals(found);
  }

  private static RationalTime time(String name, ExactSeconds seconds) {
    if (seconds.getDen() <= 0) {
      throw new IllegalArgumentException(
          "\"%s\" must have a positive denominator: %d".formatted(name, seconds.getDen()));
    }
    return RationalTime.of(seconds);
  }

  private EditDecisionList followed(FrameRate rate) {
    List<Event> events = new ArrayList<>();
    List<ExactSeconds> beatTimes = new ArrayList<>();
    for (Event event : list.getEvents()) {
      Event.Builder kept =
          Event.newBuilder(event)
              .setClipFingerprint(clips.get(event.getClipUri()).fingerprint())
              .setSourceIn(RationalTime.of(event.getSourceIn()).toRecord())
              .setSourceOut(RationalTime.of(event.getSourceOut()).toRecord());
      RationalTime pulse = RationalTime.of(list.getBeatTimes().get(event.getIndex()));
      boolean farOff = pulse.abs().compareTo(FARTHEST_PULSE) > 0;
      if (event.getIndex() > 0 && (farOff || rate.frameAt(pulse) != event.getRecordIn())) {
        pulse = rate.timeOf(event.getRecordIn());
        kept.setPulse(PulseKind.UNKNOWN).setBeatIndex(-1);
      }
      beatTimes.add(pulse.toRecord());
      events.add(kept.build());
    }
    EditDecisionList.Builder followed =
        EditDecisionList.newBuilder(list)
            .setMusicFingerprint(music.getFingerprint())
            .setMusicIn(RationalTime.of(list.getMusicIn()).toRecord())
            .setMusicOut(RationalTime.of(list.getMusicOut()).toRecord())
            .setEditRate(rate.toRecord())
            .setEvents(events)
            .setBeatTimes(beatTimes);
    String planId = PlanId.of(followed);
    boolean edited = list.getEdited() || !planId.equals(list.getPlanId());
    return followed.setPlanId(planId).setEdited(edited).build();
  }
}
