package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.EditTemplate;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestRequest;
import io.autocut.time.FrameRate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SlotPacerTest {
  private static final FrameRate RATE = FrameRate.of(10, 1);

  @Test
  void slotsFollowThePatternToTheEndOfTheMusic() {
    assertThat(ends(TestBeats.bpm(60_000).lasting(10), template(List.of(2, 1), 100, 60_000)))
        .containsExactly(20L, 30L, 50L, 60L, 80L, 100L);
  }

  @Test
  void patternBeginsOnTheFirstDownbeat() {
    BeatTimeline music = TestBeats.bpm(60_000).upbeats(2).lasting(10);

    assertThat(ends(music, template(List.of(4), 100, 60_000))).containsExactly(60L, 100L);
  }

  @Test
  void downbeatFurtherOffThanTheLongestShotIsNotWaitedFor() {
    BeatTimeline music = TestBeats.bpm(60_000).upbeats(3).lasting(8);

    assertThat(ends(music, template(List.of(2), 100, 2000)))
        .containsExactly(20L, 40L, 60L, 70L, 80L);
  }

  @Test
  void beatsAreAddedUntilTheShortestShotIsReached() {
    BeatTimeline music = TestBeats.bpm(120_000).lasting(6);

    assertThat(ends(music, template(List.of(1), 1200, 60_000))).containsExactly(15L, 40L, 60L);
  }

  @Test
  void beatsAreTakenAwayUntilTheLongestShotIsKept() {
    BeatTimeline music = TestBeats.bpm(60_000).lasting(9);

    assertThat(ends(music, template(List.of(8), 100, 3500))).containsExactly(30L, 60L, 80L, 90L);
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
  void slotIsSplitAtThePulseNearestToItsMiddle() {
    BeatTimeline music = TestBeats.bpm(60_000).lasting(20);
    SlotPacer pacer = pacer(music, template(List.of(5), 1500, 60_000));
    Slot whole = pacer.slots().get(0);

    assertThat(pacer.split(whole)).extracting(Slot::recordOut).containsExactly(20L, 50L);
  }

  @Test
  void slotWithoutRoomForTwoStaysWhole() {
    BeatTimeline music = TestBeats.bpm(60_000).lasting(20);
    SlotPacer pacer = pacer(music, template(List.of(2), 1500, 60_000));
    Slot whole = pacer.slots().get(0);

    assertThat(pacer.split(whole)).containsExactly(whole);
  }

  @Test
  void noSlotIsLongerThanTheLongestFootage() {
    BeatTimeline music = TestBeats.bpm(60_000).lasting(12);
    SlotPacer pacer =
        new SlotPacer(
            new BeatClock(music, RATE),
            template(List.of(8), 100, 60_000),
            flat(music),
            new TreeSet<>(),
            RATE,
            35);

    assertThat(pacer.slots()).extracting(Slot::frames).allMatch(frames -> frames <= 35);
  }

  @Test
  void lastSlotBeginsOnTheLastDownbeatWithRoomForIt() {
    BeatTimeline music = TestBeats.bpm(60_000).lasting(15);
    EditTemplate template =
        EditTemplate.newBuilder(template(List.of(2), 100, 60_000)).setEndingBeats(3).build();

    assertThat(ends(music, template)).endsWith(100L, 120L, 150L);
  }

  @Test
  void loudMusicIsCutDenserAndQuietMusicCalmer() {
    BeatTimeline even = TestBeats.bpm(60_000).lasting(80);
    List<Beat> beats = new ArrayList<>();
    for (Beat beat : even.getBeats()) {
      beats.add(Beat.newBuilder(beat).setEnergy(beats.size() < 40 ? 0.2 : 0.9).build());
    }
    BeatTimeline music = BeatTimeline.newBuilder(even).setBeats(beats).build();
    EditTemplate template =
        EditTemplate.newBuilder(template(List.of(4), 100, 60_000))
            .setEnergyResponsePermille(1000)
            .build();

    List<Long> ends = ends(music, template);

    assertThat(ends.stream().filter(end -> end <= 400).count()).isLessThan(8);
    assertThat(ends.stream().filter(end -> end > 400).count()).isGreaterThan(12);
  }

  @Test
  void patternBeginsAnewWithEachSectionWhereTheTemplateWantsIt() {
    BeatTimeline music = TestBeats.bpm(60_000).lasting(24);
    EditTemplate template =
        EditTemplate.newBuilder(template(List.of(3), 100, 60_000))
            .setRestartAtSections(true)
            .build();
    SlotPacer pacer =
        new SlotPacer(
            new BeatClock(music, RATE),
            template,
            flat(music),
            new TreeSet<>(List.of(8)),
            RATE,
            Long.MAX_VALUE);

    assertThat(pacer.slots()).extracting(Slot::recordOut).startsWith(30L, 60L, 80L, 110L);
    assertThat(pacer.slots()).filteredOn(Slot::opensSection).hasSize(1);
  }

  @Test
  void slotBeforeTheFirstBeatBeginsOnNone() {
    List<Slot> slots =
        pacer(TestBeats.bpm(60_000).from(700).lasting(9), template(List.of(2), 100, 60_000))
            .slots();

    assertThat(slots.get(0)).isEqualTo(new Slot(0, 27, -1, 2, 0.5, false));
    assertThat(slots.get(1).firstPulse()).isEqualTo(2);
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

  private static EnergyCurve flat(BeatTimeline music) {
    return EnergyCurve.of(new BeatClock(music, RATE), music);
  }

  private static SlotPacer pacer(BeatTimeline music, EditTemplate template) {
    return new SlotPacer(
        new BeatClock(music, RATE), template, flat(music), new TreeSet<>(), RATE, Long.MAX_VALUE);
  }

  private static List<Long> ends(BeatTimeline music, EditTemplate template) {
    return pacer(music, template).slots().stream().map(Slot::recordOut).toList();
  }
}
