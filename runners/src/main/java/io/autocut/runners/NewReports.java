package io.autocut.runners;

import io.autocut.json.PlainJson;
import io.autocut.json.PlainJsonException;
import io.autocut.schemas.MontageReport;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands on each report that one run writes into a folder, once it is there. */
final class NewReports implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NewReports.class);
  private static final long PERIOD_SECONDS = 1;

  private final Path folder;
  private final String runId;
  private final Consumer<MontageReport> reader;
  private final Map<Path, FileTime> known = new HashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "reports");
            thread.setDaemon(true);
            return thread;
          });

  private NewReports(Path folder, String runId, Consumer<MontageReport> reader) {
    this.folder = folder;
    this.runId = runId;
    this.reader = reader;
  }

  static NewReports in(Path folder, String runId, Consumer<MontageReport> reader) {
    NewReports reports = new NewReports(folder, runId, reader);
    reports.clock.scheduleWithFixedDelay(
        reports::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    return reports;
  }

  private void look() {
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> reports =
          files.filter(file -> file.toString().endsWith(".report.json")).sorted().toList();
      for (Path report : reports) {
        FileTime time = Files.getLastModifiedTime(report);
        if (!time.equals(known.put(report, time))) {
          read(report);
        }
      }
    } catch (IOException | RuntimeException e) {
      // The next look may find what was being moved when this one came.
      LOG.info("{} was not read whole: {}", folder, e.toString());
    }
  }

  private void read(Path file) throws IOException {
    try {
      MontageReport report = PlainJson.parse(Files.readString(file), MontageReport.class);
      if (report.getRunId().equals(runId)) {
        reader.accept(report);
      }
    } catch (PlainJsonException e) {
      LOG.info("{} is another program's: {}", file, e.toString());
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    look();
  }
}
