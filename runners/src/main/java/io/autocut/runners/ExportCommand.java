package io.autocut.runners;

import io.autocut.assembly.FilmPlace;
import io.autocut.exports.HandoffFiles;
import io.autocut.exports.interchange.Handoff;
import io.autocut.exports.interchange.InterchangeFormat;
import io.autocut.exports.interchange.MediaPaths;
import io.autocut.exports.interchange.UnwritableException;
import io.autocut.ingest.IngestException;
import io.autocut.pipelines.FilmWords;
import io.autocut.schemas.EditDecisionList;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Hands a plan off to editing programs. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a plan in the formats of editing programs: the clips with their handles, the music on a"
          + " track of its own, beats and sections as markers.",
      "",
      "What was edited there comes back with 'autocut import'."
    },
    footer = {
      "",
      "Examples:",
      "  autocut export holiday.edl.json --format otio",
      "  autocut export holiday.edl.json --format fcpxml,edl,mlt --output handoff/ --paths relative"
    })
final class ExportCommand implements Callable<Integer> {
  private static final String PLAN = ".edl.json";

  @Mixin private PlanArgument plan;

  @Option(
      names = "--format",
      paramLabel = "LIST",
      required = true,
      description = "otio, fcpxml, edl, mlt, or several with commas.")
  private String format;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "The folder for the files. Default: that of the plan.")
  private Path output;

  @Option(
      names = "--paths",
      paramLabel = "absolute|relative",
      description =
          "How clips and music are named: by whole paths, or counted from the folder of the files, so"
              + " that all can be moved together. Default: ${DEFAULT-VALUE}.")
  private MediaPaths.Style paths = MediaPaths.Style.ABSOLUTE;

  @Mixin private RunArguments run;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<InterchangeFormat> formats = formats();
    EditDecisionList list = plan.read();
    Path folder =
        output == null ? plan.file().toAbsolutePath().getParent() : output.toAbsolutePath();
    WorkerContext context = run.context();
    Handoff handoff =
        new HandoffFiles(context, context.ffmpeg())
            .of(name(), list, new PlanBeats(context).of(list), paths.from(folder));
    return write(handoff, formats, folder);
  }

  private List<InterchangeFormat> formats() throws UsageException {
    try {
      List<InterchangeFormat> formats = FilmWords.handoffs(format);
      if (formats.isEmpty()) {
        throw new UsageException("--format names no format: otio, fcpxml, edl or mlt.");
      }
      return formats;
    } catch (IngestException e) {
      throw new UsageException(e.getMessage().replace("\"export\"", "--format") + ".", e);
    }
  }

  private String name() {
    String file = plan.file().getFileName().toString();
    return file.endsWith(PLAN) ? file.substring(0, file.length() - PLAN.length()) : file;
  }

  private int write(Handoff handoff, List<InterchangeFormat> formats, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    PrintWriter out = spec.commandLine().getOut();
    int written = 0;
    for (InterchangeFormat one : formats) {
      Path file = folder.resolve(name() + one.ending());
      try {
        HandoffFiles.put(handoff, one, new FilmPlace(file.toString()), ScratchFolder.create());
        out.println(file);
        written++;
      } catch (UnwritableException e) {
        spec.commandLine().getErr().println(file + " was not written: " + e.getMessage() + ".");
      }
    }
    out.flush();
    return written == formats.size()
        ? ExitCode.ALL_MADE
        : written > 0 ? ExitCode.SOME_FAILED : ExitCode.NOTHING_MADE;
  }
}
