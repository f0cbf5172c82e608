package io.autocut.runners.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What AutoCut asks the REST interface of a Flink cluster.
 *
 * <p>Every question has a deadline of some seconds and throws {@link IOException} when the cluster
 * does not answer. Safe for several threads. Source: Flink's "REST API" page, version 1.19.
 */
public final class FlinkRest {
  private static final Logger LOG = LoggerFactory.getLogger(FlinkRest.class);
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final String BEAM_ACCUMULATOR = "__metricscontainers";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A worker that has reported to the cluster. */
  public record Worker(String id, int slots, int freeSlots) {}

  /** A part of a job, as many tasks as its parallelism. */
  record Vertex(String id, int parallelism, boolean hasEnded) {}

  private final FlinkAddress address;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(DEADLINE).build();

  public FlinkRest(FlinkAddress address) {
    this.address = address;
  }

  public FlinkAddress address() {
    return address;
  }

  /** The workers that the cluster counts on now. */
  public List<Worker> workers() throws IOException, InterruptedException {
    List<Worker> workers = new ArrayList<>();
    for (JsonNode worker : get("/taskmanagers").path("taskmanagers")) {
      workers.add(
          new Worker(
              worker.path("id").asText(),
              worker.path("slotsNumber").asInt(),
              worker.path("freeSlots").asInt()));
    }
    return workers;
  }

  /** Whether every process of the cluster was started with the classes of that identity. */
  public boolean hasClasses(String identity) throws IOException, InterruptedException {
    return StreamSupport.stream(get("/jobmanager/config").spliterator(), false)
        .filter(entry -> entry.path("key").asText().equals(ClusterSettings.CLASS_PATH_KEY))
        .anyMatch(entry -> entry.path("value").asText().equals(identity));
  }

  /** The id of the newest job of that name. */
  public Optional<String> jobNamed(String name) throws IOException, InterruptedException {
    return StreamSupport.stream(get("/jobs/overview").path("jobs").spliterator(), false)
        .filter(job -> job.path("name").asText().equals(name))
        .max(Comparator.comparingLong(job -> job.path("start-time").asLong()))
        .map(job -> job.path("jid").asText());
  }

  /** The vertices of a job. */
  List<Vertex> vertices(String job) throws IOException, InterruptedException {
    List<Vertex> vertices = new ArrayList<>();
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      vertices.add(
          new Vertex(
              vertex.path("id").asText(),
              vertex.path("parallelism").asInt(),
              vertex.path("status").asText().equals("FINISHED")));
    }
    return vertices;
  }

  /** What Beam has counted in those tasks of a vertex that have ended. */
  List<JsonNode> accumulators(String job, Vertex vertex) throws IOException, InterruptedException {
    List<JsonNode> accumulators = new ArrayList<>();
    JsonNode answer = get("/jobs/" + job + "/vertices/" + vertex.id() + "/accumulators");
    for (JsonNode entry : answer.path("user-accumulators")) {
      if (entry.path("name").asText().equals(BEAM_ACCUMULATOR)) {
        accumulators.add(JSON.readTree(entry.path("value").asText()));
      }
    }
    return accumulators;
  }

  /** The names of the metrics of a vertex. */
  JsonNode metrics(String job, Vertex vertex) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/vertices/" + vertex.id() + "/subtasks/metrics");
  }

  /** Metrics of a vertex, each summed over its subtasks. */
  JsonNode sums(String job, Vertex vertex, List<String> metrics)
      throws IOException, InterruptedException {
    String names = URLEncoder.encode(String.join(",", metrics), StandardCharsets.UTF_8);
    return get(
        "/jobs/" + job + "/vertices/" + vertex.id() + "/subtasks/metrics?agg=sum&get=" + names);
  }

  /** Asks the cluster to end a job; it may have ended already. */
  public void cancel(String job) throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(address.resolve("/jobs/" + job + "?mode=cancel"))
            .method("PATCH", BodyPublishers.noBody()));
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(address.resolve(path)).GET());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "the Flink cluster at "
              + address
              + " answers "
              + path
              + " with status "
              + answer.statusCode());
    }
    return JSON.readTree(answer.body());
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try {
      return client.send(request.timeout(DEADLINE).build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      LOG.info("{} does not answer", address, e);
      throw new IOException(
          "no Flink cluster answers at "
              + address
              + ": 'autocut cluster status' shows this machine's");
    }
  }
}
