package io.autocut.exports;

import io.autocut.archive.CatalogEntries;
import io.autocut.assembly.FilmPlace;
import io.autocut.assembly.MontageReports;
import io.autocut.assembly.RunLabel;
import io.autocut.json.PlainJson;
import io.autocut.schemas.AnalysisOutcome;
import io.autocut.schemas.CatalogEntry;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.GatheredMontage;
import io.autocut.schemas.MontageReport;
import io.autocut.store.ContentKey;
import io.autocut.store.RecordStore;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes what was found out about clips as a catalogue: JSON Lines, or Avro where the request's
 * output ends in {@code .avro}; clips in the order of their names.
 */
public final class WriteCatalogues
    extends PTransform<PCollection<GatheredMontage>, PCollection<MontageReport>> {
  private static final long serialVersionUID = 1L;

  private final WorkerContext context;
  private final RunLabel label;

  private WriteCatalogues(WorkerContext context, RunLabel label) {
    this.context = context;
    this.label = label;
  }

  public static WriteCatalogues using(WorkerContext context, RunLabel label) {
    return new WriteCatalogues(context, label);
  }

  @Override
  public PCollection<MontageReport> expand(PCollection<GatheredMontage> gathered) {
    return gathered
        .apply("Write", ParDo.of(new WriteFn(context, label)))
        .setCoder(AvroCoder.of(MontageReport.class));
  }

  private static final class WriteFn extends DoFn<GatheredMontage, MontageReport> {
    private static final long serialVersionUID = 1L;

    private final WorkerContext context;
    private final RunLabel label;

    WriteFn(WorkerContext context, RunLabel label) {
      this.context = context;
      this.label = label;
    }

    @ProcessElement
    public void process(@Element GatheredMontage gathered, OutputReceiver<MontageReport> output)
        throws IOException, InterruptedException {
      String place = gathered.getRequest().getOutput();
      List<AnalysisOutcome> usable =
          gathered.getOutcomes().stream()
              .filter(outcome -> outcome.getFailure() == null)
              .sorted(Comparator.comparing(AnalysisOutcome::getUri))
              .toList();
      try (WorkFolder folder = context.store().newWorkFolder()) {
        boolean avro = place.toLowerCase(Locale.ROOT).endsWith(".avro");
        new FilmPlace(place)
            .put(
                folder,
                file -> {
                  if (avro) {
                    writeAvro(usable, file);
                  } else {
                    writeLines(usable, file);
                  }
                });
      }
      output.output(new MontageReports(context, label).ofCatalogue(gathered));
    }

    private void writeLines(List<AnalysisOutcome> outcomes, Path file) throws IOException {
      try (var lines = Files.newBufferedWriter(file)) {
        for (AnalysisOutcome outcome : outcomes) {
          lines.write(PlainJson.line(entry(outcome)));
          lines.write('\n');
        }
      }
    }

    private void writeAvro(List<AnalysisOutcome> outcomes, Path file) throws IOException {
      try (var writer =
          new DataFileWriter<CatalogEntry>(new SpecificDatumWriter<>(CatalogEntry.class))) {
        writer.create(CatalogEntry.getClassSchema(), file.toFile());
        for (AnalysisOutcome outcome : outcomes) {
          writer.append(entry(outcome));
        }
      }
    }

    private CatalogEntry entry(AnalysisOutcome outcome) throws IOException {
      RecordStore records = context.records();
      ClipAnalysis clip = records.get(ContentKey.parse(outcome.getKey()), ClipAnalysis.class);
      return CatalogEntries.of(outcome.getUri(), outcome.getKey(), clip).build();
    }
  }
}
