package io.autocut.exports;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.accounting.Price;
import io.autocut.accounting.Sums;
import io.autocut.assembly.FilmPlace;
import io.autocut.exports.page.FilmsPage;
import io.autocut.json.PlainJson;
import io.autocut.schemas.FailureCount;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.RunReport;
import io.autocut.schemas.StageWork;
import io.autocut.schemas.Versions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Adds up what became of the montages of one run. */
public final class RunReports {
  private static final String ENDING = ".run-report.json";
  private static final String PAGE = ".run.html";

  private RunReports() {}

  /**
   * @param reports on the montages, at least one
   * @param wall from the command to now
   */
  public static RunReport of(
      String runId, List<MontageReport> reports, Price price, Duration wall) {
    checkArgument(!reports.isEmpty(), "run %s has no reports", runId);
    List<StageWork> stages = stages(reports);
    Versions versions = reports.get(0).getVersions();
    return RunReport.newBuilder()
        .setRunId(runId)
        .setMontages(reports.size())
        .setMade((int) reports.stream().filter(MontageReport::getMade).count())
        .setWallMillis(wall.toMillis())
        .setStages(stages)
        .setCost(price.of(stages))
        .setFailures(failures(reports))
        .setVersions(versions)
        .build();
  }

  private static List<StageWork> stages(List<MontageReport> reports) {
    Map<String, StageWork> sums = new LinkedHashMap<>();
    for (MontageReport report : reports) {
      for (StageWork stage : report.getStages()) {
        sums.merge(stage.getStage(), stage, Sums::of);
      }
    }
    return List.copyOf(sums.values());
  }

  private static List<FailureCount> failures(List<MontageReport> reports) {
    record Cause(String stage, String code) {}
    Map<Cause, Long> counts =
        new TreeMap<>(Comparator.comparing(Cause::stage).thenComparing(Cause::code));
    reports.stream()
        .flatMap(report -> report.getFailures().stream())
        .forEach(
            failure ->
                counts.merge(new Cause(failure.getStage(), failure.getCode()), 1L, Long::sum));
    List<FailureCount> sorted = new ArrayList<>();
    counts.forEach(
        (cause, count) -> sorted.add(new FailureCount(cause.stage(), cause.code(), count)));
    sorted.sort(Comparator.comparing(FailureCount::getCount).reversed());
    return sorted;
  }

  /**
   * Puts {@code RUN.run-report.json}, {@code RUN.run-costs.avro} and {@code RUN.run.html} into a
   * folder of films.
   *
   * @param reports on its montages
   * @param scratch a folder for what is unfinished
   * @return where the report lies
   */
  public static String write(
      RunReport report, List<MontageReport> reports, String folder, Path scratch)
      throws IOException, InterruptedException {
    String prefix = folder.endsWith("/") ? folder : folder + "/";
    String place = prefix + report.getRunId() + ENDING;
    CostTable.of(report).put(new FilmPlace(WriteReports.costsOf(place)), scratch);
    String html = FilmsPage.of(report, reports, montage -> page(montage, prefix));
    new FilmPlace(prefix + report.getRunId() + PAGE)
        .put(scratch, file -> Files.writeString(file, html, StandardCharsets.UTF_8));
    String json = PlainJson.pretty(report);
    new FilmPlace(place)
        .put(scratch, file -> Files.writeString(file, json, StandardCharsets.UTF_8));
    return place;
  }

  /** The way from that folder to the page of a montage, where one was drawn. */
  private static Optional<String> page(MontageReport montage, String prefix) {
    String page = WriteReports.pageOf(montage.getOutput());
    boolean drawn =
        montage.getStages().stream().anyMatch(stage -> stage.getStage().equals(DrawPages.STAGE));
    return drawn && page.startsWith(prefix)
        ? Optional.of(page.substring(prefix.length()))
        : Optional.empty();
  }
}
