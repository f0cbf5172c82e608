package io.autocut.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BarTrackerTest {
  @Test
  void beatsAreFoundWhereTheNetworkHearsThem() {
    BarTracker.Bars bars = track(activations(60, 0.5, 4), 4);

    assertThat(bars.frames().length()).isBetween(118, 121);
    for (int beat = 0; beat < bars.frames().length(); beat++) {
      assertThat((bars.frames().get(beat) + 3) % 50).as("beat %s", beat).isBetween(0, 6);
    }
  }

  @Test
  void downbeatsAreFoundWhereTheNetworkHearsThem() {
    BarTracker.Bars bars = track(activations(60, 0.5, 4), 4);

    for (int beat = 0; beat < bars.frames().length(); beat++) {
      int heard = Math.round(bars.frames().get(beat) / 50f) % 4 + 1;
      assertThat(bars.places().get(beat)).as("beat %s", beat).isEqualTo(heard);
    }
  }

  @Test
  void barsOfThreeFitMusicInThreeBest() {
    BeatActivations waltz = activations(60, 0.4, 3);

    assertThat(track(waltz, 3).score()).isGreaterThan(track(waltz, 4).score());
  }

  @Test
  void barsOfFourFitMusicInFourBest() {
    BeatActivations march = activations(60, 0.4, 4);

    assertThat(track(march, 4).score()).isGreaterThan(track(march, 3).score());
  }

  @Test
  void beatsGoOnThroughAPause() {
    BeatActivations pause = activations(60, 0.5, 4);
    for (int i = 1500; i < 1700; i++) {
      pause.beats()[i] = 0;
      pause.downbeats()[i] = 0;
    }

    assertThat(track(pause, 4).frames().length()).isBetween(118, 121);
  }

  @Test
  void tempoOutsideTheRangeIsNotFollowed() {
    BarTracker.Bars bars =
        BarTracker.track(evidence(activations(60, 0.5, 4)), 4, TempoRange.near(60));

    assertThat(bars.frames().length()).isBetween(58, 62);
  }

  @Test
  void whatIsDecidedBlockByBlockHasNoSeams() {
    BarTracker.Bars bars = track(activations(400, 0.5, 4), 4);

    for (int beat = 1; beat < bars.frames().length(); beat++) {
      assertThat(bars.frames().get(beat) - bars.frames().get(beat - 1))
          .as("beat %s", beat)
          .isBetween(44, 56);
      assertThat(bars.places().get(beat)).isEqualTo(bars.places().get(beat - 1) % 4 + 1);
    }
  }

  @Test
  void musicShorterThanTwoBeatsIsRefused() {
    BarEvidence evidence = evidence(activations(1, 0.5, 4));

    assertThatThrownBy(() -> BarTracker.track(evidence, 4, TempoRange.any()))
        .hasMessage("too short for a beat: 100 frames");
  }

  @Property(tries = 30)
  void beatsRiseAndPlacesFollowOneAnother(
      @ForAll long seed, @ForAll @IntRange(min = 3, max = 90) int seconds) {
    Random chance = new Random(seed);
    float[] beats = new float[seconds * 50];
    float[] downbeats = new float[seconds * 50];
    for (int i = 0; i < beats.length; i++) {
      beats[i] = chance.nextFloat();
      downbeats[i] = beats[i] * chance.nextFloat();
    }

    BarTracker.Bars bars = track(new BeatActivations(beats, downbeats), 4);

    for (int beat = 1; beat < bars.frames().length(); beat++) {
      assertThat(bars.frames().get(beat)).isGreaterThan(bars.frames().get(beat - 1));
      assertThat(bars.places().get(beat)).isEqualTo(bars.places().get(beat - 1) % 4 + 1);
    }
  }

  private static BarTracker.Bars track(BeatActivations activations, int metre) {
    return BarTracker.track(evidence(activations), metre, TempoRange.any());
  }

  private static BarEvidence evidence(BeatActivations activations) {
    return new BarEvidence(activations, 0, 2 * activations.beats().length);
  }

  /** What the network answers to {@code seconds} of steady music that begins on a downbeat. */
  private static BeatActivations activations(int seconds, double interval, int metre) {
    float[] beats = new float[50 * seconds];
    float[] downbeats = new float[50 * seconds];
    for (int beat = 0; beat * interval < seconds - 0.05; beat++) {
      int at = (int) Math.round(beat * interval * 50);
      beats[at] = 0.8f;
      downbeats[at] = beat % metre == 0 ? 0.6f : 0.1f;
    }
    return new BeatActivations(beats, downbeats);
  }
}
