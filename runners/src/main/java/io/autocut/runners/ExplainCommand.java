package io.autocut.runners;

import io.autocut.ingest.IngestException;
import io.autocut.ingest.PlanFile;
import io.autocut.ingest.PlanForm;
import io.autocut.ingest.TimeSpec;
import io.autocut.media.Failures;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.RunnerUp;
import io.autocut.schemas.ScorePart;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells why a shot of a film is the one it is. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Tells why a shot stands in a plan: what speaks for it, and what nearly stood there.",
    footer = {
      "",
      "Examples:",
      "  autocut explain holiday.edl.json 12",
      "  autocut explain holiday.edl.json 0:31.5"
    })
final class ExplainCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "PLAN.edl.json", description = "The plan of the film.")
  private Path plan;

  @Parameters(
      index = "1",
      paramLabel = "SHOT",
      description = "Its number, the first is 1; or a time of the film as 0:31.5.")
  private String shot;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws UsageException {
    try {
      EditDecisionList list = PlanFile.read(plan);
      PlanForm.check(list);
      print(list, event(list));
      return ExitCode.ALL_MADE;
    } catch (IngestException | IllegalArgumentException e) {
      throw UsageException.of(e);
    }
  }

  private Event event(EditDecisionList list) throws UsageException {
    int shots = list.getEvents().size();
    if (shot.matches("\\d{1,9}")) {
      int number = Integer.parseInt(shot);
      if (number < 1 || number > shots) {
        throw new UsageException("There is no shot " + number + ": the film has " + shots + ".");
      }
      return list.getEvents().get(number - 1);
    }
    RationalTime time = RationalTime.ofMillis(TimeSpec.parseMillis(shot));
    FrameRate rate = FrameRate.of(list.getEditRate());
    return list.getEvents().stream()
        .filter(event -> rate.timeOf(event.getRecordOut()).compareTo(time) > 0)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no shot at %s: the film ends at %s."
                        .formatted(shot, clock(rate.timeOf(list.getFrames())))));
  }

  private void print(EditDecisionList list, Event event) {
    PrintWriter out = spec.commandLine().getOut();
    FrameRate rate = FrameRate.of(list.getEditRate());
    out.printf(
        Locale.ROOT,
        "Shot %d of %d, %s to %s (frames %d to %d)%n",
        event.getIndex() + 1,
        list.getEvents().size(),
        clock(rate.timeOf(event.getRecordIn())),
        clock(rate.timeOf(event.getRecordOut())),
        event.getRecordIn(),
        event.getRecordOut() - 1);
    out.printf("  Clip: %s%n", event.getClipUri());
    out.printf("  Shown of it: %s%n", range(event.getSourceIn(), event.getSourceOut()));
    out.printf("  Begins: %s%n", begins(list, event, rate));
    out.printf(Locale.ROOT, "  Score: %.3f. %s%n", event.getScore(), event.getReason());
    for (ScorePart part : event.getParts()) {
      out.printf(Locale.ROOT, "    %-12s %+.3f%n", part.getName(), part.getPoints());
    }
    for (RunnerUp other : event.getRunnersUp()) {
      out.printf(
          Locale.ROOT,
          "  Nearly: %s, %s; the film would lose %.3f. %s%n",
          Failures.nameOf(other.getClipUri()),
          range(other.getSourceIn(), other.getSourceOut()),
          other.getLoss(),
          other.getReason());
    }
    out.flush();
  }

  private static String begins(EditDecisionList list, Event event, FrameRate rate) {
    String how = event.getTransition().name().toLowerCase(Locale.ROOT);
    if (event.getIndex() == 0) {
      return "with the film (" + how + ")";
    }
    String on =
        switch (event.getPulse()) {
          case BEAT -> "on beat " + event.getBeatIndex() + " of the music";
          case ONSET -> "on a strong onset, for the beat is not to be trusted there";
          case EVEN -> "on an even pulse, for nothing is heard to begin there";
          case START, UNKNOWN -> "on no beat";
        };
    RationalTime pulse = RationalTime.of(list.getBeatTimes().get(event.getIndex()));
    double off = rate.timeOf(event.getRecordIn()).minus(pulse).toMicros() / 1e3;
    return String.format(Locale.ROOT, "%s, %+.1f ms from it (%s)", on, off, how);
  }

  private static String range(ExactSeconds in, ExactSeconds out) {
    return clock(RationalTime.of(in)) + " to " + clock(RationalTime.of(out));
  }

  private static String clock(RationalTime time) {
    long millis = time.toTicks(1, 1000);
    return String.format(
        Locale.ROOT, "%d:%02d.%03d", millis / 60_000, millis / 1000 % 60, millis % 1000);
  }
}
