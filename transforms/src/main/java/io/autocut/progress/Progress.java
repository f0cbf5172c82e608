package io.autocut.progress;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
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
  private static final Map<Object, Running> RUNNING = new ConcurrentHashMap<>();

  private enum Count {
    EXPECTED,
    DONE,
    REUSED,
    WORK_EXPECTED,
    WORK_DONE;

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
    VERIFICATION("verifying"),
    PAGE("drawing pages");

    private final String label;

    Stage(String label) {
      this.label = label;
    }

    /** As people read it. */
    public String label() {
      return label;
    }
  }

  /**
   * How far a stage has come.
   *
   * @param expected elements that are known to come
   * @param done those that are finished
   * @param reused those of them that the store had
   * @param workExpected what there is to do for those that the store does not have: frames of
   *     segments, else elements
   * @param workDone what is done of that
   */
  public record Snapshot(long expected, long done, long reused, long workExpected, long workDone) {}

  private static final class Counts {
    private final Map<Count, AtomicLong> sums = new ConcurrentHashMap<>();

    AtomicLong sum(Count count) {
      return sums.computeIfAbsent(count, unused -> new AtomicLong());
    }
  }

  /**
   * Something that is being worked on.
   *
   * @param name of the file, as people call it
   * @param since when, by {@link System#nanoTime}
   */
  public record Running(Stage stage, String name, long since) {}

  /** Work that ends when this is closed. */
  public interface Work extends AutoCloseable {
    @Override
    void close();
  }

  private Progress() {}

  /** Tells that something is worked on in this JVM until the answer is closed. */
  public static Work begin(Stage stage, String name) {
    Object token = new Object();
    RUNNING.put(token, new Running(stage, name, System.nanoTime()));
    return () -> RUNNING.remove(token);
  }

  /** What is worked on in this JVM, what began first coming first. */
  public static ImmutableList<Running> running() {
    return RUNNING.values().stream()
        .sorted((one, other) -> Long.signum(one.since() - other.since()))
        .collect(ImmutableList.toImmutableList());
  }

  public static void expect(Stage stage, long more) {
    expect(stage, more, more);
  }

  /**
   * Announces elements.
   *
   * @param work what there is to do for all of them, in the unit of the stage
   */
  public static void expect(Stage stage, long more, long work) {
    add(stage, Count.EXPECTED, more);
    add(stage, Count.WORK_EXPECTED, work);
  }

  public static void done(Stage stage) {
    done(stage, 1);
  }

  /** Counts one element that was finished, and the work that it was. */
  public static void done(Stage stage, long work) {
    add(stage, Count.DONE, 1);
    add(stage, Count.WORK_DONE, work);
  }

  /** Counts one element that was finished because the store had it. */
  public static void reused(Stage stage) {
    reused(stage, 1);
  }

  /** As {@link #reused(Stage)}, of an element that would have been so much work. */
  public static void reused(Stage stage, long work) {
    add(stage, Count.REUSED, 1);
    add(stage, Count.DONE, 1);
    add(stage, Count.WORK_EXPECTED, -work);
  }

  private static void add(Stage stage, Count count, long more) {
    COUNTS.computeIfAbsent(stage, unused -> new Counts()).sum(count).addAndGet(more);
    Metrics.counter(NAMESPACE, count.of(stage)).inc(more);
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
        snapshot.put(stage, snapshot(count -> counts.sum(count).get()));
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
        snapshot.put(stage, snapshot(count -> counters.getOrDefault(count.of(stage), 0L)));
      }
    }
    return snapshot.build();
  }

  /** Workers are asked one after another: more may be done by then than was announced before. */
  private static Snapshot snapshot(ToLongFunction<Count> sums) {
    long done = sums.applyAsLong(Count.DONE);
    long workDone = sums.applyAsLong(Count.WORK_DONE);
    return new Snapshot(
        Math.max(done, sums.applyAsLong(Count.EXPECTED)),
        done,
        sums.applyAsLong(Count.REUSED),
        Math.max(workDone, sums.applyAsLong(Count.WORK_EXPECTED)),
        workDone);
  }

  /** Forgets the run before. */
  public static void reset() {
    COUNTS.clear();
  }
}
