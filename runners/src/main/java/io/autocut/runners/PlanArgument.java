package io.autocut.runners;

import io.autocut.ingest.AllowedPaths;
import io.autocut.ingest.IngestException;
import io.autocut.ingest.PlanFile;
import io.autocut.ingest.PlanForm;
import io.autocut.schemas.EditDecisionList;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The plan whose media a verb looks at; not to be trusted. */
final class PlanArgument {
  @Parameters(
      index = "0",
      paramLabel = "PLAN.edl.json",
      description = "As 'autocut plan' or 'autocut render' wrote it, or you edited it.")
  private Path file;

  @Option(
      names = "--allow-scheme",
      paramLabel = "SCHEME",
      description =
          "Lets the plan name clips and music by URIs of this scheme, for example s3; local files"
              + " alone if not given.")
  private List<String> schemes = List.of();

  Path file() {
    return file;
  }

  EditDecisionList read() throws UsageException {
    try {
      EditDecisionList plan = PlanFile.read(file);
      PlanForm.check(plan, AllowedPaths.everyLocalPath().withSchemes(schemes));
      return plan;
    } catch (IngestException | IllegalArgumentException e) {
      throw new UsageException("plan " + file + ": " + e.getMessage(), e);
    }
  }
}
