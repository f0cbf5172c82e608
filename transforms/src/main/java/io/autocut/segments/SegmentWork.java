package io.autocut.segments;

import io.autocut.schemas.Canvas;
import io.autocut.schemas.SegmentBatch;
import io.autocut.schemas.SegmentRequest;
import java.util.List;

/**
 * Weighs how much work a segment is, for progress alone: its frames, those of a large film more
 * than those of a small one. Part of the cost of a frame is decoding it, whatever it becomes.
 */
final class SegmentWork {
  private static final double USUAL_PIXELS = 1280 * 720;
  private static final double WHATEVER_THE_SIZE = 0.3;

  private SegmentWork() {}

  /** In frames of 1280 by 720. */
  static long of(SegmentRequest request) {
    Canvas canvas = request.getProfile().getCanvas();
    double size = canvas.getWidth() * canvas.getHeight() / USUAL_PIXELS;
    double weight = WHATEVER_THE_SIZE + (1 - WHATEVER_THE_SIZE) * size;
    return Math.max(1, Math.round(request.getFrames() * weight));
  }

  /** That of all requests together. */
  static long of(List<SegmentBatch> batches) {
    return batches.stream()
        .flatMap(batch -> batch.getRequests().stream())
        .mapToLong(SegmentWork::of)
        .sum();
  }
}
