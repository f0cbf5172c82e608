package io.autocut.segments;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A way to make a segment. A segment starts at the first that suits it and goes down one whenever a
 * rung fails; which one made it is recorded. Immutable.
 */
interface Rung {
  /** As the segment's record and the report name it. */
  String label();

  /** Whether trying it makes sense for that segment. */
  boolean suits(SegmentTask task);

  /** Whether it needs graphics hardware, so that its failing says nothing about the footage. */
  default boolean onDevice() {
    return false;
  }

  /** FFmpeg's name of the encoder that it uses for {@code task}. */
  default String encoder(SegmentTask task) {
    return task.request().getProfile().getVideoEncoder();
  }

  /**
   * Renders to {@code output}, which is not checked yet when this returns.
   *
   * @return how many of its frames are the source's own packets
   * @throws IOException when it did not work; the next rung is then tried
   */
  long render(SegmentTask task, Path output) throws IOException, InterruptedException;

  /**
   * What a person should know of a segment that this rung has made; empty when nothing.
   *
   * @param before what went wrong on the first rung without a device; empty when this is the first
   */
  String note(String before);
}
