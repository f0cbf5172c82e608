package io.autocut.planning;

import io.autocut.ingest.CanvasSpec;
import io.autocut.ingest.FpsSpec;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PulseKind;
import io.autocut.schemas.VideoStream;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lays ranges of clips on the beats of the music, and on its strong onsets where the beats cannot
 * be trusted.
 *
 * <p>Slot after slot as the template paces them, each filled with the best range that is still
 * unused. A pure function: the same content, options, seed and {@link #VERSION} give the same list,
 * whatever the order of the clips.
 */
public final class MontagePlanner {
  /** Changes whenever the same input would be planned otherwise. */
  public static final String VERSION = "planner-3";

  private static final int FADE_BEATS = 3;
  private static final int LONGEST_FADE_MILLIS = 3000;

  /**
   * Plans one montage.
   *
   * @param clips those that can be used, in any order
   * @throws UnplannableException when no single event can be made of them
   */
  public EditDecisionList plan(
      MontageRequest request, List<AnalyzedClip> clips, BeatTimeline timeline)
      throws UnplannableException {
    List<AnalyzedClip> distinct = distinctByContent(clips);
    if (distinct.isEmpty()) {
      throw new UnplannableException("NO_CLIPS", "none of its clips can be used");
    }
    List<VideoStream> footage = distinct.stream().map(clip -> clip.analysis().getVideo()).toList();
    Canvas canvas = new CanvasChooser().choose(CanvasSpec.parse(request.getCanvas()), footage);
    FrameRate rate = new FrameRateChooser().choose(FpsSpec.parse(request.getFps()), footage);
    BeatClock clock = new BeatClock(timeline, rate);
    List<Event> events = new ArrayList<>();
    List<ExactSeconds> beatTimes = new ArrayList<>();
    ChoiceRanker ranker =
        new ChoiceRanker(distinct.stream().map(Footage::new).toList(), rate, request.getSeed());
    fill(new SlotPacer(clock, request.getTemplate(), rate), ranker, clock, rate, events, beatTimes);
    if (events.isEmpty()) {
      throw new UnplannableException(
          "NO_ROOM",
          "no clip has an unbroken shot as long as the shortest that template %s and the music allow"
              .formatted(request.getTemplate().getName()));
    }
    return list(request, distinct, timeline, clock, canvas, rate, events, beatTimes);
  }

  private static List<AnalyzedClip> distinctByContent(List<AnalyzedClip> clips) {
    Map<String, AnalyzedClip> byContent = new TreeMap<>();
    clips.stream()
        .sorted(Comparator.comparing(AnalyzedClip::uri))
        .forEach(clip -> byContent.putIfAbsent(clip.fingerprint(), clip));
    return List.copyOf(byContent.values());
  }

  private static void fill(
      SlotPacer pacer,
      ChoiceRanker ranker,
      BeatClock clock,
      FrameRate rate,
      List<Event> events,
      List<ExactSeconds> beatTimes) {
    while (pacer.hasNext()) {
      boolean filled = false;
      for (Slot slot : pacer.proposals()) {
        var choice = ranker.best(slot);
        if (choice.isPresent()) {
          events.add(event(events.size(), slot, choice.get(), clock));
          beatTimes.add(pulseTime(slot, clock, rate));
          ranker.take(choice.get());
          pacer.take(slot);
          filled = true;
          break;
        }
      }
      if (!filled) {
        return;
      }
    }
  }

  private static ExactSeconds pulseTime(Slot slot, BeatClock clock, FrameRate rate) {
    RationalTime time =
        slot.firstPulse() < 0 ? rate.timeOf(slot.recordIn()) : clock.timeOf(slot.firstPulse());
    return time.toRecord();
  }

  private static Event event(int index, Slot slot, Choice choice, BeatClock clock) {
    AnalyzedClip clip = choice.footage().clip();
    boolean onPulse = slot.firstPulse() >= 0;
    PulseKind pulse = onPulse ? clock.kindOf(slot.firstPulse()) : PulseKind.START;
    return Event.newBuilder()
        .setIndex(index)
        .setRecordIn(slot.recordIn())
        .setRecordOut(slot.recordOut())
        .setClipUri(clip.uri())
        .setClipFingerprint(clip.fingerprint())
        .setSourceIn(choice.source().in().toRecord())
        .setSourceOut(choice.source().out().toRecord())
        .setBeatIndex(onPulse ? clock.timelineIndex(slot.firstPulse()) : -1)
        .setPulse(pulse)
        .setScore(choice.score())
        .setReason(choice.reason(slot) + because(pulse))
        .build();
  }

  /** Why the cut falls where it does; the ordinary goes without saying. */
  private static String because(PulseKind pulse) {
    return switch (pulse) {
      case ONSET -> "; on a strong onset";
      case EVEN -> "; evenly spaced, no onset near";
      default -> "";
    };
  }

  private static EditDecisionList list(
      MontageRequest request,
      List<AnalyzedClip> clips,
      BeatTimeline timeline,
      BeatClock clock,
      Canvas canvas,
      FrameRate rate,
      List<Event> events,
      List<ExactSeconds> beatTimes) {
    long frames = events.get(events.size() - 1).getRecordOut();
    boolean whole = frames == clock.endFrame();
    EditDecisionList.Builder list =
        EditDecisionList.newBuilder()
            .setPlanId("")
            .setEditRate(rate.toRecord())
            .setCanvas(canvas)
            .setTemplate(request.getTemplate().getName())
            .setSeed(request.getSeed())
            .setMusicUri(request.getMusic())
            .setMusicFingerprint(timeline.getFingerprint())
            .setMusicIn(clock.musicIn().toRecord())
            .setMusicOut(clock.musicIn().plus(rate.timeOf(frames)).toRecord())
            .setFadeOutMillis(whole ? 0 : fadeMillis(timeline, rate, frames))
            .setFrames(frames)
            .setBeatTimes(beatTimes)
            .setEvents(events)
            .setNotes(List.of());
    list.setNotes(new PlanNotes(request, timeline, clock).of(clips, list));
    return list.setPlanId(PlanId.of(list)).build();
  }

  private static int fadeMillis(BeatTimeline timeline, FrameRate rate, long frames) {
    long beats = FADE_BEATS * 60_000_000L / Math.max(1, timeline.getMilliBpm());
    long halfFilm = rate.timeOf(frames).toTicks(1, 1000) / 2;
    return (int) Math.min(LONGEST_FADE_MILLIS, Math.min(beats, halfFilm));
  }
}
