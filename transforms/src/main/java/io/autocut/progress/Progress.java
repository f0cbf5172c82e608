package io.autocut.progress;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the stages of the run in this JVM have come, for whoever draws it.
 *
 * <p>Beam's counters appear only when an operator ends; these are there at once wherever the
 * pipeline runs inside the launcher's JVM (measured: embedded Flink and DirectRunner). Safe for
 * many threads.
 */
public final class Progress {
  private static final Map<Stage, Counts> COUNTS = new ConcurrentHashMap<>();

  /** The stages in the order in which a montage passes them. */
  public enum Stage {
    ANALYSIS("analyzing clips"),
    MUSIC("finding beats"),
    PLANNING("planning"),
    SEGMENTS("cutting"),
    ASSEMBLY("assembling"),
    VERIFICATION("verifying");

    private final String label;

    Stage(String label) {
      this.label = label;
    }

    /** As people read it. */
    public String label() {
      return label;
    }
  }

  /** Elements that are known to come, that are finished, and of those the ones the store had. */
  public record Snapshot(long expected, long done, long reused) {}

  private static final class Counts {
    private final AtomicLong expected = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong reused = new AtomicLong();
  }

  private Progress() {}

  public static void expect(Stage stage, long more) {
    counts(stage).expected.addAndGet(more);
  }

  public static void done(Stage stage) {
    counts(stage).done.incrementAndGet();
  }

  /** Counts one element that was finished because the store had it. */
  public static void reused(Stage stage) {
    counts(stage).reused.incrementAndGet();
    done(stage);
  }

  /** The stages that have begun. */
  public static ImmutableMap<Stage, Snapshot> snapshot() {
    ImmutableMap.Builder<Stage, Snapshot> snapshot = ImmutableMap.builder();
    for (Stage stage : Stage.values()) {
      Counts counts = COUNTS.get(stage);
      if (counts != null) {
        snapshot.put(
            stage, new Snapshot(counts.expected.get(), counts.done.get(), counts.reused.get()));
      }
    }
    return snapshot.build();
  }

  /** Forgets the run before. */
  public static void reset() {
    COUNTS.clear();
  }

  private static Counts counts(Stage stage) {
    return COUNTS.computeIfAbsent(stage, unused -> new Counts());
  }
}
