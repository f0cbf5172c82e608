package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.json.PlainJson;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.StageWork;
import io.autocut.schemas.Transition;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Films are made again from their plans, and only what has changed is computed. */
final class ReprocessTest {
  @TempDir static Path folder;
  private static Footage footage;

  @BeforeAll
  static void renderOnce() throws Exception {
    footage = Footage.in(folder);
    Files.writeString(footage.clips().resolve("broken.mov"), "no video");
    CommandRun run =
        CommandRun.of(
            "render",
            "--clips",
            footage.clips().toString(),
            "--music",
            footage.music().toString(),
            "--output",
            folder.resolve("film.mp4").toString(),
            "--duration",
            "10",
            "--exclude",
            footage.clip(4).toString(),
            "--store",
            store().toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
  }

  private static Path store() {
    return folder.resolve("store");
  }

  private static Path plan() {
    return folder.resolve("film.edl.json");
  }

  private static CommandRun reprocess(Path plan, String output, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "reprocess",
                plan.toString(),
                "--output",
                folder.resolve(output).toString(),
                "--store",
                store().toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(new String[0]));
  }

  /** Elements of a stage that were computed. */
  private static long computed(String output, String stage) throws IOException {
    MontageReport report =
        PlainJson.parse(
            Files.readString(folder.resolve(output).resolve("film.report.json")),
            MontageReport.class);
    return report.getStages().stream()
        .filter(work -> work.getStage().equals(stage))
        .mapToLong((StageWork work) -> work.getElements() - work.getReused())
        .sum();
  }

  private static EditDecisionList list(Path file) throws IOException {
    return PlainJson.parse(Files.readString(file), EditDecisionList.class);
  }

  private static Map<Path, FileTime> files(Path root) throws IOException {
    Map<Path, FileTime> files = new TreeMap<>();
    try (var found = Files.walk(root)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(file, Files.getLastModifiedTime(file));
      }
    }
    return files;
  }

  @Test
  void withoutAnyChangeThePlanIsTheSameAndNothingIsComputed() throws Exception {
    CommandRun run = reprocess(plan(), "same");

    assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(folder.resolve("same/film.edl.json")).hasSameBinaryContentAs(plan());
    assertThat(computed("same", "analysis")).isZero();
    assertThat(computed("same", "music")).isZero();
    assertThat(computed("same", "segments")).isZero();
  }

  @Test
  void anotherTemplateReusesAllAnalysesAndBeats() throws Exception {
    CommandRun run = reprocess(plan(), "dramatic", "--template", "dramatic", "--seed", "3");

    assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(computed("dramatic", "analysis")).isZero();
    assertThat(computed("dramatic", "music")).isZero();
    EditDecisionList again = list(folder.resolve("dramatic/film.edl.json"));
    assertThat(again.getTemplate()).isEqualTo("dramatic");
    assertThat(again.getSeed()).isEqualTo(3);
    assertThat(again.getOffered()).isEqualTo(list(plan()).getOffered()).hasSize(7);
    // What was wished then still holds.
    assertThat(again.getEvents())
        .noneMatch(event -> event.getClipUri().equals(footage.clip(4).toString()));
    assertThat(again.getRequest().getWishes().getDurationMillis()).isEqualTo(10_000);
  }

  @Test
  void dryRunTellsWhatWouldBeComputedAndWritesNothing() throws Exception {
    Map<Path, FileTime> before = files(folder);

    CommandRun same = reprocess(plan(), "dry", "--dry-run");
    CommandRun other = reprocess(plan(), "dry", "--dry-run", "--canvas", "9:16");
    CommandRun forced = reprocess(plan(), "dry", "--dry-run", "--force");

    assertThat(same.exitCode()).as(same.err()).isEqualTo(ExitCode.ALL_MADE);
    int segments = list(plan()).getEvents().size();
    assertThat(same.out())
        .contains("film: 0 of 7 clips to analyze, beats known; 0 of")
        .contains("In all: 1 films, 0 clips to analyze, 0 songs, 0 segments.");
    assertThat(other.out())
        .contains("0 clips to analyze, 0 songs, " + segments + " segments.")
        .contains("CPU time: about")
        .contains("s a segment, as 1 reports of earlier work tell.");
    assertThat(forced.out())
        .contains("film: 7 of 7 clips to analyze, beats to be found; ")
        .contains("no catalogue tells how long they are");
    assertThat(files(folder)).isEqualTo(before);
  }

  @Test
  void forceComputesAllAnewAndTheNextRunFindsIt() throws Exception {
    CommandRun run = reprocess(plan(), "forced", "--force");

    assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(computed("forced", "analysis")).isEqualTo(7);
    assertThat(computed("forced", "music")).isOne();
    assertThat(computed("forced", "segments")).isPositive();
    assertThat(folder.resolve("forced/film.edl.json")).hasSameBinaryContentAs(plan());

    reprocess(plan(), "forced");

    assertThat(computed("forced", "analysis")).isZero();
    assertThat(computed("forced", "segments")).isZero();
  }

  @Test
  void clipsThatHaveMovedAreFoundInTheCatalogue() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("moved"));
    String text = Files.readString(plan()).replace(footage.clips() + "/", "/once/");
    Path old = Files.writeString(elsewhere.resolve("film.edl.json"), text);
    Path catalogue = folder.resolve("catalogue");
    CommandRun index =
        CommandRun.of(
            "index",
            "--clips",
            footage.clips().toString(),
            "--catalogue",
            catalogue.toString(),
            "--store",
            store().toString());
    assertThat(index.exitCode()).as(index.err()).isEqualTo(ExitCode.SOME_FAILED);

    CommandRun run = reprocess(old, "found", "--catalogue", catalogue.toString());

    assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(ExitCode.ALL_MADE);
    EditDecisionList again = list(folder.resolve("found/film.edl.json"));
    assertThat(again.getPlanId()).isEqualTo(list(plan()).getPlanId());
    assertThat(again.getEvents()).isEqualTo(list(plan()).getEvents());
    assertThat(computed("found", "segments")).isZero();
  }

  @Test
  void planThatWasEditedIsFollowedUnlessItsCutsAreWantedOtherwise() throws Exception {
    EditDecisionList list = list(plan());
    var events = new ArrayList<>(list.getEvents());
    var last = events.remove(events.size() - 1);
    var times = new ArrayList<>(list.getBeatTimes());
    times.remove(times.size() - 1);
    Path mine = Files.createDirectories(folder.resolve("mine")).resolve("film.edl.json");
    Files.writeString(
        mine,
        PlainJson.pretty(
            EditDecisionList.newBuilder(list)
                .setEvents(events)
                .setBeatTimes(times)
                .setFrames(last.getRecordIn())
                .setEnding(Transition.CUT)
                .setMusicOut(
                    RationalTime.of(list.getMusicIn())
                        .plus(FrameRate.of(list.getEditRate()).timeOf(last.getRecordIn()))
                        .toRecord())
                .build()));
    CommandRun made =
        CommandRun.of(
            "render",
            "--plan",
            mine.toString(),
            "--output",
            folder.resolve("mine/film.mp4").toString(),
            "--store",
            store().toString());
    assertThat(made.exitCode()).as(made.err() + made.out()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(list(mine).getEdited()).isTrue();

    reprocess(mine, "followed", "--quality", "draft");
    reprocess(mine, "anew", "--template", "dramatic");

    assertThat(list(folder.resolve("followed/film.edl.json")).getEvents())
        .isEqualTo(list(mine).getEvents());
    assertThat(list(folder.resolve("anew/film.edl.json")).getEdited()).isFalse();
  }

  @Test
  void whatCannotBeWantedIsRefused() {
    assertThat(reprocess(plan(), "x", "--template", "none").exitCode())
        .isEqualTo(ExitCode.BAD_USAGE);
    assertThat(reprocess(plan(), "x", "--seed", "some").err()).contains("must be a whole number");
    assertThat(reprocess(plan(), "x", "--include", "a.mov").err()).contains("leave out --include");
    assertThat(reprocess(folder.resolve("none.edl.json"), "x").err())
        .contains("there is no such file");
    assertThat(reprocess(plan(), "x", "--catalogue", folder.toString()).err())
        .contains("no catalogue in");
  }
}
