package io.autocut.runners.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
   * @param folder the archive's, which is of one job
   * @throws IOException when there is no such archive after ten seconds
   */
  public static ShuffleFigures read(Path folder) throws IOException, InterruptedException {
    for (int look = 0; look < LOOKS; look++) {
      Optional<JsonNode> archive = whole(folder);
      if (archive.isPresent()) {
        return of(archive.get());
      }
      Thread.sleep(MILLIS_A_LOOK);
    }
    throw new IOException(folder + ": Flink has archived no job");
  }

  /** Empty while it is not there or not complete. */
  private static Optional<JsonNode> whole(Path folder) throws IOException {
    Optional<Path> job;
    try (Stream<Path> files = Files.list(folder)) {
      job = files.findAny();
    }
    try {
      return job.isEmpty()
          ? Optional.empty()
          : Optional.of(JSON.readTree(Files.readString(job.get())))
              .filter(read -> !read.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static ShuffleFigures of(JsonNode archive) throws IOException {
    long records = 0;
    long bytes = 0;
    for (JsonNode page : archive.path("archive")) {
      if (page.path("path").asText().matches("/jobs/[0-9a-f]+")) {
        for (JsonNode vertex : JSON.readTree(page.path("json").asText()).path("vertices")) {
          records += vertex.path("metrics").path("write-records").asLong();
          bytes += vertex.path("metrics").path("write-bytes").asLong();
        }
      }
    }
    return new ShuffleFigures(records, bytes);
  }
}
