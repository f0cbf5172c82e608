package io.autocut.segments;

import io.autocut.progress.Progress;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.SegmentBatch;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.schemas.SegmentRequest;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Cuts the segments of each plan, the longest first, each once however many montages show it;
 * ranges of a clip that lie close together are decoded once.
 *
 * <pre>{@code segments = plans.apply("Cut segments", CutSegments.using(context)); }</pre>
 *
 * <p>Output: one {@link SegmentOutcome} for every event of every plan that can be made, failed ones
 * among them. Restart: the store is asked first, so a replayed element costs a look-up.
 */
public final class CutSegments
    extends PTransform<PCollection<PlannedMontage>, PCollection<SegmentOutcome>> {
  private static final long serialVersionUID = 1L;

  /** Code of the failure of a segment that its clip is the cause of, not the machine. */
  public static final String UNCUTTABLE = "UNCUTTABLE";

  private final WorkerContext context;
  private final SegmentEngine.Factory engines;

  private CutSegments(WorkerContext context, SegmentEngine.Factory engines) {
    this.context = context;
    this.engines = engines;
  }

  public static CutSegments using(WorkerContext context) {
    return using(context, FfmpegSegments::new);
  }

  public static CutSegments using(WorkerContext context, SegmentEngine.Factory engines) {
    return new CutSegments(context, engines);
  }

  @Override
  public PCollection<SegmentOutcome> expand(PCollection<PlannedMontage> plans) {
    return plans
        .apply("List segments", ParDo.of(new ListFn(context)))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), AvroCoder.of(SegmentBatch.class)))
        .apply("Cut", ParDo.of(new CutFn(context, engines)))
        .setCoder(AvroCoder.of(SegmentOutcome.class));
  }

  private static final class ListFn extends DoFn<PlannedMontage, KV<String, SegmentBatch>> {
    private static final long serialVersionUID = 1L;

    private final WorkerContext context;

    ListFn(WorkerContext context) {
      this.context = context;
    }

    @ProcessElement
    public void process(
        @Element PlannedMontage plan, OutputReceiver<KV<String, SegmentBatch>> output)
        throws IOException {
      if (plan.getMakeable()) {
        List<SegmentBatch> batches = new SegmentList(context).of(plan);
        Progress.expect(Progress.Stage.SEGMENTS, plan.getPieces(), SegmentWork.of(batches));
        Progress.expect(Progress.Stage.ASSEMBLY, 1);
        Progress.expect(Progress.Stage.VERIFICATION, 1);
        Progress.expect(Progress.Stage.PAGE, 1);
        for (SegmentBatch batch : batches) {
          output.output(KV.of(batch.getKey(), batch));
        }
      }
    }
  }

  private static final class CutFn extends DoFn<KV<String, SegmentBatch>, SegmentOutcome> {
    private static final long serialVersionUID = 1L;

    // Declared so that the runner keys this transform; requests for one segment then never overlap.
    @StateId("seen")
    private final StateSpec<ValueState<Integer>> seen = StateSpecs.value(VarIntCoder.of());

    private final WorkerContext context;
    private final SegmentEngine.Factory engines;

    CutFn(WorkerContext context, SegmentEngine.Factory engines) {
      this.context = context;
      this.engines = engines;
    }

    @ProcessElement
    public void process(
        @Element KV<String, SegmentBatch> element,
        @StateId("seen") ValueState<Integer> unused,
        OutputReceiver<SegmentOutcome> output)
        throws InterruptedException {
      SegmentBatch batch = element.getValue();
      context
          .once(
              batch.getRequests().stream().map(SegmentRequest::getSegmentKey).toList(),
              () -> new BatchCutting(context, engines).answer(batch))
          .forEach(output::output);
    }
  }
}
