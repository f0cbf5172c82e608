package io.autocut.segments;

import io.autocut.media.CpuMeter;
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
import java.util.Optional;

/** Answers a batch of requests: decodes once for those that the store does not have. */
final class BatchCutting {
  private final WorkerContext context;
  private final CpuMeter ffmpeg;

  BatchCutting(WorkerContext context) {
    this.context = context;
    this.ffmpeg = new CpuMeter(context.ffmpeg());
  }

  /** One outcome for each request, in their order. */
  List<SegmentOutcome> answer(SegmentBatch batch) throws InterruptedException {
    Map<String, Work> together = new HashMap<>();
    try {
      together.putAll(cutTogether(batch.getRequests()));
    } catch (IOException | RuntimeException e) {
      // Cut one by one below, where what is wrong with a segment is said of that segment.
    }
    List<SegmentOutcome> outcomes = new ArrayList<>();
    for (SegmentRequest request : batch.getRequests()) {
      // Of two equal segments the second finds the first in the store, and has cost nothing.
      Optional<Work> work = Optional.ofNullable(together.remove(request.getSegmentKey()));
      outcomes.add(new SegmentCutting(context).answer(request, work));
    }
    return outcomes;
  }

  /** The keys of the segments that one decoding has made, and what each has cost. */
  private Map<String, Work> cutTogether(List<SegmentRequest> requests)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    SegmentCutting cutting = new SegmentCutting(context);
    SegmentCutter cutter = new SegmentCutter(ffmpeg, context.hardware());
    Map<String, SegmentTask> missing = new LinkedHashMap<>();
    for (SegmentRequest request : requests) {
      if (cutting.stored(request).isEmpty()) {
        SegmentTask task = cutting.task(request);
        if (cutter.startsInSoftware(task)) {
          missing.putIfAbsent(request.getSegmentKey(), task);
        }
      }
    }
    Map<String, Work> made = new HashMap<>();
    if (missing.size() < 2) {
      return made;
    }
    try (WorkFolder folder = context.store().newWorkFolder()) {
      List<SharedCut.Piece> pieces =
          new SharedCut(ffmpeg).cut(List.copyOf(missing.values()), folder.path());
      for (SharedCut.Piece piece : pieces) {
        cutting.keep(piece.segment(), piece.file());
        long wall = (System.nanoTime() - begin) / 1_000_000;
        made.put(
            piece.segment().getSegmentKey(),
            new Work(wall / pieces.size(), ffmpeg.millis() / pieces.size(), false));
      }
    }
    return made;
  }
}
