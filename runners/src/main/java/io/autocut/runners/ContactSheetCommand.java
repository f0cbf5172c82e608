package io.autocut.runners;

import io.autocut.assembly.FilmPlace;
import io.autocut.exports.page.ContactSheet;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.FilmStills;
import io.autocut.schemas.Fit;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.PictureWishes;
import io.autocut.segments.FfmpegSegments;
import io.autocut.segments.PlanStills;
import io.autocut.store.Fingerprint;
import io.autocut.store.Uris;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows all shots of a plan in one picture. */
@Command(
    name = "contact-sheet",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes the first picture of every shot of a plan on one sheet, in the order of the film, as the"
          + " film shows them. Nothing is cut for it.",
      "",
      "Clips must have been analysed: 'autocut plan' and 'autocut render' do that."
    },
    footer = {"", "Example:", "  autocut contact-sheet holiday.edl.json --output holiday.png"})
final class ContactSheetCommand implements Callable<Integer> {
  @Mixin private PlanArgument plan;

  @Option(
      names = "--output",
      paramLabel = "FILE.png",
      required = true,
      description = "Where the sheet goes.")
  private Path output;

  @Mixin private RunArguments run;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (!output.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new UsageException("--output must end in .png: " + output);
    }
    EditDecisionList list = plan.read();
    WorkerContext context = run.context();
    requireItsClips(list, context);
    FilmStills stills =
        new PlanStills(context, FfmpegSegments::new, context.ffmpeg())
            .of(list, profile(list, context));
    int shots = list.getEvents().size();
    int seen = stills.getShots().size();
    if (seen == 0) {
      throw new IOException(
          "No shot of "
              + plan.file()
              + " can be shown: its clips are gone, or were not analysed with this store. Run"
              + " 'autocut render --plan' or 'autocut plan' first.");
    }
    new FilmPlace(output.toAbsolutePath().toString())
        .put(ScratchFolder.create(), file -> ContactSheet.write(stills.getShots(), file));
    spec.commandLine().getOut().printf("%s: %d of %d shots%n", output, seen, shots);
    spec.commandLine().getOut().flush();
    return seen == shots ? ExitCode.ALL_MADE : ExitCode.SOME_FAILED;
  }

  /** Pictures of other clips must not be kept as those of these; those that are gone have none. */
  private static void requireItsClips(EditDecisionList list, WorkerContext context)
      throws IOException, UsageException {
    Map<String, String> found = new HashMap<>();
    for (Event event : list.getEvents()) {
      String uri = event.getClipUri();
      if (Uris.isLocal(uri) && !Files.isRegularFile(Uris.localPath(uri))) {
        continue;
      }
      if (!found.containsKey(uri)) {
        found.put(uri, Fingerprint.ofClip(context.sources().local(uri)));
      }
      if (!found.get(uri).equals(event.getClipFingerprint())) {
        throw new UsageException(uri + " is not the clip that the plan was made of.");
      }
    }
  }

  private static OutputProfile profile(EditDecisionList list, WorkerContext context) {
    Fit fit =
        Optional.ofNullable(list.getRequest())
            .map(request -> request.getPicture())
            .map(PictureWishes::getFit)
            .orElse(Fit.BARS);
    return OutputProfile.newBuilder()
        .setCanvas(list.getCanvas())
        .setEditRate(list.getEditRate())
        .setVideoEncoder(context.encoder().ffmpegName())
        .setFit(fit)
        .build();
  }
}
