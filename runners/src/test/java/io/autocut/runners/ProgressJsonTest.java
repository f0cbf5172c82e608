package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program reads while a film is made. */
final class ProgressJsonTest {
  @TempDir static Path folder;
  private static CommandRun run;
  private static final List<JsonNode> LINES = new ArrayList<>();

  @BeforeAll
  static void makeAFilm() throws Exception {
    Footage footage = Footage.in(folder);
    run =
        CommandRun.of(
            "render",
            "--clips",
            footage.clips().toString(),
            "--music",
            footage.music().toString(),
            "--output",
            folder.resolve("film.mp4").toString(),
            "--store",
            folder.resolve("store").toString(),
            "--canvas",
            "320x180",
            "--progress",
            "json");
    for (String line : run.out().lines().toList()) {
      LINES.add(new JsonMapper().readTree(line));
    }
  }

  @Test
  void everyLineIsAnObjectAndTheLastIsDone() {
    assertThat(LINES).isNotEmpty().allMatch(JsonNode::isObject);
    JsonNode last = LINES.get(LINES.size() - 1);
    assertThat(last.path("done").asBoolean()).isTrue();
    assertThat(last.path("percent").asInt()).isEqualTo(100);
    assertThat(last.path("etaMillis").asLong()).isZero();
    assertThat(last.path("films").path("made").asInt()).isEqualTo(1);
  }

  @Test
  void percentNeverFalls() {
    assertThat(LINES).extracting(line -> line.path("percent").asInt()).isSorted();
  }

  @Test
  void everyStageEndsWithAllItExpected() {
    JsonNode stages = LINES.get(LINES.size() - 1).path("stages");

    assertThat(stages)
        .hasSize(7)
        .allMatch(stage -> stage.path("done").asLong() == stage.path("expected").asLong());
    assertThat(stages.path("analysis").path("expected").asLong()).isEqualTo(6);
  }

  @Test
  void summaryForPeopleIsElsewhere() {
    assertThat(run.err()).contains("Proved on the film");
  }
}
