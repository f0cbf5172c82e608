package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.MontageRequest;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestRequest;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MontagePlannerTest {
  private static final BeatTimeline TEN_SECONDS = TestBeats.bpm(120_000).lasting(10);

  private final MontageRequest request = TestRequest.montage("film", List.of()).build();
  private final MontageRequest never =
      TestRequest.montage("film", List.of()).setWishes(TestRequest.neverAgain()).build();

  @Test
  void filmIsAsLongAsTheMusicWhenThereIsFootageEnough() throws Exception {
    EditDecisionList list = plan(TEN_SECONDS, clip("a").shot(9000), clip("b").shot(9000));

    assertThat(list.getFrames()).isEqualTo(300);
    assertThat(list.getEvents()).hasSize(9);
    assertThat(list.getEditRate()).isEqualTo(TestAnalysis.rate("30"));
    assertThat(list.getCanvas()).isEqualTo(new Canvas(1920, 1080));
    assertThat(list.getMusicIn()).isEqualTo(new ExactSeconds(0L, 1L));
    assertThat(list.getMusicOut()).isEqualTo(new ExactSeconds(10L, 1L));
    assertThat(list.getFadeOutMillis()).isZero();
    assertThat(list.getNotes()).isEmpty();
  }

  @Test
  void everyCutOfAnHourLiesWithinHalfAFrameOfItsBeat() throws Exception {
    List<TestAnalysis> clips = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      clips.add(clip("clip" + i).at("30000/1001").momentsOf(10_000).shot(70_000));
    }
    MontageRequest slow =
        MontageRequest.newBuilder(request).setTemplate(TestRequest.every(64)).build();

    EditDecisionList list =
        new MontagePlanner().plan(slow, used(clips), TestBeats.bpm(123_400).lasting(3600));

    FrameRate rate = FrameRate.of(30_000, 1001);
    assertThat(list.getFrames()).isEqualTo(107_892);
    for (Event event : list.getEvents()) {
      RationalTime beat = RationalTime.of(60_000L * event.getBeatIndex(), 123_400);
      RationalTime off = rate.timeOf(event.getRecordIn()).minus(beat).abs();
      // Beats are whole samples: half of one more.
      assertThat(off)
          .as("event %s", event.getIndex())
          .isLessThanOrEqualTo(
              rate.frameDuration().dividedBy(2).plus(RationalTime.of(1, 2 * 44_100)));
    }
  }

  @Test
  void orderOfTheClipsDoesNotMatter() throws Exception {
    List<AnalyzedClip> clips =
        used(List.of(clip("a").shot(9000), clip("b").shot(9000), clip("c").shot(9000)));
    List<AnalyzedClip> turned = new ArrayList<>(clips);
    Collections.reverse(turned);

    assertThat(new MontagePlanner().plan(request, turned, TEN_SECONDS))
        .isEqualTo(new MontagePlanner().plan(request, clips, TEN_SECONDS));
  }

  @Test
  void sameContentUnderTwoNamesIsUsedOnce() throws Exception {
    AnalyzedClip first = new AnalyzedClip("/media/1.mp4", clip("a").shot(3000).build());
    AnalyzedClip copy = new AnalyzedClip("/media/2.mp4", clip("a").shot(3000).build());

    EditDecisionList list = new MontagePlanner().plan(never, List.of(copy, first), TEN_SECONDS);

    assertThat(list.getFrames()).isEqualTo(90);
    assertThat(list.getEvents()).extracting(Event::getClipUri).containsOnly("/media/1.mp4");
  }

  @Test
  void anotherSeedMayGiveAnotherPlan() throws Exception {
    Set<String> plans = new HashSet<>();
    for (long seed = 0; seed < 5; seed++) {
      MontageRequest seeded = MontageRequest.newBuilder(request).setSeed(seed).build();
      plans.add(
          new MontagePlanner()
              .plan(
                  seeded,
                  used(List.of(clip("a").shot(9000), clip("b").shot(9000), clip("c").shot(9000))),
                  TEN_SECONDS)
              .getPlanId());
    }

    assertThat(plans).hasSizeGreaterThan(1);
  }

  @Test
  void tooLittleFootageEndsTheFilmEarlyWithAFade() throws Exception {
    EditDecisionList list =
        new MontagePlanner().plan(never, used(List.of(clip("a").shot(4100))), TEN_SECONDS);

    assertThat(list.getFrames()).isEqualTo(120);
    assertThat(list.getFadeOutMillis()).isEqualTo(1500);
    assertThat(list.getMusicOut()).isEqualTo(new ExactSeconds(4L, 1L));
    assertThat(list.getNotes())
        .containsExactly(
            "The footage covers 4.0 s of the film's 10.0 s without showing anything twice; the film"
                + " ends there and the music fades out.");
  }

  @Test
  void tooLittleFootageIsShownAgainAndTheListSaysSo() throws Exception {
    EditDecisionList list = plan(TEN_SECONDS, clip("a").shot(4100), clip("b").shot(2100));

    assertThat(list.getFrames()).isEqualTo(300);
    assertThat(list.getNotes())
        .containsExactly(
            "The footage is shorter than the film: 4 of 9 cuts show again what was shown longest"
                + " ago. --repeat never ends the film instead.");
  }

  @Test
  void fadeIsNeverLongerThanHalfTheFilm() throws Exception {
    EditDecisionList list =
        new MontagePlanner().plan(never, used(List.of(clip("a").shot(1100))), TEN_SECONDS);

    assertThat(list.getFadeOutMillis()).isEqualTo(500);
  }

  @Test
  void fadeOfSlowMusicIsThreeSeconds() throws Exception {
    BeatTimeline slow = TestBeats.bpm(40_000).lasting(60);

    EditDecisionList list =
        new MontagePlanner().plan(never, used(List.of(clip("a").shot(30_000))), slow);

    assertThat(list.getFadeOutMillis()).isEqualTo(3000);
  }

  @Test
  void noUsableClipIsUnplannable() {
    assertThatThrownBy(() -> plan(TEN_SECONDS))
        .isInstanceOfSatisfying(
            UnplannableException.class, e -> assertThat(e.code()).isEqualTo("NO_CLIPS"))
        .hasMessage("none of its clips can be used");
  }

  @Test
  void footageTooShortForAnySlotIsUnplannable() {
    assertThatThrownBy(() -> plan(TEN_SECONDS, clip("a").shot(400)))
        .isInstanceOfSatisfying(
            UnplannableException.class, e -> assertThat(e.code()).isEqualTo("NO_ROOM"))
        .hasMessage(
            "no clip has an unbroken shot as long as the shortest that template test and the music"
                + " allow");
  }

  @Test
  void longSilenceAtTheStartIsLeftOutOfTheFilm() throws Exception {
    BeatTimeline music = TestBeats.bpm(120_000).from(3000).silentFor(3000).lasting(10);

    EditDecisionList list = plan(music, clip("a").shot(9000));

    assertThat(list.getMusicIn()).isEqualTo(new ExactSeconds(3L, 1L));
    assertThat(list.getMusicOut()).isEqualTo(new ExactSeconds(10L, 1L));
    assertThat(list.getFrames()).isEqualTo(210);
    assertThat(list.getEvents().get(0).getBeatIndex()).isZero();
  }

  @Test
  void musicBeforeTheFirstBeatBelongsToTheFirstEvent() throws Exception {
    BeatTimeline music = TestBeats.bpm(120_000).from(400).lasting(10);

    EditDecisionList list = plan(music, clip("a").shot(15_000));

    assertThat(list.getEvents()).extracting(Event::getBeatIndex).startsWith(-1, 2, 4);
    assertThat(list.getEvents()).extracting(Event::getRecordIn).startsWith(0L, 42L, 72L);
    assertThat(list.getBeatTimes().get(0)).isEqualTo(new ExactSeconds(0L, 1L));
    assertThat(list.getBeatTimes().get(1)).isEqualTo(new ExactSeconds(7L, 5L));
  }

  @Test
  void whatIsWrongWithAClipIsNotedUnderItsName() throws Exception {
    EditDecisionList list =
        plan(
            TEN_SECONDS,
            clip("b").shot(9000).note("damaged after 9.0 s. Used up to there."),
            clip("a").shot(9000));

    assertThat(list.getNotes()).containsExactly("b.mp4: damaged after 9.0 s. Used up to there.");
  }

  @Test
  void evenGridInPlaceOfBeatsIsNoted() throws Exception {
    BeatTimeline music = TestBeats.bpm(120_000).regular("No beat was found.").lasting(10);

    assertThat(plan(music, clip("a").shot(15_000)).getNotes())
        .containsExactly("No beat was found.");
  }

  @Test
  void planIdDoesNotDependOnWhereFilesLie() throws Exception {
    MontageRequest elsewhere =
        MontageRequest.newBuilder(request).setMusic("/other/m.wav").setOutput("/o/f.mp4").build();
    AnalyzedClip here = new AnalyzedClip("/media/a.mp4", clip("a").shot(9000).build());
    AnalyzedClip there = new AnalyzedClip("gs://bucket/z.mov", clip("a").shot(9000).build());

    EditDecisionList list = new MontagePlanner().plan(request, List.of(here), TEN_SECONDS);

    assertThat(new MontagePlanner().plan(elsewhere, List.of(there), TEN_SECONDS).getPlanId())
        .isEqualTo(list.getPlanId())
        .hasSize(40);
  }

  @Test
  void planIdDependsOnTheMusic() throws Exception {
    BeatTimeline other = BeatTimeline.newBuilder(TEN_SECONDS).setFingerprint("other music").build();

    assertThat(plan(other, clip("a").shot(15_000)).getPlanId())
        .isNotEqualTo(plan(TEN_SECONDS, clip("a").shot(15_000)).getPlanId());
  }

  private EditDecisionList plan(BeatTimeline timeline, TestAnalysis... clips)
      throws UnplannableException {
    return new MontagePlanner().plan(request, used(List.of(clips)), timeline);
  }

  private static TestAnalysis clip(String fingerprint) {
    return TestAnalysis.of(fingerprint);
  }

  private static List<AnalyzedClip> used(List<TestAnalysis> clips) {
    return clips.stream()
        .map(TestAnalysis::build)
        .map(clip -> new AnalyzedClip("/media/" + clip.getFingerprint() + ".mp4", clip))
        .toList();
  }
}
