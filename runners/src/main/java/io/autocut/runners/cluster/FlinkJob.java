package io.autocut.runners.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.autocut.progress.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.util.VarInt;

/**
 * One job of a cluster, known by the name that it was given.
 *
 * <p>Questions about a job that the cluster does not know yet have empty answers.
 */
public final class FlinkJob {
  /** The end of the name of a metric of an operator: namespace and name of Beam's counter. */
  private static final Pattern METRIC =
      Pattern.compile(".*\\." + Progress.NAMESPACE + "_(\\w+)", Pattern.DOTALL);

  private final FlinkRest cluster;
  private final String name;
  private Optional<String> id = Optional.empty();

  public FlinkJob(FlinkRest cluster, String name) {
    this.cluster = cluster;
    this.name = name;
  }

  /**
   * The sums of AutoCut's counters over all workers since the job last began.
   *
   * <p>Beam shows the counters of a task as metrics while it runs, and as accumulators once it has
   * ended; for a while a task that has ended has both (measured). Of each vertex, whose tasks end
   * at about the same time, the larger of the two counts.
   */
  public Map<String, Long> counters() throws IOException, InterruptedException {
    Map<String, Long> sums = new HashMap<>();
    Optional<String> job = id();
    if (job.isPresent()) {
      for (FlinkRest.Vertex vertex : cluster.vertices(job.get())) {
        Map<String, Long> counters = new HashMap<>();
        for (JsonNode beam : cluster.accumulators(job.get(), vertex)) {
          addEnded(beam, counters);
        }
        if (!vertex.hasEnded()) {
          running(job.get(), vertex).forEach((name, sum) -> counters.merge(name, sum, Math::max));
        }
        counters.forEach((name, sum) -> sums.merge(name, sum, Long::sum));
      }
    }
    return sums;
  }

  /** Whether the cluster says of all its tasks that they have ended. */
  public boolean hasEnded() throws IOException, InterruptedException {
    Optional<String> job = id();
    return job.isPresent()
        && cluster.vertices(job.get()).stream().allMatch(FlinkRest.Vertex::hasEnded);
  }

  private static void addEnded(JsonNode beam, Map<String, Long> sums) throws IOException {
    for (JsonNode counter : beam.path("metrics").path("attempted")) {
      if (counter.path("labels").path("NAMESPACE").asText().equals(Progress.NAMESPACE)) {
        byte[] value = counter.path("payload").binaryValue();
        sums.merge(
            counter.path("labels").path("NAME").asText(),
            VarInt.decodeLong(new ByteArrayInputStream(value)),
            Long::sum);
      }
    }
  }

  private Map<String, Long> running(String job, FlinkRest.Vertex vertex)
      throws IOException, InterruptedException {
    Map<String, Long> sums = new HashMap<>();
    List<String> ours = new ArrayList<>();
    for (JsonNode metric : cluster.metrics(job, vertex)) {
      if (METRIC.matcher(metric.path("id").asText()).matches()) {
        ours.add(metric.path("id").asText());
      }
    }
    if (!ours.isEmpty()) {
      for (JsonNode metric : cluster.sums(job, vertex, ours)) {
        Matcher counter = METRIC.matcher(metric.path("id").asText());
        if (counter.matches()) {
          sums.merge(counter.group(1), metric.path("sum").asLong(), Long::sum);
        }
      }
    }
    return sums;
  }

  /** How many slots more than the cluster has it needs to run; 0 when it runs, or may. */
  public int missingSlots() throws IOException, InterruptedException {
    Optional<String> job = id();
    if (job.isEmpty()) {
      return 0;
    }
    int has = cluster.workers().stream().mapToInt(FlinkRest.Worker::slots).sum();
    int needs =
        cluster.vertices(job.get()).stream()
            .filter(vertex -> !vertex.hasEnded())
            .mapToInt(FlinkRest.Vertex::parallelism)
            .max()
            .orElse(0);
    return Math.max(0, needs - has);
  }

  /** Asks the cluster to end it. */
  public void cancel() throws IOException, InterruptedException {
    Optional<String> job = id();
    if (job.isPresent()) {
      cluster.cancel(job.get());
    }
  }

  private synchronized Optional<String> id() throws IOException, InterruptedException {
    if (id.isEmpty()) {
      id = cluster.jobNamed(name);
    }
    return id;
  }

  @Override
  public String toString() {
    return "job " + name + " on " + cluster.address();
  }
}
