package io.autocut.exports.interchange;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.autocut.media.Failures;
import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.Section;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;

/**
 * A plan as an editing program sees it: clips with handles on a video track, the music on a track
 * of its own, and markers for beats and sections.
 *
 * @param name of the film
 * @param clips what is known of each clip, by its URI
 */
public record Handoff(
    String name,
    EditDecisionList plan,
    BeatTimeline beats,
    ImmutableMap<String, MediaFacts> clips,
    MediaPaths paths) {

  /** What a marker stands for. */
  enum Mark {
    BEAT,
    DOWNBEAT,
    SECTION
  }

  /**
   * One marker.
   *
   * @param frame of the film
   * @param frames how long it is, at least 1
   */
  record Marker(long frame, long frames, Mark mark, String name) {}

  public Handoff {
    for (Event event : plan.getEvents()) {
      checkArgument(
          clips.containsKey(event.getClipUri()), "nothing known of %s", event.getClipUri());
    }
  }

  FrameRate rate() {
    return FrameRate.of(plan.getEditRate());
  }

  MediaFacts clip(Event event) {
    return clips.get(event.getClipUri());
  }

  static String fileName(String uri) {
    return Failures.nameOf(uri);
  }

  RationalTime musicIn() {
    return RationalTime.of(plan.getMusicIn());
  }

  RationalTime musicLength() {
    return RationalTime.of(beats.getSamples(), beats.getSampleRate());
  }

  /** Where in the clip a frame of the film is taken from, which may lie outside of the event. */
  RationalTime sourceAt(Event event, long frame) {
    RationalTime in = RationalTime.of(event.getSourceIn());
    return in.plus(rate().timeOf(frame)).minus(rate().timeOf(event.getRecordIn()));
  }

  /** How the event of that index is reached; after the last one, how the film ends. */
  Transition into(int index) {
    if (plan.getFadeFrames() == 0) {
      return Transition.CUT;
    }
    return index == plan.getEvents().size()
        ? plan.getEnding()
        : plan.getEvents().get(index).getTransition();
  }

  /** Frames of a dissolve before the cut that it lies around. */
  long before() {
    return plan.getFadeFrames() / 2;
  }

  /** Frames of a dissolve from the cut on. */
  long after() {
    return plan.getFadeFrames() - before();
  }

  /** Those within the film, rising; sections before the beats on which they begin. */
  ImmutableList<Marker> markers() {
    ImmutableList.Builder<Marker> markers = ImmutableList.builder();
    for (Section section : beats.getSections()) {
      long from = Math.max(0, frameOf(section.getInSample()));
      long to = Math.min(plan.getFrames(), frameOf(section.getOutSample()));
      if (to > from) {
        markers.add(new Marker(from, to - from, Mark.SECTION, "Section " + section.getLabel()));
      }
    }
    for (Beat beat : beats.getBeats()) {
      long frame = frameOf(beat.getSample());
      if (frame >= 0 && frame < plan.getFrames()) {
        boolean down = beat.getBeatInBar() == 1;
        markers.add(
            down
                ? new Marker(frame, 1, Mark.DOWNBEAT, "Downbeat")
                : new Marker(frame, 1, Mark.BEAT, "Beat " + beat.getBeatInBar()));
      }
    }
    return markers.build();
  }

  private long frameOf(long sample) {
    return rate().frameAt(RationalTime.of(sample, beats.getSampleRate()).minus(musicIn()));
  }
}
