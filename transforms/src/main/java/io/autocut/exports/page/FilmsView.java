package io.autocut.exports.page;

import com.google.common.collect.ImmutableList;
import com.google.common.net.UrlEscapers;
import io.autocut.media.Failures;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.RunReport;
import io.autocut.schemas.Verification;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the page of a run shows: its films, one row each.
 *
 * @param facts what became of all of them, a few words each
 * @param templates those that films were made by, for a filter
 */
record FilmsView(
    String title,
    ImmutableList<String> facts,
    ImmutableList<Row> rows,
    ImmutableList<String> templates,
    MakingView making) {

  /**
   * One film.
   *
   * @param page relative URL of its page; empty when there is none
   * @param state made, warned or failed, for the filter
   * @param verdict the same for people
   * @param seconds its length, for sorting
   * @param said warnings and failures, the first of each; empty when there are none
   */
  record Row(
      String name,
      String page,
      String state,
      String verdict,
      String length,
      long seconds,
      int cuts,
      int clipsUsed,
      int clipsOffered,
      String error,
      long errorMicros,
      String template,
      String cpu,
      long cpuMillis,
      int notes,
      String said) {}

  /**
   * @param pages the way to the page of each film
   */
  static FilmsView of(RunReport run, List<MontageReport> reports, PageLinks pages) {
    return new FilmsView(
        "Run " + run.getRunId(),
        facts(run),
        reports.stream()
            .map(report -> row(report, pages.to(report)))
            .collect(ImmutableList.toImmutableList()),
        reports.stream()
            .map(MontageReport::getTemplate)
            .distinct()
            .sorted()
            .collect(ImmutableList.toImmutableList()),
        MakingView.of(run));
  }

  private static ImmutableList<String> facts(RunReport run) {
    List<String> facts = new ArrayList<>();
    facts.add(run.getMade() + " of " + PageWords.count(run.getMontages(), "film") + " made");
    facts.add(PageWords.seconds(run.getWallMillis()) + " from the command to the last film");
    return ImmutableList.copyOf(facts);
  }

  private static Row row(MontageReport report, Optional<String> page) {
    RationalTime length =
        report.getEditRate() == null
            ? RationalTime.ZERO
            : FrameRate.of(report.getEditRate()).timeOf(report.getFrames());
    long error =
        Optional.ofNullable(report.getVerification())
            .map(Verification::getMaxCutErrorMicros)
            .orElse(0L);
    int notes = report.getWarnings().size() + report.getFailures().size();
    long cpu = report.getCost() == null ? 0 : report.getCost().getCpuMillis();
    return new Row(
        Failures.nameOf(report.getOutput()),
        page.map(FilmsView::url).orElse(""),
        !report.getMade() ? "failed" : notes > 0 ? "warned" : "made",
        !report.getMade() ? "not made" : "proved",
        PageWords.clock(length),
        length.toTicks(1, 1),
        report.getCuts(),
        report.getClipsUsed(),
        report.getClipsOffered(),
        PageWords.millis(error),
        error,
        report.getTemplate(),
        PageWords.seconds(cpu),
        cpu,
        notes,
        said(report));
  }

  /** "./" keeps a colon from being taken for the end of a scheme. */
  private static String url(String path) {
    return Arrays.stream(path.split("/"))
        .map(UrlEscapers.urlPathSegmentEscaper()::escape)
        .collect(Collectors.joining("/", "./", ""));
  }

  private static String said(MontageReport report) {
    if (!report.getFailures().isEmpty()) {
      return report.getFailures().get(0).getMessage();
    }
    return report.getWarnings().isEmpty() ? "" : report.getWarnings().get(0);
  }
}
