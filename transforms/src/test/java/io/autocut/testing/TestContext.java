package io.autocut.testing;

import io.autocut.store.WorkerContext;
import java.nio.file.Path;

/** What stages need on a worker, with a store of the test's own. */
public final class TestContext {
  private static final int WIDTH = 2;

  private TestContext() {}

  /** With its store in {@code folder}. */
  public static WorkerContext in(Path folder) {
    return new WorkerContext(
        folder.resolve("store").toString(),
        TestFfmpeg.ffmpeg().installation(),
        TestFfmpeg.encoder(),
        WIDTH);
  }
}
