package io.autocut.exports.interchange;

import com.google.common.collect.ImmutableMap;
import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.PulseKind;
import io.autocut.schemas.Section;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan of three shots of one second and more, the last reached by a dissolve of eleven frames.
 */
final class TestHandoff {
  static final FrameRate RATE = FrameRate.of(30000, 1001);
  private static final FrameRate OWN = FrameRate.of(25, 1);

  private TestHandoff() {}

  static EditDecisionList plan() {
    List<Event> events = new ArrayList<>();
    events.add(event(0, 0, 30, "/c/a & <b>.mov", 2, Transition.CUT));
    events.add(event(1, 30, 75, "/c/beach.mp4", 8, Transition.CUT));
    events.add(event(2, 75, 120, "/c/a & <b>.mov", 9, Transition.DISSOLVE));
    return EditDecisionList.newBuilder()
        .setPlanId("plan")
        .setEditRate(RATE.toRecord())
        .setCanvas(new Canvas(1280, 720))
        .setTemplate("balanced")
        .setSeed(0)
        .setMusicUri("/m/song.mp3")
        .setMusicFingerprint("music")
        .setMusicIn(new ExactSeconds(1L, 2L))
        .setMusicOut(RationalTime.of(1, 2).plus(RATE.timeOf(120)).toRecord())
        .setFadeOutMillis(0)
        .setFrames(120)
        .setBeatTimes(
            events.stream().map(event -> RATE.timeOf(event.getRecordIn()).toRecord()).toList())
        .setEvents(events)
        .setNotes(List.of())
        .setFadeFrames(11)
        .build();
  }

  /**
   * @param source where it begins, in frames of the clip, of 25 a second
   */
  static Event event(int index, long in, long out, String clip, long source, Transition how) {
    RationalTime begin = OWN.timeOf(source);
    return Event.newBuilder()
        .setIndex(index)
        .setRecordIn(in)
        .setRecordOut(out)
        .setClipUri(clip)
        .setClipFingerprint("of " + clip)
        .setSourceIn(begin.toRecord())
        .setSourceOut(begin.plus(RATE.timeOf(out - in)).toRecord())
        .setBeatIndex(index)
        .setPulse(index == 0 ? PulseKind.START : PulseKind.BEAT)
        .setScore(0.5)
        .setReason("good")
        .setTransition(how)
        .build();
  }

  static Handoff of(EditDecisionList plan) {
    return of(plan, MediaPaths.Style.ABSOLUTE.from(Path.of("/")));
  }

  static Handoff of(EditDecisionList plan, MediaPaths paths) {
    MediaFacts facts = new MediaFacts(RationalTime.of(20, 1), OWN);
    ImmutableMap<String, MediaFacts> clips =
        plan.getEvents().stream()
            .map(Event::getClipUri)
            .distinct()
            .collect(ImmutableMap.toImmutableMap(uri -> uri, uri -> facts));
    return new Handoff("my film", plan, beats(), clips, paths);
  }

  private static BeatTimeline beats() {
    int rate = 48_000;
    List<Beat> beats = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      beats.add(new Beat(rate / 2L * i, 1 + i % 4, 0.5));
    }
    return BeatTimeline.newBuilder()
        .setFingerprint("music")
        .setSampleRate(rate)
        .setSamples(10L * rate)
        .setPcmKey("")
        .setGrid(BeatGrid.TRACKED)
        .setMilliBpm(120_000)
        .setBeatsPerBar(4)
        .setConfidence(1)
        .setFirstSound(0)
        .setEndSound(10L * rate)
        .setBeats(beats)
        .setSections(List.of(new Section(0L, 10L * rate, "A", 0.5)))
        .setNote("")
        .build();
  }
}
