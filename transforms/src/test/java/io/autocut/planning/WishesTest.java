package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.ClipOrder;
import io.autocut.schemas.ClipPlace;
import io.autocut.schemas.ClipWish;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.MontageWishes;
import io.autocut.schemas.RepeatPolicy;
import io.autocut.schemas.SourceRange;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestLibrary;
import io.autocut.testing.TestRequest;
import io.autocut.time.RationalTime;
import io.autocut.time.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What somebody wishes is met, or listed with a reason. */
class WishesTest {
  private static final int CLIPS = 8;

  @Property(tries = 60)
  void everyWishIsMetOrListed(
      @ForAll("wishes") List<ClipWish> wishes, @ForAll @LongRange(max = 9) long seed)
      throws Exception {
    EditDecisionList list = plan(seed, MontageWishes.newBuilder().setClips(wishes));

    for (ClipWish wish : wishes) {
      List<Event> uses =
          list.getEvents().stream().filter(e -> e.getClipUri().equals(wish.getClip())).toList();
      boolean listed = list.getUnmet().stream().anyMatch(unmet -> unmet.startsWith(name(wish)));
      if (wish.getExclude() || wish.getAtMost() == 0) {
        assertThat(uses).isEmpty();
        continue;
      }
      boolean wanted = wish.getMustInclude() || wish.getPlace() != ClipPlace.ANYWHERE;
      if (uses.size() < Math.max(wish.getAtLeast(), wanted ? 1 : 0)) {
        assertThat(listed).as("unmet wish for %s in %s", wish, list.getUnmet()).isTrue();
      }
      if (wish.getAtMost() >= 0) {
        assertThat(uses).hasSizeLessThanOrEqualTo(wish.getAtMost());
      }
      uses.forEach(use -> assertThat(isAllowed(use, wish)).as("%s of %s", use, wish).isTrue());
    }
  }

  private static boolean isAllowed(Event use, ClipWish wish) {
    TimeRange shown =
        TimeRange.of(RationalTime.of(use.getSourceIn()), RationalTime.of(use.getSourceOut()));
    return wish.getRanges().isEmpty()
        || wish.getRanges().stream()
            .map(
                r ->
                    TimeRange.of(
                        RationalTime.of(r.getSourceIn()), RationalTime.of(r.getSourceOut())))
            .anyMatch(range -> range.encloses(shown));
  }

  private static String name(ClipWish wish) {
    return wish.getClip().substring(wish.getClip().lastIndexOf('/') + 1);
  }

  @Test
  void clipsForTheStartAndTheEndStandThere() throws Exception {
    EditDecisionList list =
        plan(
            3,
            MontageWishes.newBuilder()
                .setClips(List.of(placed(1, ClipPlace.START), placed(2, ClipPlace.END))));

    List<String> shown = list.getEvents().stream().map(Event::getClipUri).toList();
    assertThat(shown).startsWith(uri(1)).endsWith(uri(2));
    assertThat(shown.subList(1, shown.size() - 1)).doesNotContain(uri(1), uri(2));
    assertThat(list.getUnmet()).isEmpty();
  }

  @Test
  void clipsAreShownInTheOrderOfTheirRecording() throws Exception {
    EditDecisionList list = plan(4, MontageWishes.newBuilder().setOrder(ClipOrder.CHRONOLOGICAL));

    // The test's clips were recorded in the reverse order of their names.
    assertThat(list.getEvents())
        .extracting(Event::getClipUri)
        .isSortedAccordingTo(Comparator.reverseOrder())
        .containsAll(IntStream.range(0, CLIPS).mapToObj(WishesTest::uri).toList());
    assertThat(list.getUnmet()).isEmpty();
  }

  @Test
  void clipsAreShownInTheOrderInWhichTheyWereGiven() throws Exception {
    List<String> given = List.of(uri(3), uri(1), uri(0), uri(7), uri(6), uri(2), uri(5), uri(4));
    EditDecisionList list =
        plan(5, MontageWishes.newBuilder().setOrder(ClipOrder.AS_GIVEN).setGivenOrder(given));

    assertThat(list.getEvents())
        .extracting(Event::getClipUri)
        .isSortedAccordingTo(Comparator.comparingInt(given::indexOf));
  }

  @Test
  void rangesOfOneClipFollowEachOtherInAFilmThatKeepsAnOrder() throws Exception {
    EditDecisionList list = plan(6, MontageWishes.newBuilder().setOrder(ClipOrder.CHRONOLOGICAL));

    for (int i = 1; i < list.getEvents().size(); i++) {
      Event before = list.getEvents().get(i - 1);
      Event after = list.getEvents().get(i);
      if (before.getClipUri().equals(after.getClipUri())) {
        assertThat(RationalTime.of(after.getSourceIn()))
            .isGreaterThanOrEqualTo(RationalTime.of(before.getSourceOut()));
      }
    }
  }

  @Test
  void filmEndsOnADownbeatNearTheWishedLength() throws Exception {
    EditDecisionList list = plan(7, MontageWishes.newBuilder().setDurationMillis(12_400));

    // Bars of two seconds.
    assertThat(list.getFrames()).isEqualTo(360);
    assertThat(list.getFadeOutMillis()).isPositive();
  }

  @Test
  void longerFilmThanTheMusicIsListedAsUnmet() throws Exception {
    EditDecisionList list = plan(8, MontageWishes.newBuilder().setDurationMillis(60_000));

    assertThat(list.getUnmet())
        .containsExactly("The film lasts 20.0 s, not 60.0 s: the music or the footage ends there.");
  }

  @Test
  void whatIsNotAsWishedIsAmongTheNotesToo() throws Exception {
    EditDecisionList list = plan(8, MontageWishes.newBuilder().setDurationMillis(60_000));

    assertThat(list.getNotes())
        .contains(
            "Not as wished: The film lasts 20.0 s, not 60.0 s: the music or the footage ends there.");
  }

  @Test
  void limitOnAClipThatCannotBeUsedIsNoUnmetWish() throws Exception {
    ClipWish wish = ClipWish.newBuilder().setClip("/media/broken.mp4").setAtMost(2).build();

    assertThat(plan(9, MontageWishes.newBuilder().setClips(List.of(wish))).getUnmet()).isEmpty();
  }

  @Test
  void clipForTheStartFillsTheFilmWhereThereIsNoOther() throws Exception {
    List<ClipWish> wishes = new ArrayList<>();
    for (int clip = 0; clip < CLIPS; clip++) {
      wishes.add(placed(clip, clip % 2 == 0 ? ClipPlace.START : ClipPlace.END));
    }

    EditDecisionList list = plan(3, MontageWishes.newBuilder().setClips(wishes));

    assertThat(list.getFrames()).isEqualTo(600);
  }

  @Test
  void wishForAClipThatCannotBeUsedIsListed() throws Exception {
    ClipWish wish = ClipWish.newBuilder().setClip("/media/broken.mp4").setMustInclude(true).build();

    assertThat(plan(9, MontageWishes.newBuilder().setClips(List.of(wish))).getUnmet())
        .containsExactly("broken.mp4: cannot be used at all.");
  }

  @Test
  void shortestShotOfTheWishTakesThePlaceOfTheTemplates() throws Exception {
    EditDecisionList list = plan(2, MontageWishes.newBuilder().setMinShotMillis(1800));

    assertThat(list.getEvents())
        .allMatch(event -> event.getRecordOut() - event.getRecordIn() >= 54);
  }

  @Test
  void heavierClipIsUsedMoreOften() throws Exception {
    ClipWish heavy = ClipWish.newBuilder().setClip(uri(0)).setWeightPermille(10_000).build();
    ClipWish light = ClipWish.newBuilder().setClip(uri(0)).setWeightPermille(100).build();

    assertThat(uses(plan(1, MontageWishes.newBuilder().setClips(List.of(heavy)))))
        .isGreaterThan(uses(plan(1, MontageWishes.newBuilder().setClips(List.of(light)))));
  }

  private static long uses(EditDecisionList list) {
    return list.getEvents().stream().filter(event -> event.getClipUri().equals(uri(0))).count();
  }

  private static ClipWish placed(int clip, ClipPlace place) {
    return ClipWish.newBuilder().setClip(uri(clip)).setPlace(place).build();
  }

  private static String uri(int clip) {
    return "/media/clip" + clip + ".mp4";
  }

  private static EditDecisionList plan(long seed, MontageWishes.Builder wishes) throws Exception {
    List<AnalyzedClip> clips = new ArrayList<>();
    for (ClipAnalysis clip : new TestLibrary(seed).clips(CLIPS, 3)) {
      ClipAnalysis recorded =
          ClipAnalysis.newBuilder(clip).setRecordedMicros(1_000_000L - clips.size()).build();
      clips.add(new AnalyzedClip(uri(clips.size()), recorded));
    }
    MontageRequest request =
        TestRequest.montage("film", List.of())
            .setWishes(wishes.setRepeat(RepeatPolicy.NEVER).build())
            .build();
    return new MontagePlanner()
        .plan(request, clips, new TestLibrary(seed).varied(TestBeats.bpm(120_000).lasting(20)));
  }

  @Provide
  Arbitrary<List<ClipWish>> wishes() {
    return Arbitraries.integers()
        .between(0, CLIPS - 1)
        .set()
        .ofMaxSize(5)
        .flatMap(
            clips -> {
              List<Arbitrary<ClipWish>> each = new ArrayList<>();
              clips.stream().sorted().forEach(clip -> each.add(wish(uri(clip))));
              return each.isEmpty()
                  ? Arbitraries.just(List.of())
                  : Combinators.combine(each).as(List::copyOf);
            });
  }

  private static Arbitrary<ClipWish> wish(String clip) {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.of(true, false, false, false),
            Arbitraries.integers().between(-1, 4),
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(0, 5000),
            Arbitraries.integers().between(0, 6000))
        .as(
            (include, exclude, atMost, atLeast, in, length) ->
                ClipWish.newBuilder()
                    .setClip(clip)
                    .setMustInclude(include && !exclude)
                    .setExclude(exclude)
                    .setAtMost(atMost)
                    .setAtLeast(atMost < 0 ? atLeast : Math.min(atLeast, atMost))
                    .setRanges(length < 200 ? List.of() : List.of(range(in, in + length)))
                    .build());
  }

  private static SourceRange range(int inMillis, int outMillis) {
    return new SourceRange(
        RationalTime.ofMillis(inMillis).toRecord(), RationalTime.ofMillis(outMillis).toRecord());
  }
}
