package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.PulseKind;
import io.autocut.testing.TestBeats;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PulseFinderTest {
  @Test
  void trustedBeatsAreThePulsesWhateverTheOnsets() {
    BeatTimeline music = at(120_000).onsets(250, 760, 1300).lasting(2);

    assertThat(millis(music)).containsExactly(0L, 500L, 1000L, 1500L);
    assertThat(find(music)).extracting(Pulse::kind).containsOnly(PulseKind.BEAT);
    assertThat(find(music)).extracting(Pulse::beats).containsOnly(1);
  }

  @Test
  void onsetsTakeThePlaceOfBeatsThatCannotBeTrusted() {
    BeatTimeline music =
        at(120_000).untrusted(2000, 4000).onsets(1300, 2600, 3250, 4700).lasting(5);

    assertThat(millis(music)).containsExactly(0L, 500L, 1000L, 1500L, 2600L, 3250L, 4000L, 4500L);
    assertThat(find(music).get(4).kind()).isEqualTo(PulseKind.ONSET);
    assertThat(find(music).get(4).beat()).isEqualTo(-1);
    assertThat(find(music).get(6).beat()).isEqualTo(8);
  }

  @Test
  void ofOnsetsNearerThanABeatTheStrongerStays() {
    BeatTimeline music =
        at(120_000).untrusted(0, 3000).onset(500, 0.5).onset(800, 0.9).onset(1100, 0.6).lasting(2);

    assertThat(millis(music)).containsExactly(800L);
  }

  @Test
  void onsetTooNearToATrustedBeatIsNoPulse() {
    BeatTimeline music = at(120_000).untrusted(1100, 9000).onsets(1200, 1700, 2900).lasting(4);

    assertThat(millis(music)).containsExactly(0L, 500L, 1000L, 1700L, 2900L);
  }

  @Test
  void slowMusicHasItsOnsetsThinnedOutToSlowPulses() {
    BeatTimeline music =
        at(75_000).untrusted(4000, 60_000).onsets(4700, 5200, 5700, 6200, 6700).lasting(7);

    assertThat(millis(music).subList(5, 8)).containsExactly(4700L, 5700L, 6700L);
  }

  @Test
  void longTimeWithoutAnOnsetIsDividedEvenly() {
    BeatTimeline music = at(97_000).untrusted(0, 10_000).onsets(1000, 3500).lasting(4);

    assertThat(millis(music)).containsExactly(1000L, 1500L, 2000L, 2500L, 3000L, 3500L);
    assertThat(find(music))
        .extracting(Pulse::kind)
        .containsExactly(
            PulseKind.ONSET,
            PulseKind.EVEN,
            PulseKind.EVEN,
            PulseKind.EVEN,
            PulseKind.EVEN,
            PulseKind.ONSET);
  }

  @Test
  void musicWithoutBeatsOrOnsetsHasEvenPulsesFromTheStart() {
    BeatTimeline music = at(97_000).regular("No beat.").lasting(4);

    assertThat(millis(music)).containsExactly(0L, 500L, 1000L, 1500L, 2000L, 2500L, 3000L, 3500L);
  }

  @Test
  void trustedBeatsAreLeftAloneHoweverSlow() {
    assertThat(millis(at(20_000).lasting(9))).containsExactly(0L, 3000L, 6000L);
  }

  @Test
  void pulseCountsForAsManyBeatsAsItIsLong() {
    BeatTimeline music = at(97_000).untrusted(0, 10_000).onsets(0, 500, 1500, 3100).lasting(4);

    assertThat(find(music)).extracting(Pulse::beats).containsExactly(1, 2, 3, 2);
  }

  @Test
  void beatsThatSomebodyGaveAreTrusted() {
    BeatTimeline music = at(120_000).untrusted(0, 2000).onsets(700).lasting(2);
    BeatTimeline given = BeatTimeline.newBuilder(music).setGrid(BeatGrid.GIVEN).build();

    assertThat(millis(given)).containsExactly(0L, 500L, 1000L, 1500L);
  }

  @Test
  void onsetHasTheEnergyOfTheBeatBefore() {
    BeatTimeline music = at(120_000).energy(0.3).untrusted(0, 2000).onsets(700).lasting(2);

    assertThat(find(music)).extracting(Pulse::energy).containsExactly(0.3);
  }

  @Test
  void pulsesOfAnHourOfOnsetsRise() {
    int[] onsets = IntStream.range(0, 9000).map(i -> 400 * i).toArray();

    assertThat(millis(at(120_000).untrusted(0, 3_600_000).onsets(onsets).lasting(3600)))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  private static TestBeats at(int milliBpm) {
    return TestBeats.bpm(milliBpm).sampledAt(48_000);
  }

  private static List<Pulse> find(BeatTimeline music) {
    return PulseFinder.find(music, 0);
  }

  private static List<Long> millis(BeatTimeline music) {
    return find(music).stream().map(pulse -> pulse.sample() / 48).toList();
  }
}
