package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.ClipOrder;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditTemplate;
import io.autocut.schemas.Event;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.MontageWishes;
import io.autocut.schemas.RepeatPolicy;
import io.autocut.schemas.Shot;
import io.autocut.schemas.Transition;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestRequest;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import io.autocut.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What holds for every plan whose template dissolves at sections. */
class DissolvesPropertyTest {
  /** All that a plan is made of. */
  record Input(MontageRequest request, List<AnalyzedClip> clips, BeatTimeline music) {
    Optional<EditDecisionList> plan() {
      try {
        return Optional.of(new MontagePlanner().plan(request, clips, music));
      } catch (UnplannableException e) {
        return Optional.empty();
      }
    }
  }

  @Property(tries = 200)
  void everyDissolveLiesInOneShotOnBothSides(@ForAll("inputs") Input input) {
    input
        .plan()
        .ifPresent(
            list -> {
              List<TimeRange> shown = shown(list);
              Statistics.collect(dissolves(list) > 0 ? "dissolves" : "cuts alone");
              for (Event event : list.getEvents()) {
                TimeRange range = shown.get(event.getIndex());
                assertThat(shots(input, event))
                    .as("%s of %s", range, event.getClipUri())
                    .anyMatch(shot -> shot.encloses(range));
              }
            });
  }

  @Property(tries = 200)
  void noRangeIsMovedOntoAnother(@ForAll("inputs") Input input) {
    input
        .plan()
        .ifPresent(
            list -> {
              List<TimeRange> shown = list.getEvents().stream().map(event -> range(event)).toList();
              for (int i = 0; i < shown.size(); i++) {
                for (int j = 0; j < i; j++) {
                  assertThat(isSameClip(list, i, j) && shown.get(i).overlaps(shown.get(j)))
                      .as("events %s and %s", j, i)
                      .isFalse();
                }
              }
            });
  }

  @Property(tries = 200)
  void everyPieceHasAFrameAndNoDissolveTakesMoreThanHalf(@ForAll("inputs") Input input) {
    input
        .plan()
        .ifPresent(
            list -> {
              long end = 0;
              for (FilmPiece piece : FilmPiece.of(list)) {
                assertThat(piece.recordIn()).isEqualTo(end);
                assertThat(piece.frames()).isPositive();
                end = piece.recordOut();
              }
              assertThat(end).isEqualTo(list.getFrames());
              for (Event event : list.getEvents()) {
                long half = (event.getRecordOut() - event.getRecordIn()) / 2;
                if (into(list, event.getIndex()) == Transition.DISSOLVE) {
                  assertThat(FilmPiece.after(list)).isLessThanOrEqualTo(half);
                }
                if (into(list, event.getIndex() + 1) == Transition.DISSOLVE) {
                  assertThat(FilmPiece.before(list)).isLessThanOrEqualTo(half);
                }
              }
            });
  }

  @Property(tries = 200)
  void planWithDissolvesIsTakenAsAGivenOne(@ForAll("inputs") Input input)
      throws UnplannableException {
    Optional<EditDecisionList> list = input.plan();
    if (list.isPresent()) {
      assertThat(new GivenPlan(list.get(), input.clips(), input.music()).checked())
          .isEqualTo(list.get());
    }
  }

  @Example
  void rangesAreMovedWhereThatGivesThemRoom() throws Exception {
    // The best moments lie at the very ends of the clips.
    List<AnalyzedClip> clips = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d")) {
      clips.add(new AnalyzedClip("/" + name, TestAnalysis.of(name).shot(5000).build()));
    }
    EditDecisionList list =
        new MontagePlanner()
            .plan(
                dissolving(TestRequest.every(4), 500, "30", ClipOrder.FREE),
                clips,
                TestBeats.bpm(120_000).sectionsOf(1).lasting(8));

    assertThat(list.getEvents()).hasSize(4);
    assertThat(dissolves(list)).isEqualTo(3);
    assertThat(list.getFadeFrames()).isEqualTo(15);
    assertThat(list.getNotes())
        .contains("Every section of the music after the first begins with a dissolve.");
    assertThat(list.getEvents().get(1).getReason()).endsWith("; dissolves out of the one before");
  }

  @Example
  void whereNoFootageIsLeftThereIsACutAndTheNotesSaySo() throws Exception {
    List<AnalyzedClip> clips = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d")) {
      // Two of them are no longer than their slots.
      int millis = clips.size() < 2 ? 2000 : 5000;
      clips.add(new AnalyzedClip("/" + name, TestAnalysis.of(name).shot(millis).build()));
    }
    EditDecisionList list =
        new MontagePlanner()
            .plan(
                dissolving(TestRequest.every(4), 500, "30", ClipOrder.CHRONOLOGICAL),
                clips,
                TestBeats.bpm(120_000).sectionsOf(1).lasting(8));

    assertThat(list.getEvents()).extracting(Event::getClipUri).contains("/a", "/b", "/c", "/d");
    assertThat(dissolves(list)).isEqualTo(1);
    assertThat(list.getNotes())
        .contains(
            "1 of 3 section changes dissolve; at the others the film cuts, for the shots there are"
                + " too short or have no footage left beside them.");
  }

  private static long dissolves(EditDecisionList list) {
    return list.getEvents().stream()
        .filter(event -> event.getTransition() == Transition.DISSOLVE)
        .count();
  }

  private static Transition into(EditDecisionList list, int index) {
    return FilmPiece.transitionInto(list, index);
  }

  private static boolean isSameClip(EditDecisionList list, int one, int other) {
    return list.getEvents()
        .get(one)
        .getClipFingerprint()
        .equals(list.getEvents().get(other).getClipFingerprint());
  }

  /** What each event shows of its clip, the dissolves at its ends included. */
  private static List<TimeRange> shown(EditDecisionList list) {
    FrameRate rate = FrameRate.of(list.getEditRate());
    List<TimeRange> shown = new ArrayList<>();
    for (Event event : list.getEvents()) {
      RationalTime in = RationalTime.of(event.getSourceIn());
      RationalTime out = RationalTime.of(event.getSourceOut());
      if (into(list, event.getIndex()) == Transition.DISSOLVE) {
        in = in.minus(rate.timeOf(FilmPiece.before(list)));
      }
      if (into(list, event.getIndex() + 1) == Transition.DISSOLVE) {
        out = out.plus(rate.timeOf(FilmPiece.after(list)));
      }
      shown.add(TimeRange.of(in, out));
    }
    return shown;
  }

  private static TimeRange range(Event event) {
    return TimeRange.of(
        RationalTime.of(event.getSourceIn()), RationalTime.of(event.getSourceOut()));
  }

  private static List<TimeRange> shots(Input input, Event event) {
    ClipAnalysis clip =
        input.clips().stream()
            .filter(c -> c.fingerprint().equals(event.getClipFingerprint()))
            .findFirst()
            .orElseThrow()
            .analysis();
    return clip.getShots().stream().map(shot -> range(clip, shot)).toList();
  }

  private static TimeRange range(ClipAnalysis clip, Shot shot) {
    int ticks = clip.getTimebase().getDen();
    return TimeRange.of(
        RationalTime.of(shot.getInPts() - clip.getFirstPts(), ticks),
        RationalTime.of(shot.getOutPts() - clip.getFirstPts(), ticks));
  }

  private static MontageRequest dissolving(
      EditTemplate template, int fadeMillis, String fps, ClipOrder order) {
    return TestRequest.montage("film", List.of())
        .setTemplate(
            EditTemplate.newBuilder(template)
                .setAtSections(Transition.DISSOLVE)
                .setRestartAtSections(true)
                .setFadeMillis(fadeMillis)
                .build())
        .setFps(fps)
        .setWishes(MontageWishes.newBuilder().setRepeat(RepeatPolicy.NEVER).setOrder(order).build())
        .build();
  }

  @Provide
  Arbitrary<Input> inputs() {
    return Combinators.combine(requests(), clips().list().ofMinSize(2).ofMaxSize(8), music())
        .as((request, clips, music) -> new Input(request, named(clips), music));
  }

  private static Arbitrary<MontageRequest> requests() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 6).list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.integers().between(0, 2000),
            Arbitraries.of("24000/1001", "25", "30000/1001", "60", "2390/97"),
            Arbitraries.of(ClipOrder.FREE, ClipOrder.CHRONOLOGICAL))
        .as(
            (pattern, fade, fps, order) ->
                dissolving(TestRequest.template(pattern, 200, 4000), fade, fps, order));
  }

  private static Arbitrary<BeatTimeline> music() {
    return Combinators.combine(
            Arbitraries.integers().between(60_000, 200_000),
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(4, 30))
        .as((bpm, bars, seconds) -> TestBeats.bpm(bpm).sectionsOf(bars).lasting(seconds));
  }

  private static List<AnalyzedClip> named(List<ClipAnalysis> clips) {
    List<AnalyzedClip> named = new ArrayList<>();
    for (ClipAnalysis clip : clips) {
      String name = "clip" + named.size();
      ClipAnalysis own = ClipAnalysis.newBuilder(clip).setFingerprint(name).build();
      named.add(new AnalyzedClip("/media/" + name + ".mp4", own));
    }
    return named;
  }

  private static Arbitrary<ClipAnalysis> clips() {
    return Combinators.combine(
            Arbitraries.integers().between(300, 9000).list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.doubles().between(0, 1).ofScale(3),
            Arbitraries.of("24000/1001", "25", "60000/1001", "239/10"),
            Arbitraries.of(1000, 12_800, 90_000),
            Arbitraries.integers().between(100, 3000))
        .as(
            (shots, quality, rate, ticks, keyframes) -> {
              TestAnalysis clip = TestAnalysis.of("a").at(rate).startingAt(77, ticks);
              int length = 0;
              for (int shot : shots) {
                clip.shot(shot, quality);
                length += shot;
              }
              for (int millis = 0; millis < length; millis += keyframes) {
                clip.keyframesAt(millis);
              }
              return clip.build();
            });
  }
}
