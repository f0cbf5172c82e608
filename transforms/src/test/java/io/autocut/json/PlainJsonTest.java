package io.autocut.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.autocut.schemas.Assembly;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.Failure;
import io.autocut.schemas.MomentScores;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.Onset;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.PulseKind;
import io.autocut.schemas.RungUse;
import io.autocut.schemas.Verification;
import io.autocut.schemas.Versions;
import io.autocut.testing.TestProfile;
import io.autocut.testing.TestWork;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlainJsonTest {
  private static final OutputProfile PROFILE =
      TestProfile.of(new Canvas(1920, 1080), new EditRate(30000, 1001), "libx264");
  private static final String LINE =
      "{\"canvas\":{\"width\":1920,\"height\":1080},\"editRate\":{\"num\":30000,\"den\":1001},\"videoEncoder\":\"libx264\","
          + "\"quality\":\"STANDARD\",\"fit\":\"BARS\",\"dynamicRange\":\"STANDARD\",\"coded\":null}";

  @Test
  void lineHasTheFieldsInTheOrderOfTheSchema() {
    assertThat(PlainJson.line(PROFILE)).isEqualTo(LINE);
  }

  @Test
  void prettyFormIsIndentedAndEndsWithANewline() {
    EditDecisionList plan = plan("m", 0.5, 1);

    assertThat(PlainJson.pretty(plan))
        .startsWith("{\n  \"planId\": \"m\",\n  \"editRate\": {\n    \"num\": 30,")
        .contains("\n  \"events\": [\n    {\n      \"index\": 0,")
        .contains("\n  \"notes\": [],\n")
        .contains("\n  \"fadeFrames\": 0,\n")
        .endsWith("\n}\n");
  }

  @Property(tries = 200)
  void parsingWhatWasPrintedGivesTheSameRecord(
      @ForAll @CharRange(to = '\uD7FF') String id, @ForAll double score, @ForAll long seed)
      throws Exception {
    EditDecisionList plan = plan(id, score, seed);

    assertThat(PlainJson.parse(PlainJson.line(plan), EditDecisionList.class)).isEqualTo(plan);
    assertThat(PlainJson.parse(PlainJson.pretty(plan), EditDecisionList.class)).isEqualTo(plan);
  }

  @Property(tries = 200)
  void doublesOfThousandthsArePrintedAsPeopleWriteThem(
      @ForAll @DoubleRange(min = 0, max = 1) double any) {
    long thousandths = Math.round(any * 1000);
    Onset onset = new Onset(1L, thousandths / 1000.0);

    assertThat(PlainJson.line(onset)).startsWith("{\"sample\":1,\"strength\":");
    assertThat(PlainJson.line(onset).length()).isLessThanOrEqualTo(29);
  }

  @Test
  void doubleIsPrintedAsTheShortestThatReadsBack() {
    assertThat(List.of(2.0e-3, 0.1 + 0.2, 5.684341886080802e-14, 0.7))
        .extracting(number -> PlainJson.line(new Onset(1L, number)))
        .containsExactly(
            "{\"sample\":1,\"strength\":0.002}",
            "{\"sample\":1,\"strength\":0.30000000000000004}",
            "{\"sample\":1,\"strength\":5.684341886080802E-14}",
            "{\"sample\":1,\"strength\":0.7}");
  }

  @Test
  void reportWithUnionsAndEnumsHasNoWrappers() throws Exception {
    MontageReport report = report();
    String line = PlainJson.line(report);

    assertThat(line)
        .contains("\"canvas\":{\"width\":640,\"height\":480},\"editRate\":null,")
        .contains("\"beatGrid\":\"TRACKED\"")
        .contains("\"audioOffsetMicros\":-12,");
    assertThat(PlainJson.parse(line, MontageReport.class)).isEqualTo(report);
  }

  @Test
  void onlyWhatJsonDemandsIsEscaped() {
    OutputProfile odd = TestProfile.of(new Canvas(2, 2), new EditRate(1, 1), "é</\"\\\n\u2028😀");

    assertThat(PlainJson.line(odd)).contains("\"videoEncoder\":\"é</\\\"\\\\\\n\u2028😀\",");
  }

  @Test
  void numberThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlainJson.line(new Onset(1L, Double.NaN)))
        .withMessage("JSON has no number for NaN");
  }

  @Test
  void missingFieldWithADefaultGetsIt() throws Exception {
    String line = PlainJson.line(report()).replace("\"editRate\":null,", "");

    assertThat(PlainJson.parse(line, MontageReport.class)).isEqualTo(report());
  }

  @Test
  void wholeNumberIsGoodForADouble() throws Exception {
    String line = "{\"sharpness\":1,\"exposure\":0,\"motion\":0,\"contrast\":0}";

    assertThat(PlainJson.parse(line, MomentScores.class).getSharpness()).isEqualTo(1.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        ",\"den\":1001||$.editRate.den: missing",
        "\"den\"|\"dne\"|$.editRate.dne: unknown field",
        "1001|\"1001\"|$.editRate.den: must be an int, not \"1001\"",
        "1001|1001.5|$.editRate.den: must be an int, not 1001.5",
        "1001|9999999999|$.editRate.den: must be an int, not 9999999999",
        "\"libx264\"|null|$.videoEncoder: must be a string, not null",
        "\"libx264\"|[]|$.videoEncoder: must be a string, not an array",
        "{\"num\":30000,\"den\":1001}|30|$.editRate: must be an object, not 30",
        "\"coded\":null}|\"coded\":null}}|not valid JSON at line 1, column 175: Unexpected close marker '}': expected ']'",
        "\"num\":30000|\"num\":1,\"num\":1|not valid JSON at line 1, column 65: Duplicate field 'num'",
      })
  void otherJsonIsRefusedWithItsPath(String part, String replacement, String message) {
    String odd = LINE.replace(part, replacement == null ? "" : replacement);

    assertThatExceptionOfType(PlainJsonException.class)
        .isThrownBy(() -> PlainJson.parse(odd, OutputProfile.class))
        .withMessage(message);
  }

  @Test
  void pathCountsTheElementsOfArrays() {
    String odd =
        PlainJson.line(plan("m", 0.5, 1))
            .replace("\"sourceOut\":{\"num\":1", "\"sourceOut\":{\"num\":\"x\"");

    assertThatExceptionOfType(PlainJsonException.class)
        .isThrownBy(() -> PlainJson.parse(odd, EditDecisionList.class))
        .withMessage("$.events[0].sourceOut.num: must be a long, not \"x\"");
  }

  @Test
  void unknownSymbolIsRefused() {
    String odd = PlainJson.line(report()).replace("TRACKED", "GUESSED");

    assertThatExceptionOfType(PlainJsonException.class)
        .isThrownBy(() -> PlainJson.parse(odd, MontageReport.class))
        .withMessage(
            "$.beatGrid: must be one of UNKNOWN, TRACKED, REGULAR, GIVEN, not \"GUESSED\"");
  }

  @Test
  void numberBeyondADoubleIsRefused() {
    String odd = "{\"sharpness\":1e999,\"exposure\":0,\"motion\":0,\"contrast\":0}";

    assertThatExceptionOfType(PlainJsonException.class)
        .isThrownBy(() -> PlainJson.parse(odd, MomentScores.class))
        .withMessageStartingWith("$.sharpness: must be a number, not ");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatExceptionOfType(PlainJsonException.class)
        .isThrownBy(() -> PlainJson.parse("[".repeat(1_000_000), OutputProfile.class))
        .withMessageContaining("nesting depth");
  }

  private static EditDecisionList plan(String id, double score, long seed) {
    ExactSeconds zero = new ExactSeconds(0L, 1L);
    ExactSeconds one = new ExactSeconds(1L, 1L);
    Event event =
        Event.newBuilder()
            .setIndex(0)
            .setRecordIn(0L)
            .setRecordOut(30L)
            .setClipUri("/a.mp4")
            .setClipFingerprint("f")
            .setSourceIn(zero)
            .setSourceOut(one)
            .setBeatIndex(-1)
            .setPulse(PulseKind.START)
            .setScore(score)
            .setReason("sharp")
            .build();
    return EditDecisionList.newBuilder()
        .setPlanId(id)
        .setEditRate(new EditRate(30, 1))
        .setCanvas(new Canvas(640, 480))
        .setTemplate("balanced")
        .setSeed(seed)
        .setMusicUri("/s.mp3")
        .setMusicFingerprint("f")
        .setMusicIn(zero)
        .setMusicOut(one)
        .setFadeOutMillis(500)
        .setFrames(30L)
        .setBeatTimes(List.of(zero))
        .setEvents(List.of(event))
        .setNotes(List.of())
        .build();
  }

  private static MontageReport report() {
    Verification verification =
        new Verification(true, 30L, 30L, 0L, 1, 1, 2L, 1L, -12L, 0L, List.of(), null, null, null);
    return new MontageReport(
        "run",
        "m",
        true,
        "/m.mp4",
        "p",
        "plan-key",
        "balanced",
        "",
        "/s.mp3",
        new Canvas(640, 480),
        null,
        30L,
        2,
        1,
        0,
        1,
        2,
        BeatGrid.TRACKED,
        120_000,
        "",
        Assembly.STREAM_COPY,
        verification,
        List.of("w"),
        List.of(new Failure("analysis", "m", "/b", "NO_VIDEO", "none", false, 1, "", 0, "")),
        List.of(TestWork.stage("analysis", 2, 0, 1, 5, 6)),
        new Versions("0.1", "8", "/f", "libx264", "17", "direct"),
        null,
        List.of(new RungUse("software", 2, 30L)),
        7L,
        null);
  }
}
