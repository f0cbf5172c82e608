package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditTemplate;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestRequest;
import io.autocut.time.FrameRate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotPacerTest {
  private static final FrameRate RATE = FrameRate.of(10, 1);

  @Test
  void slotsFollowThePatternToTheEndOfTheMusic() {
    assertThat(ends(TestBeats.bpm(60_000).lasting(10), template(List.of(2, 1), 100, 60_000)))
        .containsExactly(20L, 30L, 50L, 60L, 80L, 90L, 100L);
  }

  @Test
  void patternBeginsOnTheFirstDownbeat() {
    BeatTimeline music = TestBeats.bpm(60_000).upbeats(2).lasting(10);

    assertThat(ends(music, template(List.of(4), 100, 60_000))).containsExactly(60L, 100L);
  }

  @Test
  void downbeatFurtherOffThanTheLongestShotIsNotWaitedFor() {
    BeatTimeline music = TestBeats.bpm(60_000).upbeats(3).lasting(8);

    assertThat(ends(music, template(List.of(2), 100, 2000))).containsExactly(20L, 40L, 60L, 80L);
  }

  @Test
  void beatsAreAddedUntilTheShortestShotIsReached() {
    BeatTimeline music = TestBeats.bpm(120_000).lasting(6);

    assertThat(ends(music, template(List.of(1), 1200, 60_000))).containsExactly(15L, 30L, 45L, 60L);
  }

  @Test
  void beatsAreTakenAwayUntilTheLongestShotIsKept() {
    BeatTimeline music = TestBeats.bpm(60_000).lasting(9);

    assertThat(ends(music, template(List.of(8), 100, 3500))).containsExactly(30L, 60L, 90L);
  }

  @Test
  void slotBetweenTwoBeatsMayBeLongerThanTheLongestShot() {
    BeatTimeline music = TestBeats.bpm(20_000).lasting(9);

    assertThat(ends(music, template(List.of(1), 100, 1000))).containsExactly(30L, 60L, 90L);
  }

  @Test
  void remainderTooShortForASlotJoinsTheOneBefore() {
    BeatTimeline music = TestBeats.bpm(60_000).from(500).lasting(5);

    assertThat(ends(music, template(List.of(1), 800, 60_000))).containsExactly(15L, 25L, 35L, 50L);
  }

  @Test
  void proposalsGoDownBeatByBeatToTheShortestShot() {
    SlotPacer pacer = pacer(TestBeats.bpm(60_000).lasting(20), template(List.of(4), 1500, 60_000));

    assertThat(pacer.proposals().stream().map(Slot::recordOut)).containsExactly(40L, 30L, 20L);
  }

  @Test
  void slotBeforeTheFirstBeatBeginsOnNone() {
    SlotPacer pacer =
        pacer(TestBeats.bpm(60_000).from(700).lasting(9), template(List.of(2), 100, 60_000));
    Slot first = pacer.proposals().get(0);
    pacer.take(first);

    assertThat(first).isEqualTo(new Slot(0, 27, -1, 2, 0.5));
    assertThat(pacer.proposals().get(0).firstPulse()).isEqualTo(2);
  }

  @Test
  void patternKeepsItsPaceInTimeWhereOnsetsAreFewerThanBeats() {
    BeatTimeline music =
        TestBeats.bpm(60_000).untrusted(0, 9000).onsets(0, 1000, 2000, 3000, 4000, 5000).lasting(6);

    assertThat(ends(music, template(List.of(2), 100, 60_000)))
        .containsExactly(10L, 20L, 30L, 40L, 50L, 60L);
  }

  @Test
  void musicWithoutBeatsHasNoSlot() {
    assertThat(ends(TestBeats.bpm(60_000).from(9000).lasting(5), TestRequest.every(1))).isEmpty();
  }

  private static EditTemplate template(List<Integer> pattern, int minMillis, int maxMillis) {
    return TestRequest.template(pattern, minMillis, maxMillis);
  }

  private static SlotPacer pacer(BeatTimeline music, EditTemplate template) {
    return new SlotPacer(new BeatClock(music, RATE), template, RATE);
  }

  private static List<Long> ends(BeatTimeline music, EditTemplate template) {
    SlotPacer pacer = pacer(music, template);
    List<Long> ends = new ArrayList<>();
    while (pacer.hasNext()) {
      Slot slot = pacer.proposals().get(0);
      ends.add(slot.recordOut());
      pacer.take(slot);
    }
    return ends;
  }
}
