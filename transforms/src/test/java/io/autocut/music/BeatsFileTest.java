package io.autocut.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.BeatRegion;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EnergyTurn;
import io.autocut.schemas.Section;
import io.autocut.schemas.TurnKind;
import io.autocut.time.RationalTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeatsFileTest {

  @Property(tries = 200)
  void parsingWhatWasPrintedGivesTheSameBeats(@ForAll("beats") List<BeatsFile.Line> lines) {
    assertThat(BeatsFile.parse(BeatsFile.print(lines), "x.beats")).isEqualTo(lines);
  }

  @Provide
  Arbitrary<List<BeatsFile.Line>> beats() {
    return Arbitraries.maps(
            Arbitraries.longs().between(0, 99_999_999_999L), Arbitraries.integers().between(0, 12))
        .ofMaxSize(30)
        .map(
            map ->
                new TreeMap<>(map)
                    .entrySet().stream()
                        .map(
                            e ->
                                new BeatsFile.Line(RationalTime.ofMicros(e.getKey()), e.getValue()))
                        .toList());
  }

  @Test
  void timelineIsPrintedWithItsTempoMetreAndConfidence() {
    assertThat(BeatsFile.print(timeline("")))
        .isEqualTo(
            """
            # tempo: 120.500 beats per minute
            # metre: 3 beats in a bar
            # confidence: beats 0.875, tempo 0.000, downbeats 0.000
            # start: 0.000000
            # ending: 0.000000
            0.000023\t1
            1.000000\t2
            3600.000023\t3
            """);
  }

  @Test
  void noteIsPrintedAsOneComment() {
    assertThat(BeatsFile.print(timeline("Two\nlines"))).contains("\n# note: Two lines\n");
  }

  @Test
  void fileIsReadBackWithoutItsComments(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.beats");
    BeatsFile.write(timeline("note"), file);
    assertThat(BeatsFile.read(file)).isEqualTo(BeatsFile.linesOf(timeline("note"))).hasSize(3);
  }

  @Test
  void beatWithoutPlaceAndBlanksAndCommentsAreRead() {
    assertThat(BeatsFile.parse("# a\n\n 1.5 \r\n2 4 # b\n", "x"))
        .containsExactly(
            new BeatsFile.Line(RationalTime.of(3, 2), 0),
            new BeatsFile.Line(RationalTime.of(2, 1), 4));
  }

  @Test
  void whatIsBuiltOnTheBeatsIsPrintedAsComments() {
    BeatTimeline timeline =
        BeatTimeline.newBuilder(timeline(""))
            .setCorrection("Beats as corrected: half time")
            .setSections(List.of(new Section(0L, 44_100L, "A", 0.25)))
            .setTurns(
                List.of(
                    new EnergyTurn(TurnKind.BUILD, 0L, 22_050L, 350),
                    new EnergyTurn(TurnKind.DROP, 22_050L, 44_100L, 1_200)))
            .setRegions(
                List.of(
                    new BeatRegion(0L, 44_100L, 0.9, true),
                    new BeatRegion(44_100L, 88_200L, 0.1, true)))
            .build();

    assertThat(BeatsFile.print(timeline))
        .contains(
            """
            # Beats as corrected: half time
            # start: 0.000000
            # section: 0.000000 to 1.000000 A, energy 0.250
            # build: 0.000000 to 0.500000, 3.50 LU louder
            # drop: 0.500000, 12.00 LU louder
            # ending: 0.000000
            # uncertain: 1.000000 to 2.000000, confidence 0.100
            0.0""");
  }

  @Test
  void decimalsOfOtherProgramsAreRounded() {
    assertThat(BeatsFile.parse("\uFEFF0.1234567890123 1\n", "x"))
        .containsExactly(new BeatsFile.Line(RationalTime.ofMicros(123_457), 1));
  }

  @Test
  void whatIsNoTextIsRefused(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("a.beats"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> BeatsFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + ": is not UTF-8, so it is no file of beats");
  }

  @Test
  void malformedLineIsRefusedWithItsNumber() {
    assertThatThrownBy(() -> BeatsFile.parse("# x\n1.0\t1\nabc\n", "my.beats"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("my.beats line 3: expected seconds, a tab and the beat in the bar")
        .hasMessageContaining("but found 'abc'");
    assertThatThrownBy(() -> BeatsFile.parse("-1.0\t1", "x"))
        .hasMessageContaining("found '-1.0\t1'");
    assertThatThrownBy(() -> BeatsFile.parse("NaN", "x")).hasMessageContaining("x line 1");
  }

  @Test
  void beatsThatDoNotRiseAreRefused() {
    assertThatThrownBy(() -> BeatsFile.parse("1.0\t1\n1.000\t2", "x"))
        .hasMessage("x line 2: beat at 1.000000 s does not come after the one before");
  }

  private static BeatTimeline timeline(String note) {
    List<Beat> beats =
        List.of(new Beat(1L, 1, 0.5), new Beat(44_100L, 2, 0.5), new Beat(158_760_001L, 3, 1.0));
    return BeatTimeline.newBuilder()
        .setFingerprint("f")
        .setSampleRate(44_100)
        .setSamples(200_000_000L)
        .setPcmKey("k")
        .setGrid(BeatGrid.TRACKED)
        .setMilliBpm(120_500)
        .setBeatsPerBar(3)
        .setConfidence(0.875)
        .setFirstSound(0)
        .setEndSound(9)
        .setBeats(beats)
        .setNote(note)
        .build();
  }
}
