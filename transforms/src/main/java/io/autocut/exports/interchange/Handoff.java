package io.autocut.exports.interchange;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan with all that editing programs want to know beside it: how long its clips are, how they
 * count, where its music has beats. What all formats are written from.
 *
 * <p>Programs count in frames: each event begins at the frame of its clip, counted at the film's
 * rate, that is nearest to where the plan has it ({@link #sourceFrame}). Immutable but for the
 * plan's record, which nobody changes.
 */
public final class Handoff {
  private final String title;
  private final EditDecisionList list;
  private final ImmutableMap<String, HandoffClip> clips;
  private final HandoffMusic music;
  private final ImmutableList<Mark> marks;
  private final MediaNames names;

  private Handoff(
      String title,
      EditDecisionList list,
      ImmutableMap<String, HandoffClip> clips,
      HandoffMusic music,
      ImmutableList<Mark> marks,
      MediaNames names) {
    this.title = title;
    this.list = list;
    this.clips = clips;
    this.music = music;
    this.marks = marks;
    this.names = names;
  }

  /**
   * @param title of the film, for people
   * @param clips at least those that the plan shows
   * @param beats those of the music; empty when they are not known
   */
  public static Handoff of(
      String title,
      EditDecisionList list,
      Collection<HandoffClip> clips,
      Optional<BeatTimeline> beats,
      MediaNames names) {
    checkArgument(!list.getEvents().isEmpty(), "plan %s has no events", title);
    Map<String, HandoffClip> given = new LinkedHashMap<>();
    clips.forEach(clip -> given.put(clip.uri(), clip));
    ImmutableMap.Builder<String, HandoffClip> shown = ImmutableMap.builder();
    for (Event event : list.getEvents()) {
      HandoffClip clip = given.get(event.getClipUri());
      checkArgument(clip != null, "nothing is known of clip %s", event.getClipUri());
      shown.put(clip.uri(), clip);
    }
    return new Handoff(
        title,
        list,
        shown.buildKeepingLast(),
        HandoffMusic.of(list, beats),
        Mark.of(list, beats),
        names);
  }

  public String title() {
    return title;
  }

  public EditDecisionList list() {
    return list;
  }

  FrameRate rate() {
    return FrameRate.of(list.getEditRate());
  }

  List<Event> events() {
    return list.getEvents();
  }

  /** Those that the film shows, each once, in the order of the film. */
  ImmutableList<HandoffClip> clips() {
    return clips.values().asList();
  }

  HandoffClip clipOf(Event event) {
    return clips.get(event.getClipUri());
  }

  HandoffMusic music() {
    return music;
  }

  /** Rising, one a frame. */
  ImmutableList<Mark> marks() {
    return marks;
  }

  MediaNames names() {
    return names;
  }

  /**
   * First frame of an event in its clip, counted at the film's rate from the clip's first frame.
   */
  long sourceFrame(Event event) {
    return rate().frameAt(RationalTime.of(event.getSourceIn()));
  }

  /** The same, counted as the clip's own time code does: from 00:00:00:00. */
  long sourceTimecode(Event event) {
    return rate().frameAt(clipOf(event).start()) + sourceFrame(event);
  }

  static long frames(Event event) {
    return event.getRecordOut() - event.getRecordIn();
  }

  /**
   * How the event of that index is reached, or after the last one how the film ends; one without
   * length is a cut.
   */
  Transition into(int index) {
    Transition asked =
        index == events().size() ? list.getEnding() : events().get(index).getTransition();
    return fadeFrames() > 0 && asked != Transition.UNKNOWN ? asked : Transition.CUT;
  }

  /** Length of each fade and dissolve, in output frames. */
  long fadeFrames() {
    return list.getFadeFrames();
  }

  /** How much of a dissolve lies before the cut. */
  long before() {
    return fadeFrames() / 2;
  }

  /** How much of a dissolve lies after the cut. */
  long after() {
    return fadeFrames() - before();
  }
}
