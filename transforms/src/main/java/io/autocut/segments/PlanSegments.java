package io.autocut.segments;

import io.autocut.progress.Progress;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.SegmentBatch;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.schemas.SegmentRequest;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Cuts the segments of one plan where it is called, those that the store lacks; {@link CutSegments}
 * spreads those of many plans over workers.
 *
 * <p>Blocks on children, some at once, as long as cutting takes. May be repeated.
 */
public final class PlanSegments {
  private final WorkerContext context;
  private final SegmentEngine.Factory engines;

  public PlanSegments(WorkerContext context, SegmentEngine.Factory engines) {
    this.context = context;
    this.engines = engines;
  }

  /**
   * One outcome for each piece of the plan, failed ones among them, in no order.
   *
   * @throws IOException when the plan cannot be read
   */
  public List<SegmentOutcome> cut(PlannedMontage plan) throws IOException, InterruptedException {
    List<SegmentBatch> batches = new SegmentList(context).of(plan);
    Progress.expect(Progress.Stage.SEGMENTS, plan.getPieces(), SegmentWork.of(batches));
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<List<SegmentOutcome>>> cut = new ArrayList<>();
      for (SegmentBatch batch : batches) {
        cut.add(threads.submit(() -> answer(batch)));
      }
      List<SegmentOutcome> outcomes = new ArrayList<>();
      for (Future<List<SegmentOutcome>> ended : cut) {
        outcomes.addAll(ended.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private List<SegmentOutcome> answer(SegmentBatch batch) throws InterruptedException {
    return context.once(
        batch.getRequests().stream().map(SegmentRequest::getSegmentKey).toList(),
        () -> new BatchCutting(context, engines).answer(batch));
  }
}
