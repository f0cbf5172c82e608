package io.autocut.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.ClipOrder;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.EditTemplate;
import io.autocut.schemas.Event;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.MontageWishes;
import io.autocut.schemas.PulseKind;
import io.autocut.schemas.RepeatPolicy;
import io.autocut.schemas.Shot;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestRequest;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import io.autocut.time.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every plan, whatever the footage and the music. */
class MontagePlannerPropertyTest {
  /** All that a plan is made of. */
  record Input(MontageRequest request, List<AnalyzedClip> clips, BeatTimeline music) {
    Optional<EditDecisionList> plan() {
      return plan(clips);
    }

    Optional<EditDecisionList> plan(List<AnalyzedClip> inOrder) {
      try {
        return Optional.of(new MontagePlanner().plan(request, inOrder, music));
      } catch (UnplannableException e) {
        return Optional.empty();
      }
    }
  }

  @Property(tries = 150)
  void eventsTileTheFilmFromZeroToItsEnd(@ForAll("inputs") Input input) {
    input
        .plan()
        .ifPresent(
            list -> {
              long end = 0;
              for (Event event : list.getEvents()) {
                assertThat(event.getRecordIn()).isEqualTo(end);
                assertThat(event.getRecordOut()).isGreaterThan(end);
                end = event.getRecordOut();
              }
              assertThat(list.getFrames()).isEqualTo(end);
              assertThat(list.getEvents())
                  .extracting(Event::getIndex)
                  .containsExactlyElementsOf(
                      IntStream.range(0, list.getEvents().size()).boxed().toList());
            });
  }

  @Property(tries = 150)
  void everyCutLiesWithinHalfAFrameOfItsPulse(@ForAll("inputs") Input input) {
    input
        .plan()
        .ifPresent(
            list -> {
              FrameRate rate = FrameRate.of(list.getEditRate());
              RationalTime halfFrame = rate.frameDuration().dividedBy(2);
              for (Event event : list.getEvents()) {
                RationalTime pulse = RationalTime.of(list.getBeatTimes().get(event.getIndex()));
                assertThat(rate.timeOf(event.getRecordIn()).minus(pulse).abs())
                    .isLessThanOrEqualTo(halfFrame);
              }
            });
  }

  @Property(tries = 150)
  void everyPulseIsTheBeatOrTheOnsetThatItIsSaidToBe(@ForAll("inputs") Input input) {
    BeatTrust trust = BeatTrust.of(input.music());
    input
        .plan()
        .ifPresent(
            list -> {
              for (Event event : list.getEvents()) {
                long sample = sampleOf(event, list, input.music());
                if (event.getPulse() == PulseKind.BEAT) {
                  assertThat(input.music().getBeats().get(event.getBeatIndex()).getSample())
                      .isEqualTo(sample);
                  assertThat(trust.at(sample)).isTrue();
                } else if (event.getPulse() == PulseKind.ONSET) {
                  assertThat(input.music().getOnsets())
                      .anyMatch(onset -> onset.getSample() == sample);
                  assertThat(trust.at(sample)).isFalse();
                } else if (event.getPulse() == PulseKind.START) {
                  assertThat(event.getIndex()).isZero();
                } else {
                  assertThat(event.getPulse()).isEqualTo(PulseKind.EVEN);
                }
              }
            });
  }

  @Property(tries = 150)
  void shotsKeepTheirLengthsWhereThePulsesAllow(@ForAll("inputs") Input input) {
    input
        .plan()
        .ifPresent(
            list -> {
              FrameRate rate = FrameRate.of(list.getEditRate());
              EditTemplate template = input.request().getTemplate();
              long shortest = rate.frameAt(RationalTime.ofMillis(template.getMinShotMillis()));
              long longest = rate.frameAt(RationalTime.ofMillis(template.getMaxShotMillis()));
              BeatClock clock = new BeatClock(input.music(), rate);
              for (Event event : list.getEvents()) {
                long frames = event.getRecordOut() - event.getRecordIn();
                assertThat(frames).isGreaterThanOrEqualTo(Math.max(1, shortest));
                if (frames > longest) {
                  assertThat(pulsesWithin(clock, event, shortest, longest))
                      .as("pulses that would have kept event %s short enough", event.getIndex())
                      .isZero();
                }
              }
            });
  }

  /** Pulses on which the event could have ended at a length between the two. */
  private static long pulsesWithin(BeatClock clock, Event event, long shortest, long longest) {
    // What comes before the first downbeat belongs to the first event, with all its pulses.
    int first = event.getIndex() == 0 ? clock.firstDownbeat() + 1 : 0;
    return IntStream.range(first, clock.pulses())
        .mapToLong(pulse -> clock.frameOf(pulse) - event.getRecordIn())
        .filter(frames -> frames >= Math.max(1, shortest) && frames <= longest)
        .filter(frames -> clock.endFrame() - event.getRecordIn() - frames >= shortest)
        .count();
  }

  private static long sampleOf(Event event, EditDecisionList list, BeatTimeline music) {
    return RationalTime.of(list.getBeatTimes().get(event.getIndex()))
        .plus(RationalTime.of(list.getMusicIn()))
        .toTicks(1, music.getSampleRate());
  }

  @Property(tries = 150)
  void filmEndsWithinTheMusic(@ForAll("inputs") Input input) {
    input
        .plan()
        .ifPresent(
            list -> {
              RationalTime length = FrameRate.of(list.getEditRate()).timeOf(list.getFrames());
              assertThat(RationalTime.of(list.getMusicIn()).plus(length))
                  .isEqualTo(RationalTime.of(list.getMusicOut()))
                  .isLessThanOrEqualTo(
                      RationalTime.of(input.music().getEndSound(), input.music().getSampleRate()));
            });
  }

  @Property(tries = 150)
  void noSourceRangeIsUsedTwice(@ForAll("inputs") Input input) {
    input
        .plan()
        .ifPresent(
            list -> {
              List<Event> events = list.getEvents();
              for (int i = 0; i < events.size(); i++) {
                for (int j = 0; j < i; j++) {
                  if (events
                      .get(i)
                      .getClipFingerprint()
                      .equals(events.get(j).getClipFingerprint())) {
                    assertThat(source(events.get(i)).overlaps(source(events.get(j))))
                        .as("events %s and %s", j, i)
                        .isFalse();
                  }
                }
              }
            });
  }

  @Property(tries = 150)
  void everySourceRangeLiesWithinOneShotOfItsClip(@ForAll("inputs") Input input) {
    input
        .plan()
        .ifPresent(
            list -> {
              for (Event event : list.getEvents()) {
                assertThat(shots(input, event))
                    .as("%s of %s", source(event), event.getClipUri())
                    .anyMatch(shot -> shot.encloses(source(event)));
              }
            });
  }

  @Property(tries = 150)
  void sourceRangesAreAsLongAsTheirPlaceInTheFilm(@ForAll("inputs") Input input) {
    input
        .plan()
        .ifPresent(
            list -> {
              FrameRate rate = FrameRate.of(list.getEditRate());
              for (Event event : list.getEvents()) {
                assertThat(source(event).length())
                    .isEqualTo(rate.timeOf(event.getRecordOut() - event.getRecordIn()));
              }
            });
  }

  @Property(tries = 150)
  void partsAddUpToTheObjectiveAndStayBelowTheBound(@ForAll("inputs") Input input) {
    input
        .plan()
        .ifPresent(
            list -> {
              double parts = list.getParts().stream().mapToDouble(part -> part.getPoints()).sum();
              assertThat(parts).isCloseTo(list.getObjective(), within(0.01));
              assertThat(list.getObjective()).isLessThanOrEqualTo(list.getBound() + 0.001);
            });
  }

  @Property(tries = 150)
  void everyClipIsInTheFilmOrAmongTheUnusedWithAReason(@ForAll("inputs") Input input) {
    input
        .plan()
        .ifPresent(
            list -> {
              List<String> named = new ArrayList<>();
              list.getEvents().stream().map(Event::getClipUri).distinct().forEach(named::add);
              list.getUnused().forEach(unused -> named.add(unused.getClipUri()));
              assertThat(named)
                  .containsExactlyInAnyOrderElementsOf(
                      input.clips().stream().map(AnalyzedClip::uri).toList());
              assertThat(list.getUnused()).noneMatch(unused -> unused.getReason().isBlank());
            });
  }

  @Property(tries = 50)
  void shuffledClipsGiveTheSamePlan(@ForAll("inputs") Input input, @ForAll long shuffle) {
    List<AnalyzedClip> shuffled = new ArrayList<>(input.clips());
    java.util.Collections.shuffle(shuffled, new Random(shuffle));

    assertThat(input.plan(shuffled)).isEqualTo(input.plan());
  }

  private static TimeRange source(Event event) {
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

  @Provide
  Arbitrary<Input> inputs() {
    return Combinators.combine(requests(), clips().list().ofMinSize(1).ofMaxSize(5), music())
        .as((request, clips, music) -> new Input(request, named(clips), music));
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

  private static Arbitrary<MontageRequest> requests() {
    Arbitrary<EditTemplate> templates =
        Combinators.combine(
                Arbitraries.integers().between(1, 8).list().ofMinSize(1).ofMaxSize(4),
                Arbitraries.integers().between(100, 1000),
                Arbitraries.integers().between(1000, 8000),
                Arbitraries.integers().between(0, 1000))
            .as(
                (pattern, min, max, response) ->
                    EditTemplate.newBuilder(TestRequest.template(pattern, min, max))
                        .setEnergyResponsePermille(response)
                        .build());
    return Combinators.combine(
            templates,
            Arbitraries.of("auto", "24000/1001", "25", "30000/1001", "60"),
            Arbitraries.longs(),
            Arbitraries.of(ClipOrder.FREE, ClipOrder.FREE, ClipOrder.CHRONOLOGICAL))
        .as(
            (template, fps, seed, order) ->
                TestRequest.montage("film", List.of())
                    .setTemplate(template)
                    .setFps(fps)
                    .setSeed(seed)
                    .setWishes(
                        MontageWishes.newBuilder()
                            .setRepeat(RepeatPolicy.NEVER)
                            .setOrder(order)
                            .build())
                    .build());
  }

  private static Arbitrary<ClipAnalysis> clips() {
    return Combinators.combine(
            Arbitraries.integers().between(100, 6000).list().ofMinSize(1).ofMaxSize(4),
            Arbitraries.doubles().between(0, 1).ofScale(3),
            Arbitraries.of("24000/1001", "25", "30", "60000/1001", "239/10"),
            Arbitraries.of(1000, 12_800, 30_000, 90_000),
            Arbitraries.longs().between(-5000, 200_000),
            Arbitraries.integers().between(100, 3000))
        .as(
            (shots, quality, rate, ticks, first, keyframes) -> {
              TestAnalysis clip = TestAnalysis.of("a").at(rate).startingAt(first, ticks);
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

  private static Arbitrary<BeatTimeline> music() {
    Arbitrary<TestBeats> beats =
        Combinators.combine(
                Arbitraries.integers().between(40_000, 220_000),
                Arbitraries.of(8000, 22_050, 44_100, 48_000),
                Arbitraries.integers().between(0, 2500),
                Arbitraries.integers().between(0, 2500),
                Arbitraries.integers().between(0, 3))
            .as(
                (bpm, sampleRate, first, silent, upbeats) ->
                    TestBeats.bpm(bpm)
                        .sampledAt(sampleRate)
                        .from(first)
                        .silentFor(silent)
                        .upbeats(upbeats));
    return Combinators.combine(
            beats,
            Arbitraries.integers().between(3, 40),
            Arbitraries.integers().between(0, 30),
            Arbitraries.integers().between(0, 20),
            onsets())
        .as(
            (music, seconds, from, lasting, onsets) -> {
              if (lasting > 0) {
                music.untrusted(from * 1000, (from + lasting) * 1000);
              }
              return music.onsets(onsets).lasting(seconds);
            });
  }

  private static Arbitrary<int[]> onsets() {
    return Arbitraries.integers()
        .between(300, 5000)
        .list()
        .ofMaxSize(80)
        .map(
            gaps -> {
              int[] onsets = gaps.stream().mapToInt(gap -> gap).toArray();
              Arrays.parallelPrefix(onsets, Integer::sum);
              return onsets;
            });
  }
}
