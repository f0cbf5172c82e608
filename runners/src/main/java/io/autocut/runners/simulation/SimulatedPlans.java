package io.autocut.runners.simulation;

import io.autocut.planning.AnalyzedClip;
import io.autocut.planning.PlanEngine;
import io.autocut.planning.UnplannableException;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PulseKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Shows the clips in turn, a second of each, until the music ends. */
final class SimulatedPlans implements PlanEngine {
  private static final long serialVersionUID = 1L;
  private static final int FRAMES_A_SECOND = 30;

  @Override
  public EditDecisionList plan(
      MontageRequest request, List<AnalyzedClip> clips, BeatTimeline timeline)
      throws UnplannableException {
    if (clips.isEmpty()) {
      throw new UnplannableException("NO_CLIPS", "none of its clips can be used");
    }
    List<AnalyzedClip> inOrder =
        clips.stream().sorted(Comparator.comparing(AnalyzedClip::uri)).toList();
    int seconds = (int) (timeline.getSamples() / timeline.getSampleRate());
    List<Event> events = new ArrayList<>();
    List<ExactSeconds> pulses = new ArrayList<>();
    for (int second = 0; second < seconds; second++) {
      events.add(event(second, inOrder));
      pulses.add(new ExactSeconds((long) second, 1L));
    }
    return EditDecisionList.newBuilder()
        .setPlanId(SimulatedArchive.fingerprint(request.toString()))
        .setEditRate(new EditRate(FRAMES_A_SECOND, 1))
        .setCanvas(new Canvas(1920, 1080))
        .setTemplate(request.getTemplate().getName())
        .setSeed(request.getSeed())
        .setMusicUri(request.getMusic())
        .setMusicFingerprint(timeline.getFingerprint())
        .setMusicIn(new ExactSeconds(0L, 1L))
        .setMusicOut(new ExactSeconds((long) seconds, 1L))
        .setFadeOutMillis(0)
        .setFrames((long) seconds * FRAMES_A_SECOND)
        .setBeatTimes(pulses)
        .setEvents(events)
        .setNotes(List.of())
        .build();
  }

  private static Event event(int second, List<AnalyzedClip> clips) {
    AnalyzedClip clip = clips.get(second % clips.size());
    long lap = second / clips.size() % SimulatedClips.SECONDS;
    return Event.newBuilder()
        .setIndex(second)
        .setRecordIn((long) second * FRAMES_A_SECOND)
        .setRecordOut((second + 1L) * FRAMES_A_SECOND)
        .setClipUri(clip.uri())
        .setClipFingerprint(clip.analysis().getFingerprint())
        .setSourceIn(new ExactSeconds(lap, 1L))
        .setSourceOut(new ExactSeconds(lap + 1, 1L))
        .setBeatIndex(second * 2)
        .setPulse(second == 0 ? PulseKind.START : PulseKind.BEAT)
        .setScore(0.5)
        .setReason("it is the turn of this clip, of which nothing better is known (simulated)")
        .build();
  }
}
