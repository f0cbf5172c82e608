package io.autocut.runners;

import io.autocut.assembly.FilmPlace;
import io.autocut.exports.interchange.EditedFile;
import io.autocut.ingest.IngestException;
import io.autocut.ingest.PlanFile;
import io.autocut.json.PlainJson;
import io.autocut.schemas.EditDecisionList;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes back a plan that was edited elsewhere. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a plan of an OpenTimelineIO file or an EDL that 'autocut export' wrote and an editing"
          + " program changed: shots that were trimmed, moved, left out or exchanged.",
      "",
      "Shots that were not touched stay exactly as they were. 'autocut render --plan' cuts the film."
    },
    footer = {
      "",
      "Examples:",
      "  autocut import edited.otio --output edited.edl.json",
      "  autocut import edited.edl --plan holiday.edl.json --output edited.edl.json"
    })
final class ImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "EDITED", description = "An .otio or .edl file.")
  private Path edited;

  @Option(
      names = "--plan",
      paramLabel = "PLAN.edl.json",
      description =
          "The plan that was exported. An .otio file holds it itself, as long as its editor keeps"
              + " metadata.")
  private Path plan;

  @Option(
      names = "--output",
      paramLabel = "FILE.edl.json",
      required = true,
      description = "Where the plan goes.")
  private Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (!output.toString().endsWith(".json")) {
      throw new UsageException("--output must end in .json: " + output);
    }
    EditDecisionList list = read();
    new FilmPlace(output.toAbsolutePath().toString())
        .put(
            ScratchFolder.create(),
            file -> Files.writeString(file, PlainJson.pretty(list), StandardCharsets.UTF_8));
    spec.commandLine()
        .getOut()
        .println(
            output + ": " + list.getEvents().size() + " shots, " + list.getFrames() + " frames");
    spec.commandLine().getOut().flush();
    return ExitCode.ALL_MADE;
  }

  private EditDecisionList read() throws UsageException {
    try {
      Optional<EditDecisionList> original =
          plan == null ? Optional.empty() : Optional.of(PlanFile.read(plan));
      return new EditedFile(edited).plan(original);
    } catch (IngestException e) {
      throw UsageException.of(e);
    }
  }
}
