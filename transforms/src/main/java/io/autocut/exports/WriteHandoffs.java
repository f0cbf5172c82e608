package io.autocut.exports;

import io.autocut.assembly.FilmPlace;
import io.autocut.exports.interchange.Handoff;
import io.autocut.exports.interchange.InterchangeFormat;
import io.autocut.exports.interchange.MediaPaths;
import io.autocut.exports.interchange.UnwritableException;
import io.autocut.media.Failures;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.MontageReport;
import io.autocut.store.ContentKey;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;
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
 * Writes each plan beside its film in the formats of editing programs: {@code FILM.otio} and the
 * like, with whole paths.
 *
 * <p>Output: each report, with a warning where a format cannot hold the plan: no film is lost for
 * it. Restart: the files are written again.
 */
public final class WriteHandoffs
    extends PTransform<PCollection<MontageReport>, PCollection<MontageReport>> {
  private static final long serialVersionUID = 1L;

  private final List<InterchangeFormat> formats;
  private final WorkerContext context;

  private WriteHandoffs(List<InterchangeFormat> formats, WorkerContext context) {
    this.formats = List.copyOf(formats);
    this.context = context;
  }

  public static WriteHandoffs of(List<InterchangeFormat> formats, WorkerContext context) {
    return new WriteHandoffs(formats, context);
  }

  @Override
  public PCollection<MontageReport> expand(PCollection<MontageReport> reports) {
    return reports
        .apply("Hand off", ParDo.of(new HandoffFn(formats, context)))
        .setCoder(AvroCoder.of(MontageReport.class));
  }

  private static final class HandoffFn extends DoFn<MontageReport, MontageReport> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(WriteHandoffs.class);

    private final ArrayList<InterchangeFormat> formats;
    private final WorkerContext context;

    HandoffFn(List<InterchangeFormat> formats, WorkerContext context) {
      this.formats = new ArrayList<>(formats);
      this.context = context;
    }

    @ProcessElement
    public void process(@Element MontageReport report, OutputReceiver<MontageReport> output)
        throws InterruptedException {
      List<String> warnings = new ArrayList<>(report.getWarnings());
      if (!report.getPlanKey().isEmpty() && !report.getMusicKey().isEmpty()) {
        try {
          write(report, warnings);
        } catch (IOException | RuntimeException e) {
          LOG.warn("no hand-off of {} at {}", report.getMontageId(), report.getOutput(), e);
          warnings.add("It could not be handed off: " + Failures.describe(e) + ".");
        }
      }
      output.output(MontageReport.newBuilder(report).setWarnings(warnings).build());
    }

    private void write(MontageReport report, List<String> warnings)
        throws IOException, InterruptedException {
      FilmPlace film = new FilmPlace(report.getOutput());
      Handoff handoff =
          new HandoffFiles(context, context.ffmpeg())
              .of(
                  Failures.nameOf(film.beside("").toString()),
                  context
                      .records()
                      .get(ContentKey.parse(report.getPlanKey()), EditDecisionList.class),
                  context.records().get(ContentKey.parse(report.getMusicKey()), BeatTimeline.class),
                  MediaPaths.Style.ABSOLUTE.from(Path.of("/")));
      try (WorkFolder folder = context.store().newWorkFolder()) {
        for (InterchangeFormat format : formats) {
          try {
            HandoffFiles.put(handoff, format, film.beside(format.ending()), folder.path());
          } catch (UnwritableException e) {
            warnings.add("Not handed off as " + format + ": " + e.getMessage() + ".");
          }
        }
      }
    }
  }
}
