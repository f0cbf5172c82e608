package io.autocut.runners.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the tasks of a job have sent to each other, whether over the network or within a JVM.
 *
 * @param records how many
 * @param bytes as they were sent, keys and Flink's own headers included
 */
public record ShuffleFigures(long records, long bytes) {
  private static final int LOOKS = 100;
  private static final long MILLIS_A_LOOK = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads what Flink has archived of the job that has ended; waits for it, as Flink writes it
   * afterwards ({@code jobmanager.archive.fs.dir}). Source: Flink's "History Server" page, version
   * 1.19.
   *
   * @param folder the archive's
   */
  public static ShuffleFigures read(Path folder) throws IOException, InterruptedException {
    for (long i = 0; isEmpty(folder) && i < LOOKS; i++) {
      Thread.sleep(MILLIS_A_LOOK);
    }
    long records = 0;
    long bytes = 0;
    for (JsonNode vertex : vertices(folder)) {
      records += vertex.path("metrics").path("write-records").asLong();
      bytes += vertex.path("metrics").path("write-bytes").asLong();
    }
    return new ShuffleFigures(records, bytes);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static List<JsonNode> vertices(Path folder) throws IOException {
    List<Path> jobs;
    try (Stream<Path> files = Files.list(folder)) {
      jobs = files.toList();
    }
    List<JsonNode> vertices = new java.util.ArrayList<>();
    for (Path job : jobs) {
      for (JsonNode page : JSON.readTree(job.toFile()).path("archive")) {
        if (page.path("path").asText().matches("/jobs/[0-9a-f]+")) {
          JSON.readTree(page.path("json").asText()).path("vertices").forEach(vertices::add);
        }
      }
    }
    return vertices;
  }
}
