package io.autocut.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.Assembly;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.MontageReport;
import io.autocut.schemas.PixelProof;
import io.autocut.schemas.RungUse;
import io.autocut.schemas.Verification;
import io.autocut.schemas.Versions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {
  private static final int CUTS = 9;

  @ParameterizedTest
  @CsvSource({
    "0, 0, beats",
    "4, 0, beats and onsets",
    "4, 2, 'beats, onsets and even pulses'",
    "9, 0, onsets",
    "7, 2, onsets and even pulses",
    "0, 9, even pulses"
  })
  void proofNamesWhatTheCutsFallOn(int onOnsets, int onEvenPulses, String named) {
    assertThat(printed(onOnsets, onEvenPulses))
        .contains("cuts at most 16.6 ms from their " + named + ", sound off by 0.00 ms.");
  }

  @Test
  void tempoIsToldOfMusicWithBeats() {
    assertThat(printed(4, 0)).contains("2 of 3 clips, music at 123.4 bpm.");
  }

  @Test
  void noTempoIsToldWhereNoCutFallsOnABeat() {
    assertThat(printed(7, 2)).contains("2 of 3 clips, music without a steady beat.");
  }

  @Test
  void picturesLoudnessAndCopiedFramesAreToldWhereTheyAreKnown() {
    MontageReport plain = report(0, 0);
    Verification verification =
        Verification.newBuilder(plain.getVerification())
            .setPixels(new PixelProof(300L, 7, 2, 7, 0L, 16_000L, 8000L))
            .setLoudnessCentiLufs(-1403)
            .setTruePeakCentiDb(-120)
            .build();

    assertThat(
            printed(
                MontageReport.newBuilder(plain)
                    .setVerification(verification)
                    .setFramesCopied(290)
                    .build()))
        .contains(
            "  Seen in its pictures: 7 of 9 cuts on their frame, 2 between pictures too alike to"
                + " tell.\n",
            "  Its loudness is -14.0 LUFS, its true peak -1.2 dB.\n",
            "  Copied: 290 of 300 frames as the camera wrote them.\n");
  }

  @Test
  void rungsAreToldWhereThereAreSeveral() {
    assertThat(
            printed(
                madeBy(
                    new RungUse("software", 9, 280L),
                    new RungUse("software, last frame held", 1, 20L))))
        .contains("  Segments: 9 software; 1 software, last frame held.\n");
  }

  @Test
  void oneRungForAllGoesWithoutSaying() {
    assertThat(printed(madeBy(new RungUse("software", 10, 300L)))).doesNotContain("Segments:");
  }

  private static MontageReport madeBy(RungUse... rungs) {
    return MontageReport.newBuilder(report(0, 0)).setRungs(List.of(rungs)).build();
  }

  private static String printed(int onOnsets, int onEvenPulses) {
    return printed(report(onOnsets, onEvenPulses));
  }

  private static String printed(MontageReport report) {
    StringWriter out = new StringWriter();
    new Summary(new PrintWriter(out)).print(report);
    return out.toString();
  }

  private static MontageReport report(int onOnsets, int onEvenPulses) {
    return MontageReport.newBuilder()
        .setRunId("run")
        .setMontageId("film")
        .setMade(true)
        .setOutput("/films/film.mp4")
        .setPlanId("p")
        .setPlanKey("plan-key")
        .setTemplate("balanced")
        .setMusicUri("/media/song.mp3")
        .setCanvas(new Canvas(640, 360))
        .setEditRate(new EditRate(30, 1))
        .setFrames(300)
        .setCuts(CUTS)
        .setCutsOnOnsets(onOnsets)
        .setCutsOnEvenPulses(onEvenPulses)
        .setClipsUsed(2)
        .setClipsOffered(3)
        .setBeatGrid(BeatGrid.TRACKED)
        .setMilliBpm(123_400)
        .setAssembly(Assembly.STREAM_COPY)
        .setVerification(
            new Verification(
                true, 300L, 300L, 0L, CUTS + 1, CUTS + 1, 16_600L, 8000L, 0L, 0L, List.of(), null,
                null, null))
        .setWarnings(List.of())
        .setFailures(List.of())
        .setStages(List.of())
        .setVersions(new Versions("0.1", "8", "/f", "libx264", "17", "direct"))
        .build();
  }
}
