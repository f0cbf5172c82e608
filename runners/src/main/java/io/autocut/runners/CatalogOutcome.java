package io.autocut.runners;

import io.autocut.archive.CatalogFolder;
import io.autocut.json.PlainJson;
import io.autocut.media.Failures;
import io.autocut.schemas.CatalogReport;
import io.autocut.schemas.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What came of an index, by the report that it left in its catalogue. */
final class CatalogOutcome implements Outcome {
  private static final int MOST_LISTED = 5;

  private final String catalogue;

  /**
   * @param catalogue the folder of the catalogue
   */
  CatalogOutcome(String catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public int tell(PrintWriter out, PrintWriter err) throws IOException {
    CatalogFolder written =
        CatalogFolder.find(catalogue).orElseThrow(() -> new IOException(catalogue + " is gone"));
    try (var bytes =
        written.report().read().orElseThrow(() -> new IOException("no report at " + catalogue))) {
      String json = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
      return tell(PlainJson.parse(json, CatalogReport.class), out);
    }
  }

  private static int tell(CatalogReport report, PrintWriter out) {
    out.println(
        "%s: %d clips: %d new, %d changed, %d unchanged; %d gone."
            .formatted(
                report.getCatalogue(),
                report.getClips(),
                report.getAdded(),
                report.getChanged(),
                report.getUnchanged(),
                report.getGone()));
    out.println(
        "  Written: %d of %d partitions."
            .formatted(report.getPartitionsWritten(), report.getPartitions()));
    if (report.getUnusable() > 0) {
      out.println("  Cannot be used: %d.".formatted(report.getUnusable()));
      List<Failure> shown = report.getFailures().stream().limit(MOST_LISTED).toList();
      shown.forEach(failure -> out.println("    " + line(failure)));
      if (report.getUnusable() > shown.size()) {
        out.println("    … and %d more.".formatted(report.getUnusable() - shown.size()));
      }
    }
    out.println("  Report: " + report.getCatalogue() + "/index.report.json");
    out.flush();
    boolean nothing = report.getClips() > 0 && report.getUnusable() == report.getClips();
    return report.getUnusable() == 0
        ? ExitCode.ALL_MADE
        : nothing ? ExitCode.NOTHING_MADE : ExitCode.SOME_FAILED;
  }

  private static String line(Failure failure) {
    String message = failure.getMessage();
    return message.startsWith(Failures.nameOf(failure.getUri()))
        ? message
        : Failures.nameOf(failure.getUri()) + ": " + message;
  }
}
