package io.autocut.segments;

import io.autocut.accounting.Meter;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.SegmentBatch;
import io.autocut.schemas.SegmentRequest;
import io.autocut.store.WorkerContext;
import java.io.IOException;

/**
 * Cuts again, where a film is put together, what has gone from the store since it was cut: somebody
 * has pruned, or an object was lost.
 *
 * <p>Blocks on one child after another, as long as cutting takes. May be repeated.
 */
public final class LostSegments {
  private final WorkerContext context;
  private final SegmentEngine.Factory engines;
  private final Meter meter;

  /**
   * @param meter of the work that needs them
   */
  public LostSegments(WorkerContext context, SegmentEngine.Factory engines, Meter meter) {
    this.context = context;
    this.engines = engines;
    this.meter = meter;
  }

  /**
   * Sees to it that all segments of the film lie in the store, and the sounds cut beside them.
   *
   * @return how many segments had gone
   * @throws IOException when one cannot be cut again
   */
  public int restore(PlannedMontage plan) throws IOException, InterruptedException {
    int lost = 0;
    SegmentCutting cutting = new SegmentCutting(context, engines, meter);
    for (SegmentBatch batch : new SegmentList(context).of(plan)) {
      for (SegmentRequest request : batch.getRequests()) {
        lost += cutting.restored(request) ? 1 : 0;
      }
    }
    return lost;
  }
}
