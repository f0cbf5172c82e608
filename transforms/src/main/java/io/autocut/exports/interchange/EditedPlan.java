package io.autocut.exports.interchange;

import io.autocut.ingest.IngestException;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.OfferedClip;
import io.autocut.schemas.PulseKind;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Brings what was edited elsewhere back into the plan that it was made from.
 *
 * <p>What was not touched stays as it was, to the last fraction: a shot of the same clip that
 * begins within half a frame of a shot of the plan is that one. A cut that stands where the plan
 * has one is on its beat; any other is on none. Canvas, rate, music and fades are the plan's.
 */
final class EditedPlan {
  private static final int MOST_CUTS = 100_000;

  private final EditDecisionList plan;
  private final FrameRate rate;
  private final Map<Long, Event> byRecordIn = new HashMap<>();

  /** The shots of each clip by where they begin in it. */
  private final Map<String, NavigableMap<RationalTime, List<Event>>> byClip = new HashMap<>();

  private final Set<String> uris = new TreeSet<>();

  EditedPlan(EditDecisionList plan) {
    this.plan = plan;
    this.rate = FrameRate.of(plan.getEditRate());
    for (Event event : plan.getEvents()) {
      byRecordIn.put(event.getRecordIn(), event);
      byClip
          .computeIfAbsent(event.getClipUri(), any -> new TreeMap<>())
          .computeIfAbsent(RationalTime.of(event.getSourceIn()), any -> new ArrayList<>())
          .add(event);
    }
    plan.getEvents().forEach(event -> uris.add(event.getClipUri()));
    plan.getOffered().stream().map(OfferedClip::getClipUri).forEach(uris::add);
  }

  /**
   * The plan with these shots in the place of its own.
   *
   * @throws IngestException when they cannot be a plan; the message says which, and what to do
   */
  EditDecisionList with(List<EditedCut> cuts) throws IngestException {
    if (cuts.isEmpty()) {
      throw new IngestException("it shows no clip: put at least one on its video track");
    }
    if (cuts.size() > MOST_CUTS) {
      throw new IngestException(
          "it shows %d shots, more than %d".formatted(cuts.size(), MOST_CUTS));
    }
    List<Event> events = new ArrayList<>();
    List<ExactSeconds> beatTimes = new ArrayList<>();
    long fadeFrames = fadeFrames(cuts);
    long recordIn = 0;
    for (EditedCut cut : cuts) {
      Event event = event(cut, events.size(), recordIn);
      events.add(event);
      beatTimes.add(pulseTime(recordIn));
      recordIn = event.getRecordOut();
    }
    RationalTime musicOut = RationalTime.of(plan.getMusicIn()).plus(rate.timeOf(recordIn));
    return EditDecisionList.newBuilder(plan)
        .setEvents(events)
        .setBeatTimes(beatTimes)
        .setFrames(recordIn)
        .setFadeFrames(fadeFrames)
        .setMusicOut(musicOut.toRecord())
        .build();
  }

  /** All dissolves and fades of a plan are of one length. */
  private long fadeFrames(List<EditedCut> cuts) throws IngestException {
    boolean planFades =
        plan.getEnding() == Transition.FADE
            || plan.getEvents().stream().anyMatch(event -> event.getTransition() != Transition.CUT);
    long length = planFades ? plan.getFadeFrames() : 0;
    for (EditedCut cut : cuts) {
      if (cut.dissolveFrames() > 0 && length == 0) {
        length = cut.dissolveFrames();
      } else if (cut.dissolveFrames() > 0 && cut.dissolveFrames() != length) {
        throw new IngestException(
            "%s dissolves over %d frames, but all dissolves and fades of this plan take %d: make it as long, or a cut"
                .formatted(cut.place(), cut.dissolveFrames(), length));
      }
    }
    return length == 0 ? plan.getFadeFrames() : length;
  }

  private Event event(EditedCut cut, int index, long recordIn) throws IngestException {
    String uri = uri(cut);
    Optional<Event> nearest = nearest(uri, cut.sourceIn(), recordIn);
    RationalTime sourceIn = nearest.map(event -> onItsFrames(event, cut)).orElse(cut.sourceIn());
    boolean same =
        nearest.isPresent()
            && sourceIn.equals(RationalTime.of(nearest.get().getSourceIn()))
            && length(nearest.get()) == cut.frames();
    Event.Builder event = same ? Event.newBuilder(nearest.get()) : blank(uri);
    Event planned = byRecordIn.get(recordIn);
    return event
        .setIndex(index)
        .setRecordIn(recordIn)
        .setRecordOut(recordIn + cut.frames())
        .setSourceIn(sourceIn.toRecord())
        .setSourceOut(sourceIn.plus(rate.timeOf(cut.frames())).toRecord())
        .setTransition(transition(cut, index, planned))
        .setPulse(planned == null ? PulseKind.UNKNOWN : planned.getPulse())
        .setBeatIndex(planned == null ? -1 : planned.getBeatIndex())
        .build();
  }

  /** Fades are the plan's, whatever the format says of them. */
  private static Transition transition(EditedCut cut, int index, Event planned) {
    if (index > 0 && cut.dissolveFrames() > 0) {
      return Transition.DISSOLVE;
    }
    return planned != null && planned.getTransition() == Transition.FADE
        ? Transition.FADE
        : Transition.CUT;
  }

  private Event.Builder blank(String uri) {
    return Event.newBuilder()
        .setClipUri(uri)
        .setClipFingerprint(fingerprint(uri))
        .setScore(0)
        .setReason("chosen in an editing program");
  }

  /** Empty, which takes the file as it is, for a clip that the plan does not know. */
  private String fingerprint(String uri) {
    return byClip.getOrDefault(uri, new TreeMap<>()).values().stream()
        .flatMap(List::stream)
        .map(Event::getClipFingerprint)
        .findFirst()
        .or(
            () ->
                plan.getOffered().stream()
                    .filter(clip -> clip.getClipUri().equals(uri))
                    .map(OfferedClip::getClipFingerprint)
                    .findFirst())
        .orElse("");
  }

  /** The shot of that clip that begins nearest; of several the one that stands nearest. */
  private Optional<Event> nearest(String uri, RationalTime in, long recordIn) {
    NavigableMap<RationalTime, List<Event>> shots = byClip.getOrDefault(uri, new TreeMap<>());
    return Stream.of(shots.floorEntry(in), shots.higherEntry(in))
        .filter(Objects::nonNull)
        .flatMap(entry -> entry.getValue().stream())
        .min(
            Comparator.comparing(
                    (Event event) -> RationalTime.of(event.getSourceIn()).minus(in).abs())
                .thenComparing(event -> Math.abs(event.getRecordIn() - recordIn)));
  }

  /** Whole frames away from where the shot began, for formats know whole frames only. */
  private RationalTime onItsFrames(Event event, EditedCut cut) {
    RationalTime begun = RationalTime.of(event.getSourceIn());
    // Half a frame is what a shot between two frames was rounded up by, and no move.
    long frames = -rate.frameAt(begun.minus(cut.sourceIn()));
    RationalTime moved =
        frames < 0 ? begun.minus(rate.timeOf(-frames)) : begun.plus(rate.timeOf(frames));
    return moved.max(RationalTime.ZERO);
  }

  private static long length(Event event) {
    return event.getRecordOut() - event.getRecordIn();
  }

  private ExactSeconds pulseTime(long recordIn) {
    Event planned = byRecordIn.get(recordIn);
    return planned == null
        ? rate.timeOf(recordIn).toRecord()
        : plan.getBeatTimes().get(planned.getIndex());
  }

  /** A path is taken as it is; a bare name must be that of one clip of the plan. */
  private String uri(EditedCut cut) throws IngestException {
    if (uris.contains(cut.clip()) || cut.clip().contains("/")) {
      return cut.clip();
    }
    List<String> named =
        uris.stream().filter(uri -> Handoff.fileName(uri).equals(cut.clip())).toList();
    if (named.size() != 1) {
      throw new IngestException(
          "%s shows \"%s\", which names %s of the plan: %s"
              .formatted(
                  cut.place(),
                  cut.clip(),
                  named.isEmpty() ? "no clip" : named.size() + " clips",
                  "hand it off as otio, which names clips by their paths"));
    }
    return named.get(0);
  }
}
