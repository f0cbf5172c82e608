package io.autocut.exports.page;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EnergyTurn;
import io.autocut.schemas.Section;
import io.autocut.schemas.TurnKind;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Draws the timeline of a film: heights are percent from above, widths are of the whole film. */
final class TimelineDrawing {
  private static final ImmutableIntArray RULER_SECONDS =
      ImmutableIntArray.of(1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600);
  private static final int MOST_RULER_LABELS = 14;

  private final EditDecisionList plan;
  private final Optional<BeatTimeline> music;
  private final Optional<Waveform> waveform;
  private final FrameRate rate;
  private final double seconds;

  TimelineDrawing(
      EditDecisionList plan, Optional<BeatTimeline> music, Optional<Waveform> waveform) {
    this.plan = plan;
    this.music = music;
    this.waveform = waveform;
    this.rate = FrameRate.of(plan.getEditRate());
    this.seconds = inSeconds(rate.timeOf(plan.getFrames()));
  }

  TimelineView view() {
    return new TimelineView(
        ticks(beat -> !isDownbeat(beat)),
        ticks(TimelineDrawing::isDownbeat),
        cuts(),
        waveform.map(TimelineDrawing::outline).orElse(""),
        energy(),
        ruler(),
        sections(),
        turns());
  }

  private String cuts() {
    StringBuilder path = new StringBuilder();
    plan.getEvents().stream()
        .skip(1)
        .forEach(event -> line(path, inSeconds(rate.timeOf(event.getRecordIn()))));
    return path.toString();
  }

  private String ticks(Predicate<Beat> drawn) {
    StringBuilder path = new StringBuilder();
    beats().stream().filter(drawn).forEach(beat -> line(path, time(beat.getSample())));
    return path.toString();
  }

  private static boolean isDownbeat(Beat beat) {
    return beat.getBeatInBar() == 1;
  }

  private void line(StringBuilder path, double at) {
    path.append('M').append(x(at)).append(" 0V100");
  }

  /** Steps from bar to bar, each as high as the mean of its beats. */
  private String energy() {
    StringBuilder path = new StringBuilder();
    List<Beat> bar = new ArrayList<>();
    for (Beat beat : beats()) {
      if (isDownbeat(beat)) {
        step(path, bar);
        bar.clear();
      }
      bar.add(beat);
    }
    step(path, bar);
    return path.isEmpty() ? "" : path.append('H').append(TimelineView.WIDTH).toString();
  }

  private void step(StringBuilder path, List<Beat> bar) {
    if (!bar.isEmpty()) {
      String from = x(time(bar.get(0).getSample()));
      double energy = bar.stream().mapToDouble(Beat::getEnergy).average().orElseThrow();
      path.append(path.isEmpty() ? "M" + from + " 100" : "H" + from);
      path.append('V').append(number(100 - 100 * energy));
    }
  }

  /** Its upper edge from left to right and its lower one back. */
  private static String outline(Waveform waveform) {
    ImmutableIntArray peaks = waveform.peaks();
    StringBuilder path = new StringBuilder("M0 50");
    for (int i = 0; i < peaks.length(); i++) {
      point(path, waveform, i, -1);
    }
    for (int i = peaks.length() - 1; i >= 0; i--) {
      point(path, waveform, i, 1);
    }
    return path.append('Z').toString();
  }

  private static void point(StringBuilder path, Waveform waveform, int i, int side) {
    double at = TimelineView.WIDTH * (i + 0.5) / waveform.peaks().length();
    path.append('L').append(number(at)).append(' ');
    path.append(number(50 + side * waveform.peaks().get(i) / 20.0));
  }

  private ImmutableList<TimelineView.Label> ruler() {
    int step =
        RULER_SECONDS.stream()
            .filter(candidate -> seconds / candidate <= MOST_RULER_LABELS)
            .findFirst()
            .orElse(2 * 3600);
    ImmutableList.Builder<TimelineView.Label> labels = ImmutableList.builder();
    for (long at = 0; at < seconds; at += step) {
      labels.add(
          new TimelineView.Label(
              percent(at), String.format(Locale.ROOT, "%d:%02d", at / 60, at % 60)));
    }
    return labels.build();
  }

  private ImmutableList<TimelineView.Stretch> sections() {
    ImmutableList.Builder<TimelineView.Stretch> stretches = ImmutableList.builder();
    for (Section section : music.map(BeatTimeline::getSections).orElse(List.of())) {
      stretch(section.getInSample(), section.getOutSample(), "section", section.getLabel())
          .ifPresent(stretches::add);
    }
    return stretches.build();
  }

  private ImmutableList<TimelineView.Stretch> turns() {
    ImmutableList.Builder<TimelineView.Stretch> stretches = ImmutableList.builder();
    for (EnergyTurn turn : music.map(BeatTimeline::getTurns).orElse(List.of())) {
      String kind = turn.getKind().name().toLowerCase(Locale.ROOT);
      if (turn.getKind() != TurnKind.UNKNOWN) {
        stretch(turn.getInSample(), turn.getOutSample(), kind, kind).ifPresent(stretches::add);
      }
    }
    return stretches.build();
  }

  /** What of it lies within the film. */
  private Optional<TimelineView.Stretch> stretch(long in, long out, String kind, String text) {
    double from = Math.max(0, time(in));
    double to = Math.min(seconds, time(out));
    return to <= from
        ? Optional.empty()
        : Optional.of(
            new TimelineView.Stretch(
                percent(from),
                percent(to - from),
                kind,
                text,
                String.format(
                    Locale.ROOT,
                    "%s %s, %d:%04.1f to %d:%04.1f",
                    kind,
                    kind.equals(text) ? "" : text,
                    (long) from / 60,
                    from % 60,
                    (long) to / 60,
                    to % 60)));
  }

  /** Those that are heard in the film. */
  private List<Beat> beats() {
    return music.map(BeatTimeline::getBeats).orElse(List.of()).stream()
        .filter(beat -> isInside(time(beat.getSample())))
        .toList();
  }

  /** Of a sample of the music: seconds after the beginning of the film. */
  private double time(long sample) {
    return (double) sample / music.orElseThrow().getSampleRate()
        - inSeconds(RationalTime.of(plan.getMusicIn()));
  }

  private boolean isInside(double at) {
    return at >= 0 && at < seconds;
  }

  private static double inSeconds(RationalTime time) {
    return (double) time.numerator() / time.denominator();
  }

  private String x(double at) {
    return number(TimelineView.WIDTH * at / seconds);
  }

  private String percent(double at) {
    return String.format(Locale.ROOT, "%.3f%%", 100 * at / seconds);
  }

  /**
   * To a tenth, of what is not negative. A page has some ten thousand numbers: with {@link
   * String#format} they took more than the rest of it (measured).
   */
  private static String number(double value) {
    long tenths = Math.round(10 * Math.max(0, value));
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }
}
