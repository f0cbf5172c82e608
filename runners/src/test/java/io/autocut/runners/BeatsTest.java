package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.exports.WriteReports;
import io.autocut.json.PlainJson;
import io.autocut.music.BeatsFile;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.MontageReport;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beats as a person corrects them, from the command line to the plan. */
final class BeatsTest {
  @TempDir static Path media;
  private static Footage footage;

  @TempDir Path folder;

  @BeforeAll
  static void make() throws Exception {
    footage = Footage.in(media);
  }

  /** Tests share what was computed, but not what was said. */
  @BeforeEach
  void forget() {
    run("beats", footage.music().toString(), "--forget");
  }

  private static CommandRun run(String... arguments) {
    CommandRun run = CommandRun.of(with(arguments, "--store", media.resolve("store").toString()));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ALL_MADE);
    return run;
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
  }

  private static List<BeatsFile.Line> beats(String... options) {
    CommandRun run = run(with(new String[] {"beats", footage.music().toString()}, options));
    return BeatsFile.parse(run.out(), "output");
  }

  private EditDecisionList plan(String... options) throws IOException {
    planned(options);
    return PlainJson.parse(
        Files.readString(folder.resolve("film.edl.json")), EditDecisionList.class);
  }

  private CommandRun planned(String... options) {
    return run(
        with(
            new String[] {
              "plan",
              "--runner",
              "direct",
              "--clips",
              footage.clips().toString(),
              "--music",
              footage.music().toString(),
              "--output",
              folder.resolve("film.edl.json").toString()
            },
            options));
  }

  private static List<RationalTime> cuts(EditDecisionList plan) {
    return plan.getBeatTimes().stream().skip(1).map(RationalTime::of).toList();
  }

  private static List<RationalTime> times(List<BeatsFile.Line> lines) {
    return lines.stream().map(BeatsFile.Line::time).toList();
  }

  private static List<Long> micros(List<BeatsFile.Line> lines) {
    return lines.stream().map(line -> line.time().toMicros()).toList();
  }

  @Test
  void planWithAFileOfBeatsCutsOnTheseBeats() throws Exception {
    List<BeatsFile.Line> lines =
        IntStream.range(0, 20)
            .mapToObj(i -> new BeatsFile.Line(RationalTime.of(3 + 7L * i, 5), i % 4 + 1))
            .toList();
    Path file = Files.writeString(folder.resolve("my.beats"), BeatsFile.print(lines));

    EditDecisionList plan = plan("--beats", file.toString());

    assertThat(cuts(plan)).isNotEmpty().isSubsetOf(times(lines));
    assertThat(plan.getNotes()).contains("Beats as corrected: given in my.beats.");
  }

  @Test
  void reportAndSummarySayThatBeatsWereCorrected() throws Exception {
    CommandRun run = planned("--double-time");

    String place = WriteReports.reportOf(folder.resolve("film.edl.json").toString());
    MontageReport report = PlainJson.parse(Files.readString(Path.of(place)), MontageReport.class);
    assertThat(report.getBeatCorrection()).isEqualTo("Beats as corrected: double time");
    assertThat(report.getBeatGrid()).isEqualTo(BeatGrid.TRACKED);
    assertThat(run.out())
        .contains("music at 240.0 bpm, beats as corrected.")
        .contains("Note: Beats as corrected: double time.");
  }

  @Test
  void detectedBeatsGivenBackAreTheSameBeats() {
    Path file = folder.resolve("my.beats");
    run("beats", footage.music().toString(), "--output", file.toString());

    assertThat(beats("--beats", file.toString())).isEqualTo(beats());
  }

  @Test
  void halfTimeHalves() {
    List<BeatsFile.Line> detected = beats();
    List<BeatsFile.Line> halved = beats("--half-time");

    assertThat(times(halved)).isSubsetOf(times(detected));
    assertThat(halved.size()).isBetween(detected.size() / 2, detected.size() / 2 + 1);
    assertThat(halved).filteredOn(line -> line.beatInBar() == 1).hasSizeLessThan(10);
  }

  @Test
  void offsetShiftsAllBeats() {
    List<Long> detected = micros(beats());
    List<Long> shifted = micros(beats("--beat-offset", "20.5"));

    assertThat(shifted).hasSameSizeAs(detected);
    for (int i = 0; i < shifted.size(); i++) {
      assertThat(shifted.get(i) - detected.get(i)).isBetween(20_477L, 20_523L);
    }
  }

  @Test
  void tempoIsFollowed() {
    assertThat(run("beats", footage.music().toString(), "--tempo", "60.5").out())
        .containsPattern("# tempo: (59\\.[5-9]|60\\.[0-4])")
        .contains("# Beats as corrected: followed near 60.5 bpm");
  }

  @Test
  void keptCorrectionIsUsedUntilItIsForgotten() throws Exception {
    EditDecisionList halved = plan("--half-time");
    EditDecisionList detected = plan();
    run("beats", footage.music().toString(), "--half-time", "--keep");

    EditDecisionList kept = plan();
    assertThat(kept.getEvents()).isEqualTo(halved.getEvents());
    assertThat(kept.getNotes()).contains("Beats as corrected and kept: half time.");
    // What was asked for is another thing each time.
    assertThat(plan("--as-detected"))
        .usingRecursiveComparison()
        .ignoringFields("request")
        .isEqualTo(detected);

    assertThat(run("beats", footage.music().toString(), "--forget").err())
        .contains("its correction is forgotten");
    assertThat(plan()).isEqualTo(detected);
  }

  @Test
  void keptCorrectionIsShown() {
    run("beats", footage.music().toString(), "--beat-offset", "-5", "--keep");

    assertThat(run("beats", footage.music().toString()).out())
        .contains("# Beats as corrected and kept: 5 ms earlier\n");
  }

  @Test
  void linesOfAManifestHaveCorrectionsOfTheirOwn() throws Exception {
    Files.writeString(folder.resolve("my.beats"), "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    List<String> lines = new ArrayList<>();
    for (String more : List.of("", ",\"tempoScale\":\"half\"", ",\"beats\":\"my.beats\"")) {
      lines.add(
          "{\"montageId\":\"m%d\",\"clips\":[\"%s\"],\"music\":\"%s\"%s}"
              .formatted(lines.size(), footage.clips(), footage.music(), more));
    }
    Path manifest = Files.write(folder.resolve("films.jsonl"), lines);

    CommandRun run = run("plan", "--runner", "direct", "--manifest", manifest.toString());

    assertThat(run.out())
        .contains("music at 120.0 bpm.", "music at 60.0 bpm, beats as corrected.")
        .contains("Beats as corrected: half time.", "Beats as corrected: given in my.beats.");
  }

  @Test
  void beatBeyondTheMusicIsNamedWithItsLine() throws Exception {
    Path file = Files.writeString(folder.resolve("my.beats"), "1\n2\n300\n");

    CommandRun run =
        CommandRun.of(
            "beats",
            footage.music().toString(),
            "--beats",
            file.toString(),
            "--store",
            media.resolve("store").toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_MADE);
    assertThat(run.err())
        .contains(
            "music.wav: my.beats line 3: beat at 300.000000 s lies beyond the end of the music");
  }

  @Test
  void clicksAreMixedIntoTheMusic() {
    Path click = folder.resolve("click.wav");

    CommandRun run = run("beats", footage.music().toString(), "--click", click.toString());

    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("click.wav: ", " clicks.");
    assertThat(click).isNotEmptyFile();
  }
}
