package io.autocut.segments;

import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.SegmentRequest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One segment to be made, with what it is made of on this host.
 *
 * @param clip what it shows; of a dissolve, what it begins with
 * @param into what it dissolves into
 */
public record SegmentTask(SegmentRequest request, Source clip, Optional<Source> into) {
  /** A clip on this host and what is known of it. */
  public record Source(Path file, ClipAnalysis analysis) {}

  public SegmentTask(SegmentRequest request, Path file, ClipAnalysis analysis) {
    this(request, new Source(file, analysis), Optional.empty());
  }
}
