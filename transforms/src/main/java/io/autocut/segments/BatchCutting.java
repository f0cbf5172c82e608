package io.autocut.segments;

import io.autocut.accounting.Expense;
import io.autocut.accounting.Meter;
import io.autocut.accounting.Sums;
import io.autocut.schemas.SegmentBatch;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.Work;
import io.autocut.store.WorkFolder;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers a batch of requests: decodes once for those that the store does not have. */
final class BatchCutting {
  private final WorkerContext context;
  private final SegmentEngine.Factory engines;

  BatchCutting(WorkerContext context, SegmentEngine.Factory engines) {
    this.context = context;
    this.engines = engines;
  }

  /** One outcome for each request, in their order. */
  List<SegmentOutcome> answer(SegmentBatch batch) throws InterruptedException {
    Map<String, Expense> together = new HashMap<>();
    try {
      cutTogether(batch.getRequests(), together);
    } catch (IOException | RuntimeException e) {
      // Cut one by one below, where what is wrong with a segment is said of that segment.
    }
    List<SegmentOutcome> outcomes = new ArrayList<>();
    for (SegmentRequest request : batch.getRequests()) {
      // Of two equal segments the second finds the first in the store, and has cost nothing.
      Expense begun = together.remove(request.getSegmentKey());
      Expense expense = begun == null ? SegmentCutting.expense(context, request) : begun;
      Meter meter = Meter.begin(context.ffmpeg());
      outcomes.add(new SegmentCutting(context, engines, meter).answer(request, expense));
    }
    return outcomes;
  }

  /**
   * @param expenses takes in those of the segments that one decoding is to make, by their keys
   */
  private void cutTogether(List<SegmentRequest> requests, Map<String, Expense> expenses)
      throws IOException, InterruptedException {
    if (requests.size() < 2) {
      // Looked up where it is cut.
      return;
    }
    Meter meter = Meter.begin(context.ffmpeg());
    SegmentCutting cutting = new SegmentCutting(context, engines, meter);
    SegmentEngine engine = engines.using(meter.ffmpeg(), context.hardware());
    Map<String, SegmentTask> missing = missing(requests, cutting, engine);
    if (missing.size() < 2) {
      return;
    }
    missing.forEach(
        (key, task) -> expenses.put(key, SegmentCutting.expense(context, task.request())));
    expenses.values().forEach(Expense::attempt);
    try (WorkFolder folder = context.store().newWorkFolder()) {
      for (SegmentEngine.Piece piece :
          engine.cutTogether(List.copyOf(missing.values()), folder.path())) {
        cutting.keep(piece.segment(), piece.file());
      }
    } finally {
      Work each = Sums.share(meter.reading(), missing.size());
      expenses.values().forEach(expense -> expense.charge(each));
    }
  }

  private static Map<String, SegmentTask> missing(
      List<SegmentRequest> requests, SegmentCutting cutting, SegmentEngine engine)
      throws IOException {
    Map<String, SegmentTask> missing = new LinkedHashMap<>();
    for (SegmentRequest request : requests) {
      if (cutting.stored(request).isEmpty()) {
        SegmentTask task = cutting.task(request);
        if (engine.sharesDecoding(task)) {
          missing.putIfAbsent(request.getSegmentKey(), task);
        }
      }
    }
    return missing;
  }
}
