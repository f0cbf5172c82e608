package io.autocut.assembly;

import io.autocut.schemas.MontageReport;
import io.autocut.schemas.PlannedMontage;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** Reports on plans that nothing is cut of: one {@link MontageReport} for every plan. */
public final class ReportPlans
    extends PTransform<PCollection<PlannedMontage>, PCollection<MontageReport>> {
  private static final long serialVersionUID = 1L;

  private final WorkerContext context;
  private final RunLabel label;

  private ReportPlans(WorkerContext context, RunLabel label) {
    this.context = context;
    this.label = label;
  }

  public static ReportPlans using(WorkerContext context, RunLabel label) {
    return new ReportPlans(context, label);
  }

  @Override
  public PCollection<MontageReport> expand(PCollection<PlannedMontage> plans) {
    return plans
        .apply("Report", ParDo.of(new ReportFn(context, label)))
        .setCoder(AvroCoder.of(MontageReport.class));
  }

  private static final class ReportFn extends DoFn<PlannedMontage, MontageReport> {
    private static final long serialVersionUID = 1L;

    private final WorkerContext context;
    private final RunLabel label;

    ReportFn(WorkerContext context, RunLabel label) {
      this.context = context;
      this.label = label;
    }

    @ProcessElement
    public void process(@Element PlannedMontage plan, OutputReceiver<MontageReport> output)
        throws IOException {
      output.output(new MontageReports(context, label).ofPlan(plan));
    }
  }
}
