package io.autocut.exports.page;

import com.google.common.collect.ImmutableList;
import io.autocut.media.Failures;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Failure;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.PulseKind;
import io.autocut.schemas.UnusedClip;
import io.autocut.time.FrameRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the page of a film shows, in words and coordinates.
 *
 * @param kind a word for the style sheet: film or plan
 * @param verdict what became of it, in a few words
 * @param state good, open or bad
 * @param facts what it is, a few words each
 * @param warnings what a person should know first, one or two sentences each
 * @param skipped what could not be used or done, and why
 * @param unused clips that could be used and are not in the film
 * @param rateNum frames in {@code rateDen} seconds
 * @param frames length of the film
 * @param aspect its width by its height, for the style sheet
 */
record FilmView(
    String title,
    String kind,
    String verdict,
    String state,
    ImmutableList<String> facts,
    ImmutableList<String> warnings,
    ImmutableList<Skipped> skipped,
    ImmutableList<Unused> unused,
    int rateNum,
    int rateDen,
    long frames,
    String aspect,
    Optional<Playable> playable,
    Optional<TimelineView> timeline,
    ImmutableList<ShotView> shots,
    Optional<ProofView> proof,
    MakingView making) {

  /** What is shown before the film is played; empty when there is no picture. */
  String poster() {
    return shots.isEmpty() ? "" : shots.get(0).still();
  }

  /** Something that failed. */
  record Skipped(String name, String stage, String code, String message) {}

  /** A clip that is not in the film. */
  record Unused(String name, String reason) {}

  static FilmView of(PageContent content) {
    MontageReport report = content.report();
    Optional<EditDecisionList> plan = content.plan();
    FrameRate rate = plan.map(list -> FrameRate.of(list.getEditRate())).orElse(FrameRate.of(1, 1));
    return new FilmView(
        Failures.nameOf(report.getOutput()),
        report.getVerification() == null && report.getMade() ? "plan" : "film",
        verdict(report),
        state(report),
        plan.map(list -> facts(report, list)).orElse(ImmutableList.of()),
        warnings(report, plan),
        report.getFailures().stream()
            .map(FilmView::skipped)
            .collect(ImmutableList.toImmutableList()),
        plan.map(EditDecisionList::getUnused).orElse(List.of()).stream()
            .map(FilmView::unused)
            .collect(ImmutableList.toImmutableList()),
        rate.numerator(),
        rate.denominator(),
        report.getFrames(),
        report.getCanvas() == null
            ? "16 / 9"
            : report.getCanvas().getWidth() + " / " + report.getCanvas().getHeight(),
        content.playable(),
        plan.map(list -> new TimelineDrawing(list, content.beats(), content.waveform()).view()),
        plan.map(list -> new ShotViews(list, content.beats(), content.stills()).all())
            .orElse(ImmutableList.of()),
        plan.map(list -> ProofView.of(report, list, content.stills())),
        MakingView.of(report));
  }

  private static String verdict(MontageReport report) {
    if (!report.getMade()) {
      return "Not made";
    }
    return report.getVerification() == null
        ? "Planned, not cut"
        : "Proved: %d of %d joints in place"
            .formatted(
                report.getVerification().getJointsExact(),
                report.getVerification().getJointsPlanned());
  }

  private static String state(MontageReport report) {
    if (!report.getMade()) {
      return "bad";
    }
    return report.getVerification() == null ? "open" : "good";
  }

  private static ImmutableList<String> facts(MontageReport report, EditDecisionList plan) {
    FrameRate rate = FrameRate.of(plan.getEditRate());
    List<String> facts = new ArrayList<>();
    facts.add(PageWords.clock(rate.timeOf(plan.getFrames())));
    facts.add(report.getCanvas().getWidth() + "×" + report.getCanvas().getHeight());
    facts.add(
        String.format(
            Locale.ROOT, "%.2f frames a second", (double) rate.numerator() / rate.denominator()));
    facts.add(PageWords.count(report.getCuts(), "cut"));
    facts.add(report.getClipsUsed() + " of " + PageWords.count(report.getClipsOffered(), "clip"));
    facts.add(Failures.nameOf(plan.getMusicUri()));
    if (plan.getEvents().stream().anyMatch(event -> event.getPulse() == PulseKind.BEAT)) {
      facts.add(String.format(Locale.ROOT, "%.1f bpm", report.getMilliBpm() / 1000.0));
    }
    facts.add("template " + plan.getTemplate());
    return ImmutableList.copyOf(facts);
  }

  private static ImmutableList<String> warnings(
      MontageReport report, Optional<EditDecisionList> plan) {
    ImmutableList.Builder<String> warnings = ImmutableList.builder();
    plan.ifPresent(list -> list.getUnmet().forEach(wish -> warnings.add("Not met: " + wish)));
    return warnings.addAll(report.getWarnings()).build();
  }

  private static Skipped skipped(Failure failure) {
    return new Skipped(
        Failures.nameOf(failure.getUri()),
        failure.getStage(),
        failure.getCode(),
        failure.getMessage());
  }

  private static Unused unused(UnusedClip clip) {
    return new Unused(Failures.nameOf(clip.getClipUri()), clip.getReason());
  }
}
