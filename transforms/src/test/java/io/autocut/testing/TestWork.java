package io.autocut.testing;

import io.autocut.schemas.StageWork;
import io.autocut.schemas.Traffic;
import io.autocut.schemas.Work;

/** What elements are said to have cost in tests. */
public final class TestWork {
  private static final Traffic NONE = Traffic.newBuilder().build();

  private TestWork() {}

  /** Of one element that was computed at the first attempt. */
  public static Work computed(long wallMillis, long cpuMillis) {
    return new Work(wallMillis, cpuMillis, false, 1, NONE);
  }

  /** Of a stage, each computed element at the first attempt. */
  public static StageWork stage(
      String name, long elements, long reused, long failed, long wallMillis, long cpuMillis) {
    return new StageWork(
        name, elements, reused, failed, wallMillis, cpuMillis, elements - reused, NONE);
  }
}
