package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.autocut.schemas.EditTemplate;
import io.autocut.schemas.Transition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EditTemplatesTest {
  private static final String SOUND =
      "{\"name\":\"mine\",\"description\":\"Mine.\",\"beatsPerShot\":[3,1],\"minShotMillis\":400,\"maxShotMillis\":9000}";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "energetic|1 1 2 1 1 4",
        "balanced|2 1 2 4 2 1",
        "dramatic|1 1 1 1 8",
        "buildup|4 2 2 1 1 1"
      })
  void builtInTemplateHasItsPacing(String name, String beats) throws Exception {
    EditTemplate template = EditTemplates.named(name);

    assertThat(template.getName()).isEqualTo(name);
    assertThat(template.getDescription()).endsWith(".");
    assertThat(template.getBeatsPerShot())
        .isEqualTo(List.of(beats.split(" ")).stream().map(Integer::valueOf).toList());
    assertThat(template.getMinShotMillis()).isEqualTo(500);
    assertThat(template.getMaxShotMillis()).isEqualTo(8000);
    assertThat(template.getEnergyResponsePermille()).isZero();
    assertThat(template.getEnding()).isEqualTo(Transition.CUT);
  }

  @Test
  void standardTemplateFollowsTheMusicAndHoldsItsEnd() throws Exception {
    EditTemplate template = EditTemplates.named(EditTemplates.STANDARD);

    assertThat(template.getName()).isEqualTo("dynamic");
    assertThat(template.getEnergyResponsePermille()).isEqualTo(1000);
    assertThat(template.getRestartAtSections()).isTrue();
    assertThat(template.getEndingBeats()).isEqualTo(4);
    assertThat(template.getEnding()).isEqualTo(Transition.FADE);
  }

  @Test
  void everyFieldOfAFileCounts() throws Exception {
    String json =
        SOUND.replace(
            "}",
            ",\"energyResponse\":0.250,\"restartAtSections\":true,\"canvas\":\"9:16\",\"opening\":\"fade\","
                + "\"atSections\":\"fade\",\"ending\":\"fade\",\"fadeMillis\":750,\"endingBeats\":8}");

    assertThat(parse(json))
        .isEqualTo(
            EditTemplate.newBuilder(parse(SOUND))
                .setEnergyResponsePermille(250)
                .setRestartAtSections(true)
                .setCanvas("9:16")
                .setOpening(Transition.FADE)
                .setAtSections(Transition.FADE)
                .setEnding(Transition.FADE)
                .setFadeMillis(750)
                .setEndingBeats(8)
                .build());
  }

  @Test
  void sectionsMayDissolve() throws Exception {
    assertThat(parse(SOUND.replace("}", ",\"atSections\":\"dissolve\"}")).getAtSections())
        .isEqualTo(Transition.DISSOLVE);
    assertThat(EditTemplates.named("balanced").getAtSections()).isEqualTo(Transition.DISSOLVE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"energyResponse\":1.001|\"energyResponse\" must lie between 0 and 1 with at most three decimals: 1.001",
        "\"energyResponse\":0.0001|\"energyResponse\" must lie between 0 and 1 with at most three decimals: 0.0001",
        "\"energyResponse\":-1|\"energyResponse\" must lie between 0 and 1 with at most three decimals: -1",
        "\"energyResponse\":1e999999999|\"energyResponse\" must lie between 0 and 1 with at most three decimals: Infinity",
        "\"energyResponse\":\"much\"|\"energyResponse\" must be a number, not a string",
        "\"restartAtSections\":1|\"restartAtSections\" must be true or false, not the number 1",
        "\"canvas\":\"4:3\"|\"canvas\": canvas is neither auto, 16:9, 9:16, 1:1 nor WIDTHxHEIGHT, for example 1920x1080: \"4:3\"",
        "\"opening\":\"wipe\"|\"opening\" must be cut or fade, not \"wipe\"",
        "\"opening\":\"dissolve\"|\"opening\" must be cut or fade: only at sections is there a shot on both sides to dissolve",
        "\"ending\":\"dissolve\"|\"ending\" must be cut or fade: only at sections is there a shot on both sides to dissolve",
        "\"atSections\":\"UNKNOWN\"|\"atSections\" must be cut, fade or dissolve, not \"UNKNOWN\"",
        "\"ending\":true|\"ending\" must be a string, not true",
        "\"fadeMillis\":-1|\"fadeMillis\" must lie between 0 and 10000: -1",
        "\"endingBeats\":0|\"endingBeats\" must lie between 1 and 64: 0",
      })
  void oddValueOfAnOptionalFieldIsRefused(String field, String message) {
    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> parse(SOUND.replace("}", "," + field + "}")))
        .withMessage("template t: " + message);
  }

  @Test
  void namesAreThoseOfTheBuiltInTemplates() {
    assertThat(EditTemplates.names())
        .containsExactly("dynamic", "energetic", "balanced", "dramatic", "buildup");
  }

  @Test
  void unknownNameListsTheKnownOnes() {
    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> EditTemplates.resolve("enregetic", folder))
        .withMessage(
            "no template \"enregetic\". Known are dynamic, energetic, balanced, dramatic, buildup; or give a file, for example ./mine.json.");
  }

  @Test
  void nameWithASlashIsAFileRelativeToTheBaseFolder() throws Exception {
    Files.writeString(Files.createDirectory(folder.resolve("t")).resolve("mine"), SOUND);

    assertThat(EditTemplates.resolve("t/mine", folder))
        .isEqualTo(
            EditTemplate.newBuilder()
                .setName("mine")
                .setDescription("Mine.")
                .setBeatsPerShot(List.of(3, 1))
                .setMinShotMillis(400)
                .setMaxShotMillis(9000)
                .build());
  }

  @Test
  void nameEndingInJsonIsAFile() throws Exception {
    Files.writeString(folder.resolve("mine.json"), SOUND);

    assertThat(EditTemplates.resolve("mine.json", folder).getName()).isEqualTo("mine");
  }

  @Test
  void missingFileIsRefusedByName() {
    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> EditTemplates.resolve("none.json", folder))
        .withMessage("template " + folder.resolve("none.json") + ": there is no such file");
  }

  @Test
  void fileLargerThanAMegabyteIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("big.json"), SOUND + " ".repeat(1_000_000));

    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> EditTemplates.read(file))
        .withMessage("template " + file + ": larger than 1000000 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"name\":\"mine\",||\"name\" is missing. A template needs name, description, beatsPerShot, minShotMillis, maxShotMillis.",
        "\"name\":\"mine\"|\"nmae\":\"mine\"|unknown field \"nmae\". Known are name, description, beatsPerShot, minShotMillis, maxShotMillis, energyResponse, restartAtSections, canvas, opening, atSections, ending, fadeMillis, endingBeats.",
        "\"mine\"|\"\"|\"name\" must have 1 to 1000 printable characters: \"\"",
        "\"mine\"|\"a\\nb\"|\"name\" must have 1 to 1000 printable characters: \"a\\u000ab\"",
        "\"mine\"|7|\"name\" must be a string, not the number 7",
        "[3,1]|[]|\"beatsPerShot\" must have 1 to 1000 entries, not 0",
        "[3,1]|3|\"beatsPerShot\" must be an array of integers, not the number 3",
        "[3,1]|[3,0]|\"beatsPerShot[1]\" must lie between 1 and 64: 0",
        "[3,1]|[65]|\"beatsPerShot[0]\" must lie between 1 and 64: 65",
        "[3,1]|[1.5]|\"beatsPerShot[0]\" must be an integer, not the number 1.5",
        "400|0|\"minShotMillis\" must be positive: 0",
        "400|99999999999|\"minShotMillis\" must be an integer, not the number 99999999999",
        "9000|399|\"maxShotMillis\" is less than \"minShotMillis\": 399 < 400",
        "400|400,\"minShotMillis\":400|not valid JSON at column 94: Duplicate field 'minShotMillis'",
      })
  void oddTemplateIsRefused(String part, String replacement, String message) {
    String json = SOUND.replace(part, replacement == null ? "" : replacement);

    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> parse(json))
        .withMessage("template t: " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "{} {}", "{\"name\":"})
  void whatIsNoJsonObjectIsRefused(String json) {
    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> parse(json))
        .withMessageMatching("template t: (not valid JSON|not a JSON object|\"minShot).*");
  }

  @Test
  void moreThanAThousandEntriesAreRefused() {
    String json = SOUND.replace("[3,1]", "[1" + ",1".repeat(1000) + "]");

    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> parse(json))
        .withMessage("template t: \"beatsPerShot\" must have 1 to 1000 entries, not 1001");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatExceptionOfType(IngestException.class)
        .isThrownBy(() -> parse("[".repeat(100_000)))
        .withMessageContaining("nesting depth");
  }

  private static EditTemplate parse(String json) throws IngestException {
    return EditTemplates.parse(json.getBytes(StandardCharsets.UTF_8), "t");
  }
}
