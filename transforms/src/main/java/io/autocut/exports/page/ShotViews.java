package io.autocut.exports.page;

import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import io.autocut.assembly.CutErrors;
import io.autocut.media.Failures;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.FilmStills;
import io.autocut.schemas.PulseKind;
import io.autocut.schemas.RunnerUp;
import io.autocut.schemas.ScorePart;
import io.autocut.schemas.Still;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts the events of a plan into words. */
final class ShotViews {
  private final EditDecisionList plan;
  private final Optional<BeatTimeline> beats;
  private final FrameRate rate;
  private final Map<Integer, Long> errors = new HashMap<>();
  private final TreeMap<Long, Still> stills = new TreeMap<>();

  ShotViews(EditDecisionList plan, Optional<BeatTimeline> beats, Optional<FilmStills> pictures) {
    this.plan = plan;
    this.beats = beats;
    this.rate = FrameRate.of(plan.getEditRate());
    CutErrors.of(plan).cuts().forEach(cut -> errors.put(cut.eventIndex(), cut.micros()));
    pictures.ifPresent(
        film -> film.getShots().forEach(still -> stills.put(still.getFrame(), still)));
  }

  ImmutableList<ShotView> all() {
    return plan.getEvents().stream().map(this::view).collect(ImmutableList.toImmutableList());
  }

  private ShotView view(Event event) {
    long frames = event.getRecordOut() - event.getRecordIn();
    return new ShotView(
        event.getIndex() + 1,
        event.getRecordIn(),
        event.getRecordOut(),
        still(event).map(ShotViews::dataUrl).orElse(""),
        PageWords.clock(rate.timeOf(event.getRecordIn())),
        PageWords.seconds(rate.timeOf(frames)) + ", " + PageWords.count(frames, "frame"),
        Failures.nameOf(event.getClipUri()),
        event.getClipUri(),
        range(event.getSourceIn(), event.getSourceOut()),
        pulse(event),
        transition(event),
        String.format(Locale.ROOT, "%.2f", event.getScore()),
        event.getReason(),
        parts(event.getParts()),
        event.getRunnersUp().stream()
            .map(ShotViews::runnerUp)
            .collect(ImmutableList.toImmutableList()));
  }

  private Optional<Still> still(Event event) {
    return stills.subMap(event.getRecordIn(), event.getRecordOut()).values().stream().findFirst();
  }

  static String dataUrl(Still still) {
    ByteBuffer jpeg = still.getJpeg().duplicate();
    byte[] bytes = new byte[jpeg.remaining()];
    jpeg.get(bytes);
    return "data:image/jpeg;base64," + BaseEncoding.base64().encode(bytes);
  }

  private static String range(ExactSeconds in, ExactSeconds out) {
    return PageWords.clock(RationalTime.of(in)) + " to " + PageWords.clock(RationalTime.of(out));
  }

  private String pulse(Event event) {
    if (event.getIndex() == 0) {
      return "the film begins";
    }
    String on =
        switch (event.getPulse()) {
          case BEAT -> isDownbeat(event) ? "on a downbeat" : "on a beat";
          case ONSET -> "on an onset";
          case EVEN -> "on an even pulse";
          case START, UNKNOWN -> "on no beat";
        };
    return on + ", " + PageWords.offset(errors.get(event.getIndex()));
  }

  private boolean isDownbeat(Event event) {
    return event.getPulse() == PulseKind.BEAT
        && event.getBeatIndex() >= 0
        && beats
            .filter(timeline -> event.getBeatIndex() < timeline.getBeats().size())
            .map(timeline -> timeline.getBeats().get(event.getBeatIndex()).getBeatInBar() == 1)
            .orElse(false);
  }

  private static String transition(Event event) {
    return event.getTransition() == Transition.CUT
        ? ""
        : event.getTransition().name().toLowerCase(Locale.ROOT);
  }

  private static ImmutableList<ShotView.Part> parts(List<ScorePart> parts) {
    double largest = parts.stream().mapToDouble(part -> Math.abs(part.getPoints())).max().orElse(1);
    return parts.stream()
        .map(
            part ->
                new ShotView.Part(
                    part.getName(),
                    PageWords.points(part.getPoints()),
                    largest == 0 ? 0 : (int) Math.round(100 * Math.abs(part.getPoints()) / largest),
                    part.getPoints() < 0 ? "against" : "for"))
        .collect(ImmutableList.toImmutableList());
  }

  private static ShotView.RunnerUpView runnerUp(RunnerUp other) {
    return new ShotView.RunnerUpView(
        Failures.nameOf(other.getClipUri()),
        range(other.getSourceIn(), other.getSourceOut()),
        String.format(Locale.ROOT, "%.3f", other.getLoss()),
        other.getReason());
  }
}
