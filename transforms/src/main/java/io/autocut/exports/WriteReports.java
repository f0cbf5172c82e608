package io.autocut.exports;

import io.autocut.assembly.FilmPlace;
import io.autocut.json.PlainJson;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.MontageReport;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code FILM.edl.json}, {@code FILM.report.json} and {@code FILM.costs.avro} beside each
 * film; where a plan was asked for, the plan itself and its report beside it.
 *
 * <p>The report is written last and also for a montage that was not made: who waits for a montage
 * waits for its report.
 */
public final class WriteReports extends PTransform<PCollection<MontageReport>, PDone> {
  private static final long serialVersionUID = 1L;

  private final WorkerContext context;

  private WriteReports(WorkerContext context) {
    this.context = context;
  }

  public static WriteReports using(WorkerContext context) {
    return new WriteReports(context);
  }

  /** Where the report on the montage lies whose film or plan goes to {@code output}. */
  public static String reportOf(String output) {
    String lower = output.toLowerCase(Locale.ROOT);
    String ending = ".catalogue-report.json";
    if (lower.endsWith(".mp4")) {
      ending = ".report.json";
    } else if (isPlan(output)) {
      ending = ".plan-report.json";
    }
    return new FilmPlace(output).beside(ending).toString();
  }

  /** Where the page of the film or plan lies that goes to {@code output}. */
  public static String pageOf(String output) {
    return new FilmPlace(output).beside(isPlan(output) ? ".plan.html" : ".html").toString();
  }

  /** Where the table of costs beside a report lies. */
  public static String costsOf(String report) {
    return report.substring(0, report.length() - "report.json".length()) + "costs.avro";
  }

  static boolean isPlan(String output) {
    return output.toLowerCase(Locale.ROOT).endsWith(".json");
  }

  @Override
  public PDone expand(PCollection<MontageReport> reports) {
    reports.apply("Write", ParDo.of(new WriteFn(context)));
    return PDone.in(reports.getPipeline());
  }

  private static final class WriteFn extends DoFn<MontageReport, Void> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(WriteReports.class);

    private final WorkerContext context;

    WriteFn(WorkerContext context) {
      this.context = context;
    }

    /** A report that cannot be written must not cost the other montages their films. */
    @ProcessElement
    public void process(@Element MontageReport report) throws InterruptedException {
      CostMetrics.count(report);
      try {
        write(report);
      } catch (IOException | RuntimeException e) {
        LOG.error("no report on {} at {}", report.getMontageId(), report.getOutput(), e);
      }
    }

    private void write(MontageReport report) throws IOException, InterruptedException {
      if (!report.getPlanKey().isEmpty()) {
        EditDecisionList list =
            context.records().get(ContentKey.parse(report.getPlanKey()), EditDecisionList.class);
        write(listPlace(report.getOutput()), PlainJson.pretty(list));
      }
      String place = reportOf(report.getOutput());
      try (WorkFolder folder = context.store().newWorkFolder()) {
        CostTable.of(report).put(new FilmPlace(costsOf(place)), folder.path());
      }
      write(new FilmPlace(place), PlainJson.pretty(report));
    }

    private static FilmPlace listPlace(String output) {
      FilmPlace place = new FilmPlace(output);
      return isPlan(output) ? place : place.beside(".edl.json");
    }

    private void write(FilmPlace place, String json) throws IOException, InterruptedException {
      try (WorkFolder folder = context.store().newWorkFolder()) {
        place.put(folder, file -> Files.writeString(file, json, StandardCharsets.UTF_8));
      }
    }
  }
}
