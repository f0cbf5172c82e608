package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.json.PlainJson;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.MontageReport;
import io.autocut.testing.NumberedFrames;
import io.autocut.testing.TestFfmpeg;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan is a pure function: runner, width, order and store make no difference. */
final class PlanTest {
  @TempDir static Path media;
  private static Footage footage;
  private static byte[] reference;

  @BeforeAll
  static void planOnce() throws Exception {
    footage = Footage.in(media);
    reference =
        plan("reference", footage.clips().toString(), "--runner", "flink", "--parallelism", "4");
  }

  private static byte[] plan(String name, String clips, String... more) throws Exception {
    Path output = media.resolve(name + ".edl.json");
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of("plan", "--music", footage.music().toString(), "--output", output.toString()));
    arguments.add("--store");
    arguments.add(media.resolve("store-" + name).toString());
    arguments.addAll(List.of(more));
    arguments.add("--clips");
    arguments.addAll(List.of(clips.split(" ")));
    CommandRun run = CommandRun.of(arguments.toArray(new String[0]));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
    return Files.readAllBytes(output);
  }

  @Test
  void directRunnerMakesTheSamePlan() throws Exception {
    assertThat(plan("direct", footage.clips().toString(), "--runner", "direct"))
        .isEqualTo(reference);
  }

  @Test
  void oneSlotMakesTheSamePlan() throws Exception {
    assertThat(plan("narrow", footage.clips().toString(), "--parallelism", "1"))
        .isEqualTo(reference);
  }

  @Test
  void orderOfFilesMakesNoDifference() throws Exception {
    String backwards =
        String.join(
            " ",
            footage.clip(6).toString(),
            footage.clip(3).toString(),
            footage.clip(5).toString(),
            footage.clip(1).toString(),
            footage.clip(2).toString(),
            footage.clip(4).toString());
    assertThat(plan("backwards", backwards)).isEqualTo(reference);
  }

  @Test
  void renderCutsByTheSamePlan() throws Exception {
    CommandRun run =
        CommandRun.of(
            "render",
            "--clips",
            footage.clips().toString(),
            "--music",
            footage.music().toString(),
            "--output",
            media.resolve("film.mp4").toString(),
            "--store",
            media.resolve("store-render").toString());

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(Files.readAllBytes(media.resolve("film.edl.json"))).isEqualTo(reference);
  }

  @Test
  void planGivenBackIsFollowedToTheLetter() throws Exception {
    Path plan = Files.write(media.resolve("given.edl.json"), reference);

    CommandRun run = follow(plan, "followed.mp4");

    assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(ExitCode.ALL_MADE);
    assertThat(Files.readAllBytes(media.resolve("followed.edl.json"))).isEqualTo(reference);
  }

  @Test
  void editedPlanIsFollowedFromItsOwnFolder() throws Exception {
    EditDecisionList list = PlainJson.parse(text(reference), EditDecisionList.class);
    String edited =
        text(reference)
            .replace("\"" + footage.clips() + "/", "\"clips/")
            .replace("\"" + footage.music() + "\"", "\"" + footage.music().getFileName() + "\"")
            .replaceAll("\"clipFingerprint\": \"[^\"]*\"", "\"clipFingerprint\": \"\"")
            .replaceAll("\"notes\": \\[\\]", "\"notes\": [\"Mine.\"]");
    Path plan = Files.writeString(media.resolve("edited.edl.json"), edited);

    CommandRun run = follow(plan, "edited-film.mp4");

    assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(ExitCode.ALL_MADE);
    EditDecisionList followed = list("edited-film.edl.json");
    assertThat(followed.getPlanId()).isEqualTo(list.getPlanId());
    assertThat(followed.getEvents()).isEqualTo(list.getEvents());
  }

  @Test
  void fadesOfAPlanAreInTheFilmAndOnlyTheirSegmentsAreCutAnew() throws Exception {
    String cutting = text(reference).replace("\"FADE\"", "\"CUT\"");
    Path plain = Files.writeString(media.resolve("plain.edl.json"), cutting);
    assertThat(follow(plain, "plain.mp4").exitCode()).isEqualTo(ExitCode.ALL_MADE);
    String fading =
        cutting
            .replaceFirst("\"transition\": \"CUT\"", "\"transition\": \"FADE\"")
            .replaceFirst("\"ending\": \"[A-Z]*\"", "\"ending\": \"FADE\"")
            .replaceFirst("\"fadeFrames\": \\d+", "\"fadeFrames\": 6");
    Path plan = Files.writeString(media.resolve("fading.edl.json"), fading);

    CommandRun run = follow(plan, "fading-film.mp4");

    assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(ExitCode.ALL_MADE);
    EditDecisionList list = list("fading-film.edl.json");
    var frames = NumberedFrames.of(TestFfmpeg.ffmpeg(), media.resolve("fading-film.mp4"));
    assertThat(frames).hasSize((int) list.getFrames());
    assertThat(List.of(frames.get(0), frames.get(frames.size() - 1)))
        .containsOnly(new NumberedFrames.NumberedFrame(0, 0));
    assertThat(frames.subList(6, frames.size() - 6))
        .isEqualTo(
            NumberedFrames.of(TestFfmpeg.ffmpeg(), media.resolve("plain.mp4"))
                .subList(6, frames.size() - 6));
    MontageReport report =
        PlainJson.parse(
            Files.readString(media.resolve("fading-film.report.json")), MontageReport.class);
    assertThat(report.getStages())
        .filteredOn(stage -> stage.getStage().equals("segments"))
        .singleElement()
        .satisfies(cut -> assertThat(cut.getElements() - cut.getReused()).isEqualTo(2));
  }

  @Test
  void planThatCannotBeFollowedNamesWhatIsWrong() throws Exception {
    String bad =
        text(reference)
            .replaceFirst("\"index\": 1,", "\"index\": 2,")
            .replaceFirst("\"recordIn\": 0,", "\"recordIn\": 1,");
    Path plan = Files.writeString(media.resolve("bad.edl.json"), bad);

    CommandRun run = follow(plan, "bad.mp4");

    assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_MADE);
    assertThat(run.out())
        .contains("its plan cannot be followed:")
        .contains("event 0 (")
        .contains("leaves a gap of 1 frames before it: \"recordIn\" must be 0, not 1")
        .contains("\"index\" must be 1: 2");
    assertThat(Files.readString(plan)).isEqualTo(bad);
  }

  private static String text(byte[] plan) {
    return new String(plan, StandardCharsets.UTF_8);
  }

  private static EditDecisionList list(String name) throws Exception {
    return PlainJson.parse(Files.readString(media.resolve(name)), EditDecisionList.class);
  }

  private static CommandRun follow(Path plan, String film) {
    return CommandRun.of(
        "render",
        "--plan",
        plan.toString(),
        "--output",
        media.resolve(film).toString(),
        "--store",
        media.resolve("store-render").toString());
  }

  @Test
  void planCutsNothing() {
    assertThat(media.resolve("store-reference/segment")).doesNotExist();
  }
}
