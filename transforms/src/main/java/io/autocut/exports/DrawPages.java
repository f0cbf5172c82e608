package io.autocut.exports;

import io.autocut.accounting.Expense;
import io.autocut.accounting.Meter;
import io.autocut.accounting.Price;
import io.autocut.accounting.Sums;
import io.autocut.assembly.FilmEngine;
import io.autocut.media.Failures;
import io.autocut.progress.Progress;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.StageWork;
import io.autocut.schemas.Work;
import io.autocut.segments.SegmentEngine;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws the page of each film beside it, {@code FILM.html}; of each plan, {@code PLAN.plan.html}.
 *
 * <pre>{@code reports.apply("Draw pages", DrawPages.using(context, films, segments)); }</pre>
 *
 * <p>Output: each report with what its page cost, or with a warning where it could not be drawn: no
 * film is lost for its page. Restart: pictures are kept in the store, so a replayed element draws
 * them again but takes none. Blocks on child processes.
 */
public final class DrawPages
    extends PTransform<PCollection<MontageReport>, PCollection<MontageReport>> {
  private static final long serialVersionUID = 1L;

  /** Its name among the stages of a report. */
  public static final String STAGE = "page";

  private final WorkerContext context;
  private final FilmEngine.Factory films;
  private final SegmentEngine.Factory segments;

  private DrawPages(
      WorkerContext context, FilmEngine.Factory films, SegmentEngine.Factory segments) {
    this.context = context;
    this.films = films;
    this.segments = segments;
  }

  public static DrawPages using(
      WorkerContext context, FilmEngine.Factory films, SegmentEngine.Factory segments) {
    return new DrawPages(context, films, segments);
  }

  @Override
  public PCollection<MontageReport> expand(PCollection<MontageReport> reports) {
    return reports
        .apply("Draw", ParDo.of(new DrawFn(context, films, segments)))
        .setCoder(AvroCoder.of(MontageReport.class));
  }

  private static final class DrawFn extends DoFn<MontageReport, MontageReport> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DrawPages.class);
    private final WorkerContext context;
    private final FilmEngine.Factory films;
    private final SegmentEngine.Factory segments;

    DrawFn(WorkerContext context, FilmEngine.Factory films, SegmentEngine.Factory segments) {
      this.context = context;
      this.films = films;
      this.segments = segments;
    }

    @ProcessElement
    public void process(@Element MontageReport report, OutputReceiver<MontageReport> output)
        throws InterruptedException {
      Meter meter = Meter.begin(context.ffmpeg());
      Expense expense =
          Expense.of(
              context, STAGE, report.getMontageId(), report.getOutput(), report.getPlanKey());
      List<String> warnings = new ArrayList<>(report.getWarnings());
      try {
        new PageDrawing(context, films, segments, meter, expense).draw(report);
      } catch (IOException | RuntimeException e) {
        LOG.warn("no page of {} at {}", report.getMontageId(), report.getOutput(), e);
        warnings.add("Its page could not be drawn: " + Failures.describe(e) + ".");
      }
      expense.charge(meter.reading());
      if (!report.getMusicKey().isEmpty() && !WriteReports.isPlan(report.getOutput())) {
        Progress.done(Progress.Stage.PAGE);
      }
      output.output(drawn(report, warnings, expense.settle()));
    }

    private static MontageReport drawn(MontageReport report, List<String> warnings, Work work) {
      List<StageWork> stages = new ArrayList<>(report.getStages());
      stages.add(Sums.done(STAGE, work));
      return MontageReport.newBuilder(report)
          .setWarnings(warnings)
          .setStages(stages)
          .setCost(new Price(report.getCost().getMicrosPerCoreHour()).of(stages))
          .build();
    }
  }
}
