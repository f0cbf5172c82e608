package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.BeatCorrection;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PulseKind;
import io.autocut.schemas.TempoScale;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestRequest;
import io.autocut.time.RationalTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where the beats cannot be trusted. */
class MontagePlannerOnsetsTest {
  private static final String ON_ONSETS =
      "No steady beat in the music; the cuts fall on strong onsets.";
  private static final String OTHER_TEMPO =
      "The tempo could also be half or twice as fast; --half-time or --double-time corrects it.";

  private final MontageRequest request = TestRequest.montage("film", List.of()).build();

  @Test
  void cutsFallOnOnsetsWithinAnUntrustedStretchAndOnBeatsOutside() throws Exception {
    EditDecisionList list =
        plan(beats().untrusted(4000, 8000).onsets(1310, 4730, 5710, 6690, 7500).lasting(12));

    assertThat(pulses(list, PulseKind.ONSET)).containsExactly(4730L, 5710L, 6690L, 7500L);
    assertThat(pulses(list, PulseKind.BEAT))
        .allMatch(millis -> millis % 500 == 0)
        .allMatch(millis -> millis < 4000 || millis >= 8000);
  }

  @Test
  void eventOnAnOnsetNamesNoBeatAndSaysWhy() throws Exception {
    EditDecisionList list = plan(beats().untrusted(4000, 8000).onsets(5000, 6600).lasting(12));

    for (Event event : list.getEvents()) {
      boolean onset = event.getPulse() == PulseKind.ONSET;
      assertThat(event.getReason().endsWith("; on a strong onset")).isEqualTo(onset);
      assertThat(event.getBeatIndex() < 0).isEqualTo(onset);
    }
  }

  @Test
  void stretchWithoutTrustIsNotedWithItsTimes() throws Exception {
    EditDecisionList list =
        plan(beats().untrusted(41_000, 70_000).onsets(every(980, 41_000, 70_000)).lasting(90));

    assertThat(list.getNotes())
        .containsExactly("No steady beat from 0:41 to 1:10; the cuts there fall on strong onsets.");
  }

  @Test
  void timesOfTheNoteAreThoseOfTheFilm() throws Exception {
    EditDecisionList list =
        plan(
            beats()
                .silentFor(3000)
                .untrusted(10_000, 20_000)
                .onsets(every(900, 10_000, 20_000))
                .lasting(30));

    assertThat(list.getNotes())
        .containsExactly("No steady beat from 0:07 to 0:17; the cuts there fall on strong onsets.");
  }

  @Test
  void stretchesWithoutTrustShareANote() throws Exception {
    EditDecisionList list =
        plan(
            beats()
                .untrusted(5000, 10_000)
                .untrusted(15_000, 20_000)
                .untrusted(25_000, 40_000)
                .onsets(every(700, 0, 30_000))
                .lasting(30));

    assertThat(list.getNotes())
        .containsExactly(
            "No steady beat from 0:05 to 0:10, from 0:15 to 0:20 and from 0:25 to 0:30; the cuts"
                + " there fall on strong onsets.");
  }

  @Test
  void stretchAfterTheEndOfTheFilmIsNotNoted() throws Exception {
    EditDecisionList list =
        new MontagePlanner()
            .plan(
                MontageRequest.newBuilder(request).setWishes(TestRequest.neverAgain()).build(),
                List.of(clip("a", 6000)),
                beats().untrusted(8000, 20_000).onsets(9000).lasting(20));

    assertThat(list.getNotes()).hasSize(1).first().asString().startsWith("The footage covers");
  }

  @Test
  void musicWithoutAnyTrustIsNotedAsAWhole() throws Exception {
    EditDecisionList list =
        plan(beats().untrusted(0, 20_000).onsets(every(950, 0, 20_000)).lasting(20));

    assertThat(list.getNotes()).containsExactly(ON_ONSETS);
    assertThat(pulses(list, PulseKind.BEAT)).isEmpty();
  }

  @Test
  void onsetsGoBeforeAnEvenGrid() throws Exception {
    EditDecisionList list =
        plan(beats().regular("No beat was found.").onsets(every(950, 0, 20_000)).lasting(20));

    assertThat(list.getNotes()).containsExactly(ON_ONSETS);
    assertThat(pulses(list, PulseKind.ONSET)).isNotEmpty();
  }

  @Test
  void withoutAnyOnsetThereStillIsAFilm() throws Exception {
    EditDecisionList list = plan(beats().untrusted(0, 20_000).lasting(20));

    assertThat(list.getFrames()).isEqualTo(600);
    assertThat(list.getEvents()).hasSize(20);
    assertThat(list.getEvents()).extracting(Event::getPulse).containsOnly(PulseKind.EVEN);
    assertThat(list.getNotes())
        .containsExactly(
            "No steady beat in the music, and no strong onsets; the cuts are evenly spaced.");
  }

  @Test
  void stretchWithoutAnyOnsetIsSaidToBeCutEvenly() throws Exception {
    assertThat(plan(beats().untrusted(5000, 15_000).lasting(20)).getNotes())
        .containsExactly("No steady beat from 0:05 to 0:15; the cuts there are evenly spaced.");
  }

  @Test
  void onsetsChangeNothingWhereAllBeatsAreTrusted() throws Exception {
    assertThat(plan(beats().onsets(every(700, 0, 20_000)).lasting(20)))
        .isEqualTo(plan(beats().lasting(20)));
  }

  @Test
  void beatsThatSomebodyGaveAreTrusted() throws Exception {
    BeatTimeline music = beats().untrusted(0, 20_000).onsets(every(950, 0, 20_000)).lasting(20);
    EditDecisionList list = plan(BeatTimeline.newBuilder(music).setGrid(BeatGrid.GIVEN).build());

    assertThat(pulses(list, PulseKind.ONSET)).isEmpty();
    assertThat(list.getNotes()).isEmpty();
  }

  @Test
  void doubtfulTempoIsNotedWithItsRemedy() throws Exception {
    assertThat(plan(beats().tempoConfidence(0.1).lasting(10)).getNotes())
        .containsExactly(OTHER_TEMPO);
  }

  @Test
  void tempoThatSomebodyDecidedOnIsNotDoubted() throws Exception {
    MontageRequest halved =
        MontageRequest.newBuilder(request)
            .setBeatCorrection(new BeatCorrection("", 0, TempoScale.HALF, 0L, "", false))
            .build();

    assertThat(
            new MontagePlanner()
                .plan(halved, footage(), beats().tempoConfidence(0.1).lasting(10))
                .getNotes())
        .isEmpty();
  }

  @Test
  void tempoOfMusicWithoutABeatIsNotDoubted() throws Exception {
    BeatTimeline music =
        beats().tempoConfidence(0).untrusted(0, 10_000).onsets(every(900, 0, 10_000)).lasting(10);

    assertThat(plan(music).getNotes()).containsExactly(ON_ONSETS);
  }

  private static TestBeats beats() {
    return TestBeats.bpm(120_000);
  }

  private static int[] every(int stepMillis, int fromMillis, int toMillis) {
    return IntStream.iterate(fromMillis, at -> at < toMillis, at -> at + stepMillis).toArray();
  }

  private EditDecisionList plan(BeatTimeline timeline) throws UnplannableException {
    return new MontagePlanner().plan(request, footage(), timeline);
  }

  private static List<AnalyzedClip> footage() {
    return List.of(clip("a", 60_000), clip("b", 60_000));
  }

  private static AnalyzedClip clip(String fingerprint, int millis) {
    return new AnalyzedClip(
        "/media/" + fingerprint + ".mp4", TestAnalysis.of(fingerprint).shot(millis).build());
  }

  /** When the pulses of this kind sound that events begin on; unit: milliseconds of the film. */
  private static List<Long> pulses(EditDecisionList list, PulseKind kind) {
    return list.getEvents().stream()
        .filter(event -> event.getPulse() == kind)
        .map(event -> RationalTime.of(list.getBeatTimes().get(event.getIndex())).toTicks(1, 1000))
        .toList();
  }
}
