package io.autocut.runners;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autocut.progress.Progress.Snapshot;
import io.autocut.progress.Progress.Stage;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/** One JSON object a line for programs: whenever something has changed; the last one is done. */
final class ProgressJson implements ProgressView {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Snapshot NONE = new Snapshot(0, 0, 0, 0, 0);

  private final PrintWriter out;
  private Optional<ProgressMoment> shown = Optional.empty();

  ProgressJson(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void show(ProgressMoment moment) {
    boolean news =
        shown
            .map(
                before ->
                    !before.stages().equals(moment.stages())
                        || before.slow().size() != moment.slow().size()
                        || !before.hindrance().equals(moment.hindrance()))
            .orElse(true);
    if (news && !moment.stages().isEmpty()) {
      print(moment, Math.min(99, Math.floor(100 * moment.share())), false);
    }
  }

  @Override
  public void showLast(ProgressMoment moment) {
    print(moment, 100, true);
  }

  private void print(ProgressMoment moment, double percent, boolean done) {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("elapsedMillis", moment.elapsed().toMillis());
    line.put("percent", (int) percent);
    line.put("done", done);
    if (done) {
      line.put("etaMillis", 0);
    } else {
      moment.remaining().ifPresent(left -> line.put("etaMillis", left.toMillis()));
    }
    if (moment.stages().containsKey(Stage.PLANNING)) {
      Snapshot pages = moment.stages().getOrDefault(Stage.PAGE, NONE);
      line.putObject("films")
          .put("expected", moment.stages().get(Stage.PLANNING).expected())
          .put("made", pages.done());
    }
    ObjectNode stages = line.putObject("stages");
    moment
        .stages()
        .forEach(
            (stage, snapshot) ->
                stages
                    .putObject(name(stage))
                    .put("expected", snapshot.expected())
                    .put("done", snapshot.done())
                    .put("reused", snapshot.reused()));
    if (!moment.slow().isEmpty()) {
      ArrayNode slow = line.putArray("slow");
      for (SlowWork work : moment.slow()) {
        slow.addObject()
            .put("stage", work.stage())
            .put("name", work.name())
            .put("millis", work.soFar().toMillis());
      }
    }
    moment.hindrance().ifPresent(why -> line.put("hindrance", why));
    try {
      out.println(MAPPER.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    out.flush();
    shown = Optional.of(moment);
  }

  private static String name(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }
}
