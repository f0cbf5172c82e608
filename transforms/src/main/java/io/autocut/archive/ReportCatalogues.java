package io.autocut.archive;

import io.autocut.accounting.Sums;
import io.autocut.assembly.MontageReports;
import io.autocut.assembly.RunLabel;
import io.autocut.json.PlainJson;
import io.autocut.schemas.CatalogReport;
import io.autocut.schemas.Failure;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Writes what an index has done as {@code index.report.json} into the catalogue, when the last
 * partition is done.
 */
public final class ReportCatalogues extends PTransform<PCollection<CatalogReport>, PDone> {
  private static final long serialVersionUID = 1L;

  private final CatalogFolder catalogue;
  private final WorkerContext context;
  private final RunLabel label;

  private ReportCatalogues(CatalogFolder catalogue, WorkerContext context, RunLabel label) {
    this.catalogue = catalogue;
    this.context = context;
    this.label = label;
  }

  public static ReportCatalogues of(
      CatalogFolder catalogue, WorkerContext context, RunLabel label) {
    return new ReportCatalogues(catalogue, context, label);
  }

  @Override
  public PDone expand(PCollection<CatalogReport> partitions) {
    partitions
        .apply(
            "Key by catalogue",
            WithKeys.<String, CatalogReport>of(catalogue.toString())
                .withKeyType(TypeDescriptors.strings()))
        .apply("Sum and write", ParDo.of(new SumFn(catalogue, context, label)));
    return PDone.in(partitions.getPipeline());
  }

  private static final class SumFn extends DoFn<KV<String, CatalogReport>, Void> {
    private static final long serialVersionUID = 1L;

    @StateId("sum")
    private final StateSpec<ValueState<CatalogReport>> sumSpec =
        StateSpecs.value(AvroCoder.of(CatalogReport.class));

    private final CatalogFolder catalogue;
    private final WorkerContext context;
    private final RunLabel label;

    SumFn(CatalogFolder catalogue, WorkerContext context, RunLabel label) {
      this.catalogue = catalogue;
      this.context = context;
      this.label = label;
    }

    @ProcessElement
    public void process(
        @Element KV<String, CatalogReport> element, @StateId("sum") ValueState<CatalogReport> state)
        throws IOException, InterruptedException {
      CatalogReport before = state.read();
      CatalogReport sum = before == null ? element.getValue() : sum(before, element.getValue());
      if (sum.getPartitions() < catalogue.partitions()) {
        state.write(sum);
        return;
      }
      state.clear();
      write(
          CatalogReport.newBuilder(sum)
              .setRunId(label.runId())
              .setCatalogue(catalogue.toString())
              .setCost(label.price().of(List.of(sum.getAnalysis())))
              .setVersions(new MontageReports(context, label).versions())
              .build());
    }

    private void write(CatalogReport report) throws IOException, InterruptedException {
      try (WorkFolder folder = context.store().newWorkFolder()) {
        String json = PlainJson.pretty(report);
        catalogue
            .report()
            .put(folder, file -> Files.writeString(file, json, StandardCharsets.UTF_8));
      }
    }

    private static CatalogReport sum(CatalogReport one, CatalogReport other) {
      List<Failure> failures =
          Stream.concat(one.getFailures().stream(), other.getFailures().stream())
              .limit(PartitionComparison.MOST_FAILURES)
              .toList();
      return CatalogReport.newBuilder()
          .setClips(one.getClips() + other.getClips())
          .setAdded(one.getAdded() + other.getAdded())
          .setChanged(one.getChanged() + other.getChanged())
          .setUnchanged(one.getUnchanged() + other.getUnchanged())
          .setGone(one.getGone() + other.getGone())
          .setUnusable(one.getUnusable() + other.getUnusable())
          .setPartitions(one.getPartitions() + other.getPartitions())
          .setPartitionsWritten(one.getPartitionsWritten() + other.getPartitionsWritten())
          .setFailures(failures)
          .setAnalysis(Sums.of(one.getAnalysis(), other.getAnalysis()))
          .build();
    }
  }
}
