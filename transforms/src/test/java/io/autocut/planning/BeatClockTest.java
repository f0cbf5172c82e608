package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.testing.TestBeats;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BeatClockTest {
  private static final FrameRate NTSC = FrameRate.of(30_000, 1001);
  private static final FrameRate FILM = FrameRate.of(24, 1);

  @Test
  void everyBeatOfAnHourLiesWithinHalfAFrameOfItsFrame() {
    BeatClock clock = new BeatClock(TestBeats.bpm(123_400).lasting(3600), NTSC);
    RationalTime halfFrame = NTSC.frameDuration().dividedBy(2);

    assertThat(clock.pulses()).isEqualTo(7404);
    for (int beat = 0; beat < clock.pulses(); beat++) {
      RationalTime off = NTSC.timeOf(clock.frameOf(beat)).minus(clock.timeOf(beat)).abs();
      assertThat(off).as("beat %s", beat).isLessThanOrEqualTo(halfFrame);
    }
  }

  @Test
  void lastFrameEndsWithinTheMusic() {
    BeatClock clock = new BeatClock(TestBeats.bpm(120_000).lasting(10), NTSC);

    assertThat(clock.endFrame()).isEqualTo(299);
    assertThat(clock.frameOf(clock.pulses())).isEqualTo(299);
  }

  @Test
  void longSilenceAtTheStartIsLeftOut() {
    BeatClock clock =
        new BeatClock(TestBeats.bpm(60_000).from(500).silentFor(3000).lasting(10), FILM);

    assertThat(clock.musicIn()).isEqualTo(RationalTime.of(3, 1));
    assertThat(clock.timeOf(0)).isEqualTo(RationalTime.of(1, 2));
    assertThat(clock.frameOf(0)).isEqualTo(12);
    assertThat(clock.timelineIndex(0)).isEqualTo(3);
    assertThat(clock.endFrame()).isEqualTo(7 * 24);
  }

  @Test
  void silenceOfASecondIsKept() {
    BeatClock clock =
        new BeatClock(TestBeats.bpm(60_000).from(1000).silentFor(1000).lasting(10), FILM);

    assertThat(clock.musicIn()).isEqualTo(RationalTime.ZERO);
    assertThat(clock.frameOf(0)).isEqualTo(24);
    assertThat(clock.timelineIndex(0)).isZero();
  }

  @Test
  void firstDownbeatComesAfterTheUpbeats() {
    assertThat(new BeatClock(TestBeats.bpm(60_000).upbeats(3).lasting(9), FILM).firstDownbeat())
        .isEqualTo(3);
  }

  @Test
  void musicWithoutADownbeatBeginsOnItsFirstBeat() {
    assertThat(new BeatClock(TestBeats.bpm(60_000).upbeats(3).lasting(2), FILM).firstDownbeat())
        .isZero();
  }

  @Test
  void doubtfulDownbeatIsABetterBeginningThanAnyBeat() {
    BeatClock clock =
        new BeatClock(TestBeats.bpm(60_000).upbeats(3).downbeatConfidence(0.05).lasting(9), FILM);

    assertThat(clock.firstDownbeat()).isEqualTo(3);
  }

  @Test
  void downbeatAfterABeginningWithoutBeatsIsNotWaitedFor() {
    BeatClock clock =
        new BeatClock(TestBeats.bpm(60_000).untrusted(0, 4000).onsets(1000, 2500).lasting(9), FILM);

    assertThat(clock.firstDownbeat()).isZero();
  }

  @Test
  void everyOnsetLiesWithinHalfAFrameOfItsFrame() {
    int[] onsets = IntStream.range(0, 1000).map(i -> 700 * i + i % 97).toArray();
    BeatClock clock =
        new BeatClock(
            TestBeats.bpm(60_000).untrusted(0, 700_000).onsets(onsets).lasting(700), NTSC);
    RationalTime halfFrame = NTSC.frameDuration().dividedBy(2);

    assertThat(clock.pulses()).isEqualTo(1000);
    for (int pulse = 0; pulse < clock.pulses(); pulse++) {
      RationalTime off = NTSC.timeOf(clock.frameOf(pulse)).minus(clock.timeOf(pulse)).abs();
      assertThat(off).as("pulse %s", pulse).isLessThanOrEqualTo(halfFrame);
    }
  }

  @Test
  void pulseNearestToTheBeatsAskedForIsTaken() {
    // Pulses that count for 1, 3, 1 and 2 beats.
    BeatClock clock =
        new BeatClock(
            TestBeats.bpm(60_000).untrusted(0, 4000).onsets(0, 500, 2000, 2500).lasting(4), FILM);

    assertThat(clock.after(0, 1)).isEqualTo(1);
    assertThat(clock.after(0, 2)).isEqualTo(1);
    assertThat(clock.after(0, 3)).isEqualTo(2);
    assertThat(clock.after(1, 1)).isEqualTo(2);
    assertThat(clock.after(2, 64)).isEqualTo(4);
  }

  @Test
  void energyIsTheMeanOfTheBeats() {
    BeatClock clock = new BeatClock(TestBeats.bpm(60_000).energy(0.25).lasting(4), FILM);

    assertThat(clock.energy(-1, 3)).isEqualTo(0.25);
    assertThat(clock.energy(2, 2)).isZero();
  }
}
