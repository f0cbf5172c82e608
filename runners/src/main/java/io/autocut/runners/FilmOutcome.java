package io.autocut.runners;

import com.google.common.base.Strings;
import io.autocut.assembly.RunLabel;
import io.autocut.exports.RunReports;
import io.autocut.exports.WriteReports;
import io.autocut.json.PlainJson;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.RunReport;
import io.autocut.store.RemoteFile;
import io.autocut.store.Uris;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What came of the montages of a run, by the reports beside them. */
final class FilmOutcome implements Outcome {
  private final List<MontageRequest> requests;
  private final RunLabel label;
  private final Instant begin;

  private FilmOutcome(List<MontageRequest> requests, RunLabel label, Instant begin) {
    this.requests = List.copyOf(requests);
    this.label = label;
    this.begin = begin;
  }

  /** Of a run that is about to begin. */
  static FilmOutcome awaited(List<MontageRequest> requests, RunLabel label) {
    return new FilmOutcome(requests, label, Instant.now());
  }

  /**
   * Says what came of each; no report is a film that was not made.
   *
   * @return the exit code
   */
  @Override
  public int tell(PrintWriter out, PrintWriter err) throws IOException {
    List<MontageReport> reports = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (MontageRequest request : requests) {
      Optional<MontageReport> report = report(request);
      report.ifPresentOrElse(reports::add, () -> silent.add(request.getOutput()));
    }
    Summary summary = new Summary(out);
    reports.forEach(summary::print);
    silent.forEach(
        output ->
            err.println(
                output
                    + ": not made, and no report could be written there: is its folder writable?"));
    long made = reports.stream().filter(MontageReport::getMade).count();
    if (requests.size() > 1) {
      out.println(made + " of " + requests.size() + " made.");
      tellOfTheRun(reports, summary, err);
    }
    out.flush();
    return made == requests.size()
        ? ExitCode.ALL_MADE
        : made > 0 ? ExitCode.SOME_FAILED : ExitCode.NOTHING_MADE;
  }

  /** Films that were made are not lost by a report that cannot be written. */
  private void tellOfTheRun(List<MontageReport> reports, Summary summary, PrintWriter err) {
    if (reports.isEmpty()) {
      return;
    }
    Duration wall = Duration.between(begin, Instant.now());
    RunReport report = RunReports.of(label.runId(), reports, label.price(), wall);
    String folder = commonFolder(requests.stream().map(MontageRequest::getOutput).toList());
    try {
      summary.print(report, RunReports.write(report, reports, folder, ScratchFolder.create()));
    } catch (IOException e) {
      err.println(folder + ": no report on the whole run could be written: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The deepest folder that all lie in, if one of them lies there itself, as films go nowhere else;
   * else that of the first.
   */
  private static String commonFolder(List<String> files) {
    String common = folderOf(files.stream().reduce(Strings::commonPrefix).orElseThrow());
    List<String> folders = files.stream().map(FilmOutcome::folderOf).toList();
    return folders.contains(common) ? common : folders.get(0);
  }

  private static String folderOf(String file) {
    return file.substring(0, file.lastIndexOf('/') + 1);
  }

  /**
   * The report that this run wrote, or another one on the same film while this one ran; that of an
   * earlier run does not count.
   */
  private Optional<MontageReport> report(MontageRequest request) throws IOException {
    String place = WriteReports.reportOf(request.getOutput());
    try {
      byte[] json =
          Uris.isLocal(place)
              ? Files.readAllBytes(Uris.localPath(place))
              : RemoteFile.of(place).read();
      MontageReport report =
          PlainJson.parse(new String(json, StandardCharsets.UTF_8), MontageReport.class);
      boolean current =
          report.getRunId().equals(label.runId())
              || Uris.isLocal(place)
                  && Files.getLastModifiedTime(Uris.localPath(place))
                          .compareTo(FileTime.from(begin))
                      > 0;
      return current ? Optional.of(report) : Optional.empty();
    } catch (java.io.FileNotFoundException | java.nio.file.NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
