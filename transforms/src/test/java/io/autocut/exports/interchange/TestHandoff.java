package io.autocut.exports.interchange;

import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.OfferedClip;
import io.autocut.schemas.PulseKind;
import io.autocut.schemas.ScorePart;
import io.autocut.schemas.Transition;
import io.autocut.testing.TestBeats;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds plans of clips that do not exist, a minute each: {@code
 * TestHandoff.at("25").shot("/m/a.mov", "7/3", 12).build()}. Not safe for several threads.
 */
final class TestHandoff {
  private final FrameRate rate;
  private final List<Event> events = new ArrayList<>();
  private final List<ExactSeconds> beatTimes = new ArrayList<>();
  private final Map<String, HandoffClip> clips = new LinkedHashMap<>();
  private Transition ending = Transition.CUT;
  private long fadeFrames;
  private MediaNames names = MediaNames.absolute();
  private RationalTime musicIn = RationalTime.ZERO;
  private RationalTime start = RationalTime.ZERO;
  private String title = "film";

  private TestHandoff(FrameRate rate) {
    this.rate = rate;
  }

  static TestHandoff at(String rate) {
    return new TestHandoff(FrameRate.parse(rate));
  }

  TestHandoff shot(String clip, String in, long frames) {
    return shot(clip, in, frames, Transition.CUT);
  }

  /** Another event at the end; {@code in} as N/D seconds. */
  TestHandoff shot(String clip, String in, long frames, Transition transition) {
    String[] parts = in.split("/");
    RationalTime begin = RationalTime.of(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    long recordIn = events.isEmpty() ? 0 : events.get(events.size() - 1).getRecordOut();
    clips.putIfAbsent(clip, clip(clip));
    beatTimes.add(rate.timeOf(recordIn).plus(RationalTime.of(1, 900)).toRecord());
    events.add(
        Event.newBuilder()
            .setIndex(events.size())
            .setRecordIn(recordIn)
            .setRecordOut(recordIn + frames)
            .setClipUri(clip)
            .setClipFingerprint("of " + clip)
            .setSourceIn(begin.toRecord())
            .setSourceOut(begin.plus(rate.timeOf(frames)).toRecord())
            .setBeatIndex(events.size())
            .setPulse(PulseKind.BEAT)
            .setScore(0.123)
            .setReason("It is <good> & \"bright\".")
            .setParts(List.of(new ScorePart("quality", 0.3)))
            .setTransition(transition)
            .build());
    return this;
  }

  /** All fades and dissolves are so long. */
  TestHandoff fading(long frames) {
    fadeFrames = frames;
    return this;
  }

  TestHandoff ending(Transition transition) {
    ending = transition;
    return this;
  }

  TestHandoff named(MediaNames newNames) {
    names = newNames;
    return this;
  }

  TestHandoff title(String newTitle) {
    title = newTitle;
    return this;
  }

  TestHandoff musicFrom(long num, long den) {
    musicIn = RationalTime.of(num, den);
    return this;
  }

  /** Clips that are named from here on count from this second on. */
  TestHandoff countingFrom(long seconds) {
    start = RationalTime.of(seconds, 1);
    return this;
  }

  private HandoffClip clip(String uri) {
    return new HandoffClip(
        uri,
        FrameRate.of(25, 1),
        RationalTime.of(60, 1),
        1920,
        1080,
        start,
        Optional.of(new HandoffClip.Sound(48_000, 2)));
  }

  /** As an editor's file is read: where clips begin to count. */
  ClipStarts starts() {
    return uri -> clips.containsKey(uri) ? clips.get(uri).start() : RationalTime.ZERO;
  }

  EditDecisionList list() {
    long frames = events.get(events.size() - 1).getRecordOut();
    return EditDecisionList.newBuilder()
        .setPlanId("abc")
        .setEditRate(rate.toRecord())
        .setCanvas(new Canvas(1920, 1080))
        .setTemplate("test")
        .setSeed(3)
        .setMusicUri("/m/song & dance.mp3")
        .setMusicFingerprint("music")
        .setMusicIn(musicIn.toRecord())
        .setMusicOut(musicIn.plus(rate.timeOf(frames)).toRecord())
        .setFadeOutMillis(1500)
        .setFrames(frames)
        .setBeatTimes(beatTimes)
        .setEvents(events)
        .setNotes(List.of("a note"))
        .setEnding(ending)
        .setFadeFrames(fadeFrames)
        .setOffered(clips.keySet().stream().map(uri -> new OfferedClip(uri, "of " + uri)).toList())
        .build();
  }

  Handoff build() {
    BeatTimeline beats = TestBeats.bpm(120_000).sectionsOf(1).lasting(60);
    return Handoff.of(title, list(), clips.values(), Optional.of(beats), names);
  }
}
