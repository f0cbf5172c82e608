package io.autocut.progress;

import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * How far the stages of a run have come, for whoever draws it.
 *
 * <p>Counted twice: in this JVM, where the counts are there at once when the pipeline runs inside
 * the launcher (measured: embedded Flink and DirectRunner), and in Beam's counters of the namespace
 * {@value #NAMESPACE}, which a cluster shows to a launcher elsewhere. Safe for many threads.
 */
public final class Progress {
  /** Of Beam's counters. */
  public static final String NAMESPACE = "autocut";

  /** Of Beam's counters of what a run has cost. */
  public static final String COSTS = "autocut-costs";

  private static final Map<Stage, Counts> COUNTS = new ConcurrentHashMap<>();

  private enum Count {
    EXPECTED,
    DONE,
    REUSED;

    /** The name of Beam's counter, for example {@code segments_done}. */
    String of(Stage stage) {
      return (stage.name() + "_" + name()).toLowerCase(Locale.ROOT);
    }
  }

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
    Metrics.counter(NAMESPACE, Count.EXPECTED.of(stage)).inc(more);
  }

  public static void done(Stage stage) {
    counts(stage).done.incrementAndGet();
    Metrics.counter(NAMESPACE, Count.DONE.of(stage)).inc();
  }

  /** Counts one element that was finished because the store had it. */
  public static void reused(Stage stage) {
    counts(stage).reused.incrementAndGet();
    Metrics.counter(NAMESPACE, Count.REUSED.of(stage)).inc();
    done(stage);
  }

  /**
   * Adds to a counter of the namespace {@value #COSTS}. It has so many that whoever asks a cluster
   * every second how far a run is must not have to ask for all of them.
   */
  public static void cost(String name, long by) {
    Metrics.counter(COSTS, name).inc(by);
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

  /**
   * The stages that have begun on a cluster.
   *
   * @param counters of {@link #NAMESPACE} by name, summed over the workers
   */
  public static ImmutableMap<Stage, Snapshot> read(Map<String, Long> counters) {
    ImmutableMap.Builder<Stage, Snapshot> snapshot = ImmutableMap.builder();
    for (Stage stage : Stage.values()) {
      if (counters.containsKey(Count.EXPECTED.of(stage))) {
        snapshot.put(
            stage,
            new Snapshot(
                counters.get(Count.EXPECTED.of(stage)),
                counters.getOrDefault(Count.DONE.of(stage), 0L),
                counters.getOrDefault(Count.REUSED.of(stage), 0L)));
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
