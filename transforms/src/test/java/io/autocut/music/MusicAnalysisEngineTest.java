package io.autocut.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.media.UnusableMediaException;
import io.autocut.schemas.AnalysisRequest;
import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatCorrection;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.BeatTimeline;
import io.autocut.schemas.MediaKind;
import io.autocut.schemas.TempoScale;
import io.autocut.store.ContentKey;
import io.autocut.store.Fingerprint;
import io.autocut.store.WorkerContext;
import io.autocut.testing.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beats as somebody corrected them, in the store. */
class MusicAnalysisEngineTest {
  private static final int RATE = 44_100;

  @TempDir Path folder;
  private WorkerContext context;
  private Path music;

  @BeforeEach
  void makeMusic() throws Exception {
    context = TestContext.in(folder);
    music =
        TestWav.lasting(20).clicks(120, 0.5).thumps(120, 0.5, 4).writeTo(folder.resolve("a.wav"));
  }

  @Test
  void halfTimeIsEveryOtherBeatOfTheDetected() throws Exception {
    List<Long> detected = samples(timeline(null));
    BeatTimeline halved = timeline(scaled(TempoScale.HALF));

    assertThat(samples(halved)).isSubsetOf(detected).hasSize((detected.size() + 1) / 2);
    assertThat(halved.getMilliBpm()).isBetween(59_900, 60_100);
    assertThat(halved.getCorrection()).isEqualTo("Beats as corrected: half time");
  }

  @Test
  void doubleTimeHasTwiceTheTempo() throws Exception {
    assertThat(timeline(scaled(TempoScale.DOUBLE)).getMilliBpm()).isBetween(239_500, 240_500);
  }

  @Test
  void offsetMovesEachBeatByAsMuch() throws Exception {
    List<Long> detected = samples(timeline(null));
    List<Long> moved = samples(timeline(offset(-100_000)));

    assertThat(moved).isEqualTo(detected.stream().map(sample -> sample - 4410).toList());
  }

  @Test
  void offsetLeavesNoBeatOutsideTheMusic() throws Exception {
    List<Long> detected = samples(timeline(null));
    List<Long> moved = samples(timeline(offset(-1_200_000)));

    assertThat(moved).hasSizeLessThan(detected.size()).allMatch(sample -> sample >= 0);
  }

  @Test
  void knownTempoIsFollowed() throws Exception {
    BeatCorrection slow = BeatCorrection.newBuilder(asDetected()).setMilliBpm(62_000).build();

    BeatTimeline timeline = timeline(slow);

    assertThat(timeline.getMilliBpm()).isBetween(59_500, 60_500);
    assertThat(timeline.getTempoConfidence()).isEqualTo(1);
  }

  @Test
  void givenBeatsTakeThePlaceOfTheDetected() throws Exception {
    BeatTimeline timeline = timeline(file("0.25\t1\n1.25\t2\n3\t1\n"));

    assertThat(samples(timeline)).containsExactly(RATE / 4L, RATE * 5L / 4, RATE * 3L);
    assertThat(timeline.getGrid()).isEqualTo(BeatGrid.GIVEN);
    assertThat(timeline.getCorrection()).isEqualTo("Beats as corrected: given in my.beats");
  }

  @Test
  void givenBeatsServeWhereNothingCanBeHeard() throws Exception {
    music = TestWav.lasting(5).writeTo(folder.resolve("silence.wav"));

    BeatTimeline timeline = timeline(file("1\n2\n3\n"));

    assertThat(samples(timeline)).containsExactly((long) RATE, RATE * 2L, RATE * 3L);
    assertThat(timeline.getGrid()).isEqualTo(BeatGrid.GIVEN);
    assertThat(timeline.getNote()).isEmpty();
  }

  @Test
  void detectedBeatsGivenBackAreTheSameBeats() throws Exception {
    BeatTimeline detected = timeline(null);

    assertThat(timeline(file(BeatsFile.print(detected))).getBeats()).isEqualTo(detected.getBeats());
  }

  @Test
  void correctionLeavesTheDetectedTimelineAsItIs() throws Exception {
    BeatTimeline detected = timeline(null);
    timeline(scaled(TempoScale.HALF));

    assertThat(timeline(asDetected())).isEqualTo(detected);
    assertThat(key(null)).isEqualTo(key(asDetected())).isNotEqualTo(key(scaled(TempoScale.HALF)));
  }

  @Test
  void otherContentOfTheSameFileOfBeatsIsAnotherTimeline() throws Exception {
    ContentKey before = key(file("1\n2\n"));

    assertThat(key(file("1\n3\n"))).isNotEqualTo(before);
  }

  @Test
  void keptCorrectionIsUsedWhenNothingIsSaid() throws Exception {
    List<Long> halved = samples(timeline(scaled(TempoScale.HALF)));
    keep(scaled(TempoScale.HALF));

    BeatTimeline timeline = timeline(null);

    assertThat(samples(timeline)).isEqualTo(halved);
    assertThat(timeline.getCorrection()).isEqualTo("Beats as corrected and kept: half time");
  }

  @Test
  void whatIsSaidNowCountsBeforeWhatWasKept() throws Exception {
    ContentKey detected = key(null);
    keep(scaled(TempoScale.HALF));

    assertThat(key(asDetected())).isEqualTo(detected);
    assertThat(timeline(scaled(TempoScale.DOUBLE)).getCorrection())
        .isEqualTo("Beats as corrected: double time");
  }

  @Test
  void keptCorrectionOutlivesANewAnalysis() throws Exception {
    ContentKey detected = key(null);
    timeline(asDetected());
    keep(scaled(TempoScale.HALF));
    Files.delete(context.store().get(detected));

    assertThat(timeline(null).getCorrection()).contains("half time");
  }

  @Test
  void keptBeatsOutliveTheirFile() throws Exception {
    BeatCorrection given = file("1\n2\n");
    keep(given);
    Files.delete(Path.of(given.getBeatsFile()));

    assertThat(samples(timeline(null))).containsExactly((long) RATE, RATE * 2L);
  }

  @Test
  void forgottenCorrectionIsNotUsed() throws Exception {
    keep(scaled(TempoScale.HALF));

    KeptCorrections kept = new KeptCorrections(context);
    assertThat(kept.forget(Fingerprint.of(music))).isTrue();
    assertThat(kept.forget(Fingerprint.of(music))).isFalse();
    assertThat(timeline(null).getCorrection()).isEmpty();
  }

  @Test
  void plansOfARunAgreeEvenWhenACorrectionIsKeptMeanwhile() throws Exception {
    MusicAnalysisEngine engine = new MusicAnalysisEngine(context);
    ContentKey before = engine.key(engine.concrete(request(null)));
    keep(scaled(TempoScale.HALF));

    assertThat(engine.key(engine.concrete(request(null)))).isEqualTo(before);
  }

  @Test
  void fileOfBeatsThatChangesMeanwhileMakesNoDifference() throws Exception {
    MusicAnalysisEngine engine = new MusicAnalysisEngine(context);
    AnalysisRequest concrete = engine.concrete(request(file("1\n2\n")));
    file("3\n4\n");

    engine.analyze(music, concrete, engine.key(concrete), context.ffmpeg());

    assertThat(samples(stored(engine.key(concrete)))).containsExactly((long) RATE, RATE * 2L);
  }

  @Test
  void missingFileOfBeatsIsNamed() {
    BeatCorrection missing =
        BeatCorrection.newBuilder(asDetected()).setBeatsFile("/none/my.beats").build();

    assertThatThrownBy(() -> timeline(missing))
        .isInstanceOf(UnusableMediaException.class)
        .hasMessage("its file of beats my.beats is not there");
  }

  @Test
  void malformedFileOfBeatsIsNamedWithItsLine() throws Exception {
    BeatCorrection malformed = file("1\nabc\n");

    assertThatThrownBy(() -> timeline(malformed))
        .isInstanceOf(UnusableMediaException.class)
        .hasMessageStartingWith("my.beats line 2: expected seconds");
  }

  private void keep(BeatCorrection correction) throws Exception {
    AnalysisRequest concrete = new MusicAnalysisEngine(context).concrete(request(correction));
    new KeptCorrections(context).keep(Fingerprint.of(music), concrete.getBeatCorrection());
  }

  private ContentKey key(BeatCorrection correction) throws Exception {
    MusicAnalysisEngine engine = new MusicAnalysisEngine(context);
    return engine.key(engine.concrete(request(correction)));
  }

  /** As a run of its own finds it. */
  private BeatTimeline timeline(BeatCorrection correction) throws Exception {
    MusicAnalysisEngine engine = new MusicAnalysisEngine(context);
    AnalysisRequest concrete = engine.concrete(request(correction));
    ContentKey key = engine.key(concrete);
    if (!engine.isStored(key)) {
      engine.analyze(music, concrete, key, context.ffmpeg());
    }
    return stored(key);
  }

  private BeatTimeline stored(ContentKey key) throws Exception {
    return context.records().get(key, BeatTimeline.class);
  }

  private AnalysisRequest request(BeatCorrection correction) throws Exception {
    return AnalysisRequest.newBuilder()
        .setMontageId("m")
        .setKind(MediaKind.MUSIC)
        .setUri(music.toString())
        .setFingerprint(Fingerprint.of(music))
        .setBeatCorrection(correction)
        .build();
  }

  private BeatCorrection file(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("my.beats"), text);
    return BeatCorrection.newBuilder(asDetected()).setBeatsFile(file.toString()).build();
  }

  private static BeatCorrection asDetected() {
    return BeatCorrections.asDetected();
  }

  private static BeatCorrection scaled(TempoScale scale) {
    return BeatCorrection.newBuilder(asDetected()).setTempoScale(scale).build();
  }

  private static BeatCorrection offset(long micros) {
    return BeatCorrection.newBuilder(asDetected()).setOffsetMicros(micros).build();
  }

  private static List<Long> samples(BeatTimeline timeline) {
    List<Beat> beats = timeline.getBeats();
    return IntStream.range(0, beats.size()).mapToObj(i -> beats.get(i).getSample()).toList();
  }
}
