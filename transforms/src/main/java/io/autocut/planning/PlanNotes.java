package io.autocut.planning;

import io.autocut.media.Failures;
import io.autocut.planning.BeatTrust.Stretch;
import io.autocut.schemas.BeatCorrection;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PulseKind;
import io.autocut.schemas.ScorePart;
import io.autocut.schemas.TempoScale;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what a person should know of a plan before seeing the film. */
final class PlanNotes {
  /** With less confidence in the tempo, it is worth saying how to correct it. */
  private static final double LEAST_TEMPO_CONFIDENCE = 0.5;

  private static final int MOST_STRETCHES = 4;

  private final MontageRequest request;
  private final BeatTimeline timeline;
  private final BeatTrust trust;
  private final BeatClock clock;

  PlanNotes(MontageRequest request, BeatTimeline timeline, BeatClock clock) {
    this.request = request;
    this.timeline = timeline;
    this.trust = BeatTrust.of(timeline);
    this.clock = clock;
  }

  /** The notes on a list that is complete but for them. */
  List<String> of(List<AnalyzedClip> clips, EditDecisionList.Builder list) {
    List<String> notes = new ArrayList<>();
    if (!timeline.getCorrection().isEmpty()) {
      notes.add(timeline.getCorrection() + ".");
    }
    if (trust.nowhere()) {
      notes.add(onNoBeatAtAll(list));
    } else {
      notes.addAll(onStretches(list));
      onTempo().ifPresent(notes::add);
    }
    onLength(list).ifPresent(notes::add);
    list.getUnmet().forEach(unmet -> notes.add("Not as wished: " + unmet));
    clips.stream()
        .filter(clip -> !clip.analysis().getNote().isEmpty())
        .map(clip -> Failures.nameOf(clip.uri()) + ": " + clip.analysis().getNote())
        .sorted()
        .forEach(notes::add);
    return notes;
  }

  private String onNoBeatAtAll(EditDecisionList.Builder list) {
    boolean onsets =
        list.getEvents().stream().anyMatch(event -> event.getPulse() == PulseKind.ONSET);
    if (onsets) {
      return "No steady beat in the music; the cuts fall on strong onsets.";
    }
    return timeline.getGrid() == BeatGrid.REGULAR
        ? timeline.getNote()
        : "No steady beat in the music, and no strong onsets; the cuts are evenly spaced.";
  }

  private List<String> onStretches(EditDecisionList.Builder list) {
    List<String> onOnsets = new ArrayList<>();
    List<String> evenly = new ArrayList<>();
    RationalTime filmEnd = FrameRate.of(list.getEditRate()).timeOf(list.getFrames());
    for (Stretch stretch : trust.untrusted()) {
      List<PulseKind> kinds = cutsWithin(stretch, list);
      if (kinds.contains(PulseKind.ONSET)) {
        onOnsets.add(fromTo(stretch, filmEnd));
      } else if (kinds.contains(PulseKind.EVEN)) {
        evenly.add(fromTo(stretch, filmEnd));
      }
    }
    List<String> notes = new ArrayList<>();
    if (!onOnsets.isEmpty()) {
      notes.add("No steady beat " + places(onOnsets) + "; the cuts there fall on strong onsets.");
    }
    if (!evenly.isEmpty()) {
      notes.add("No steady beat " + places(evenly) + "; the cuts there are evenly spaced.");
    }
    return notes;
  }

  private List<PulseKind> cutsWithin(Stretch stretch, EditDecisionList.Builder list) {
    RationalTime in = clock.recordTimeOf(stretch.in());
    RationalTime out = clock.recordTimeOf(stretch.out());
    List<PulseKind> kinds = new ArrayList<>();
    for (Event event : list.getEvents()) {
      RationalTime pulse = RationalTime.of(list.getBeatTimes().get(event.getIndex()));
      if (event.getIndex() > 0 && pulse.compareTo(in) >= 0 && pulse.compareTo(out) < 0) {
        kinds.add(event.getPulse());
      }
    }
    return kinds;
  }

  /** In the time of the film, for that is what people see. */
  private String fromTo(Stretch stretch, RationalTime filmEnd) {
    RationalTime from = clock.recordTimeOf(stretch.in()).max(RationalTime.ZERO);
    RationalTime to = clock.recordTimeOf(stretch.out()).min(filmEnd);
    return "from " + minutes(from) + " to " + minutes(to);
  }

  private static String minutes(RationalTime time) {
    long seconds = time.toTicks(1, 1);
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  private static String places(List<String> stretches) {
    int listed = Math.min(MOST_STRETCHES, stretches.size());
    int more = stretches.size() - listed;
    if (more > 0) {
      return String.join(", ", stretches.subList(0, listed)) + " and in " + more + " more places";
    }
    String last = stretches.get(listed - 1);
    return listed == 1
        ? last
        : String.join(", ", stretches.subList(0, listed - 1)) + " and " + last;
  }

  /** Nothing when somebody has decided on the tempo. */
  private Optional<String> onTempo() {
    BeatCorrection correction = request.getBeatCorrection();
    boolean decided =
        correction != null
            && (correction.getMilliBpm() > 0
                || correction.getTempoScale() == TempoScale.HALF
                || correction.getTempoScale() == TempoScale.DOUBLE);
    return timeline.getGrid() == BeatGrid.TRACKED
            && timeline.getTempoConfidence() < LEAST_TEMPO_CONFIDENCE
            && !decided
        ? Optional.of(
            "The tempo could also be half or twice as fast; --half-time or --double-time corrects"
                + " it.")
        : Optional.empty();
  }

  private Optional<String> onLength(EditDecisionList.Builder list) {
    FrameRate rate = FrameRate.of(list.getEditRate());
    long again =
        list.getEvents().stream()
            .filter(event -> event.getParts().stream().anyMatch(PlanNotes::isRepeat))
            .count();
    if (again > 0) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "The footage is shorter than the film: %d of %d cuts show again what was shown longest"
                  + " ago. --repeat never ends the film instead.",
              again,
              list.getEvents().size()));
    }
    if (list.getFrames() == clock.endFrame()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "The footage covers %.1f s of the film's %.1f s without showing anything twice; the film"
                + " ends there and the music fades out.",
            seconds(rate, list.getFrames()),
            seconds(rate, clock.endFrame())));
  }

  private static boolean isRepeat(ScorePart part) {
    return part.getName().equals(Part.REPEAT.label());
  }

  private static double seconds(FrameRate rate, long frames) {
    return rate.timeOf(frames).toMicros() / 1e6;
  }
}
