package io.autocut.exports.page;

import com.google.common.collect.ImmutableList;
import io.autocut.assembly.CutErrors;
import io.autocut.schemas.CutStills;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.FilmStills;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.PixelProof;
import io.autocut.schemas.Verification;
import io.autocut.time.FrameRate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How exactly the cuts lie, and what was proved of the film.
 *
 * @param facts what was proved, one sentence each; empty for a plan
 * @param bars of the histogram, from the earliest cuts to the latest
 * @param edge how far from its pulse a cut may lie at all
 * @param summary of the histogram, for who does not see it
 */
record ProofView(
    ImmutableList<String> facts,
    ImmutableList<Bar> bars,
    String edge,
    String summary,
    ImmutableList<WorstCut> worst) {
  private static final int BARS = 21;

  /**
   * Cuts that lie about equally far from their pulses.
   *
   * @param height percent of the highest bar
   * @param label how many there are, and how far
   */
  record Bar(int height, String label) {}

  /**
   * A cut that lies farther off than most.
   *
   * @param in its output frame
   * @param before a data URL of the frame before it; empty when there is none
   * @param after a data URL of the frame that it begins with; empty as above
   */
  record WorstCut(int number, long in, String start, String error, String before, String after) {}

  static ProofView of(MontageReport report, EditDecisionList plan, Optional<FilmStills> stills) {
    CutErrors errors = CutErrors.of(plan);
    return new ProofView(
        facts(report),
        bars(errors),
        PageWords.millis(errors.halfFrameMicros()),
        summary(errors),
        worst(plan, errors, stills));
  }

  private static ImmutableList<String> facts(MontageReport report) {
    Verification proof = report.getVerification();
    if (proof == null) {
      return ImmutableList.of();
    }
    List<String> facts = new ArrayList<>();
    facts.add(
        "%d of %d frames are there, %d of them off the grid of the edit rate"
            .formatted(proof.getFramesFound(), proof.getFramesPlanned(), proof.getFramesOffGrid()));
    facts.add(
        "%d of %d joints lie on the planned frame"
            .formatted(proof.getJointsExact(), proof.getJointsPlanned()));
    facts.add(
        proof.getAudioOffsetMicros() == null
            ? "The sound is too quiet or short to be compared with the music"
            : String.format(
                Locale.ROOT,
                "The sound is off by %.2f ms from the music",
                proof.getAudioOffsetMicros() / 1e3));
    Optional.ofNullable(proof.getPixels()).map(ProofView::seen).ifPresent(facts::add);
    facts.addAll(proof.getProblems());
    return ImmutableList.copyOf(facts);
  }

  private static String seen(PixelProof pixels) {
    return "In the decoded pictures %d of %d cuts lie on their frame; %d are between pictures too alike to tell"
        .formatted(
            pixels.getCutsExact(),
            pixels.getCutsSeen() + pixels.getCutsUnseen(),
            pixels.getCutsUnseen());
  }

  private static ImmutableList<Bar> bars(CutErrors errors) {
    int[] counts = new int[BARS];
    long edge = Math.max(1, Math.max(errors.halfFrameMicros(), errors.largestMicros()));
    for (CutErrors.CutError cut : errors.cuts()) {
      long place = (cut.micros() + edge) * BARS / (2 * edge);
      counts[(int) Math.min(BARS - 1, place)]++;
    }
    int most = Math.max(1, Arrays.stream(counts).max().orElse(1));
    ImmutableList.Builder<Bar> bars = ImmutableList.builder();
    for (int i = 0; i < BARS; i++) {
      String about = PageWords.offset(Math.round(edge * (2 * (i + 0.5) / BARS - 1)));
      bars.add(
          new Bar(100 * counts[i] / most, PageWords.count(counts[i], "cut") + " about " + about));
    }
    return bars.build();
  }

  private static String summary(CutErrors errors) {
    if (errors.cuts().isEmpty()) {
      return "The film has no cut";
    }
    return "%s: %s from their beats on average, %s at most; half a frame is %s"
        .formatted(
            PageWords.count(errors.cuts().size(), "cut"),
            PageWords.millis(errors.meanMicros()),
            PageWords.millis(errors.largestMicros()),
            PageWords.millis(errors.halfFrameMicros()));
  }

  private static ImmutableList<WorstCut> worst(
      EditDecisionList plan, CutErrors errors, Optional<FilmStills> stills) {
    Map<Integer, CutStills> pictures = new HashMap<>();
    stills.ifPresent(
        film -> film.getWorstCuts().forEach(cut -> pictures.put(cut.getEventIndex(), cut)));
    FrameRate rate = FrameRate.of(plan.getEditRate());
    ImmutableList.Builder<WorstCut> worst = ImmutableList.builder();
    for (CutErrors.CutError cut : errors.worst(CutErrors.WORST)) {
      Optional<CutStills> sides = Optional.ofNullable(pictures.get(cut.eventIndex()));
      long in = plan.getEvents().get(cut.eventIndex()).getRecordIn();
      worst.add(
          new WorstCut(
              cut.eventIndex() + 1,
              in,
              PageWords.clock(rate.timeOf(in)),
              PageWords.offset(cut.micros()),
              sides.map(side -> ShotViews.dataUrl(side.getBefore())).orElse(""),
              sides.map(side -> ShotViews.dataUrl(side.getAfter())).orElse("")));
    }
    return worst.build();
  }
}
