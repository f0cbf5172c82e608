package io.autocut.accounting;

import static com.google.common.base.Preconditions.checkArgument;

import io.autocut.schemas.StageWork;
import io.autocut.schemas.Traffic;
import io.autocut.schemas.Work;

/** Adds up what things cost. */
public final class Sums {
  /** What has cost nothing. */
  public static final Work NOTHING = new Work(0L, 0L, true, 0, Traffic.newBuilder().build());

  /** What neither was in the store nor could be begun. */
  public static final Work NOT_BEGUN = Work.newBuilder(NOTHING).setReused(false).build();

  private Sums() {}

  /** Both; reused when both were. */
  public static Work of(Work one, Work other) {
    return new Work(
        one.getWallMillis() + other.getWallMillis(),
        one.getCpuMillis() + other.getCpuMillis(),
        one.getReused() && other.getReused(),
        one.getAttempts() + other.getAttempts(),
        of(one.getTraffic(), other.getTraffic()));
  }

  /** Both stages under the name of the first. */
  public static StageWork of(StageWork one, StageWork other) {
    return new StageWork(
        one.getStage(),
        one.getElements() + other.getElements(),
        one.getReused() + other.getReused(),
        one.getFailed() + other.getFailed(),
        one.getWallMillis() + other.getWallMillis(),
        one.getCpuMillis() + other.getCpuMillis(),
        one.getAttempts() + other.getAttempts(),
        of(one.getTraffic(), other.getTraffic()));
  }

  public static Traffic of(Traffic one, Traffic other) {
    return new Traffic(
        one.getMemoryHits() + other.getMemoryHits(),
        one.getDiskHits() + other.getDiskHits(),
        one.getSharedHits() + other.getSharedHits(),
        one.getMisses() + other.getMisses(),
        one.getBytesRead() + other.getBytesRead(),
        one.getBytesWritten() + other.getBytesWritten());
  }

  /** What came between two readings of one meter. */
  static Traffic difference(Traffic later, Traffic earlier) {
    return new Traffic(
        later.getMemoryHits() - earlier.getMemoryHits(),
        later.getDiskHits() - earlier.getDiskHits(),
        later.getSharedHits() - earlier.getSharedHits(),
        later.getMisses() - earlier.getMisses(),
        later.getBytesRead() - earlier.getBytesRead(),
        later.getBytesWritten() - earlier.getBytesWritten());
  }

  /** What each of {@code parts} equal parts of {@code work} cost; attempts are each part's own. */
  public static Work share(Work work, int parts) {
    checkArgument(parts > 0, "parts: %s", parts);
    Traffic traffic = work.getTraffic();
    return new Work(
        work.getWallMillis() / parts,
        work.getCpuMillis() / parts,
        work.getReused(),
        work.getAttempts(),
        new Traffic(
            traffic.getMemoryHits() / parts,
            traffic.getDiskHits() / parts,
            traffic.getSharedHits() / parts,
            traffic.getMisses() / parts,
            traffic.getBytesRead() / parts,
            traffic.getBytesWritten() / parts));
  }

  /** A stage of which nothing was done. */
  public static StageWork none(String stage) {
    return new StageWork(stage, 0L, 0L, 0L, 0L, 0L, 0L, NOTHING.getTraffic());
  }

  /** A stage of one element that went well. */
  public static StageWork done(String stage, Work work) {
    return one(stage, work, 0);
  }

  /** A stage of one element that failed. */
  public static StageWork failed(String stage, Work work) {
    return one(stage, work, 1);
  }

  private static StageWork one(String stage, Work work, long failed) {
    return new StageWork(
        stage,
        1L,
        work.getReused() ? 1L : 0L,
        failed,
        work.getWallMillis(),
        work.getCpuMillis(),
        (long) work.getAttempts(),
        work.getTraffic());
  }
}
