package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.json.PlainJson;
import io.autocut.schemas.EditDecisionList;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of single shots. */
final class ExplainTest {
  @TempDir static Path folder;
  private static String plan;

  @BeforeAll
  static void makeAPlan() throws Exception {
    Footage footage = Footage.in(folder);
    plan = folder.resolve("plan.edl.json").toString();
    CommandRun run =
        CommandRun.of(
            "plan",
            "--clips",
            footage.clips().toString(),
            "--music",
            footage.music().toString(),
            "--output",
            plan,
            "--store",
            folder.resolve("store").toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void shotIsFoundByItsNumberAndByATimeWithinIt() {
    String byNumber = CommandRun.of("explain", plan, "1").out();

    assertThat(byNumber)
        .startsWith("Shot 1 of ")
        .contains("Clip: ", "Begins: with the film", "Score: ", "quality");
    assertThat(CommandRun.of("explain", plan, "0:00.1").out()).isEqualTo(byNumber);
  }

  @Test
  void laterShotTellsItsBeat() {
    assertThat(CommandRun.of("explain", plan, "2").out()).contains("Begins: on beat ");
  }

  @Test
  void shotThatIsNotThereIsRefusedWithHowManyThereAre() {
    CommandRun run = CommandRun.of("explain", plan, "5000");

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(run.err()).contains("There is no shot 5000: the film has ");
  }

  @Test
  void planThatLacksAnEventIsRefusedInWords() throws Exception {
    EditDecisionList whole =
        PlainJson.parse(Files.readString(Path.of(plan)), EditDecisionList.class);
    EditDecisionList less =
        EditDecisionList.newBuilder(whole)
            .setEvents(whole.getEvents().subList(1, whole.getEvents().size()))
            .build();
    Path lacking = Path.of(plan).resolveSibling("lacking.edl.json");
    Files.writeString(lacking, PlainJson.pretty(less));

    CommandRun run = CommandRun.of("explain", lacking.toString(), "2");

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(run.err()).contains("$.beatTimes").doesNotContain("Exception");
  }

  @Test
  void timeAfterTheEndIsRefusedWithWhereTheFilmEnds() {
    assertThat(CommandRun.of("explain", plan, "59:00").err()).contains("the film ends at ");
  }
}
