package io.autocut.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.schemas.Assembly;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.PixelProof;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.schemas.Transition;
import io.autocut.schemas.Verification;
import io.autocut.store.WorkerContext;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestFfmpeg;
import io.autocut.testing.TestMontage;
import io.autocut.testing.TestRequest;
import io.autocut.time.RationalTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Six seconds of two moving clips, cut every second; and films of it that are wrong on purpose. */
class PixelProverTest {
  private static final MontageRequest REQUEST =
      TestRequest.montage("film", List.of()).setCanvas("320x180").setFps("30").build();
  private static final int LAST_CUT = 4;

  @TempDir Path folder;
  private final Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();
  private TestMontage montage;
  private WorkerContext context;
  private PlannedMontage plan;
  private EditDecisionList list;
  private Path film;

  @BeforeEach
  void plan() throws Exception {
    context = TestContext.in(folder);
    montage = new TestMontage(context);
    film = folder.resolve("film.mp4");
    montage.offer(clip("a.mp4", "testsrc2=s=320x180:r=30:d=10"));
    montage.offer(clip("b.mp4", "testsrc2=s=320x180:r=30:d=10,negate,hflip"));
    plan = montage.plan(REQUEST, TestBeats.bpm(120_000));
    list = montage.list(plan);
    assertThat(list.getEvents()).hasSize(LAST_CUT + 1);
    // With footage to spare on both sides of every event.
    for (int event = 0; event <= LAST_CUT; event++) {
      list = of(event, event % 2 == 0 ? "a.mp4" : "b.mp4", list, 1 + event);
    }
  }

  private Path clip(String name, String graph) throws Exception {
    Path clip = folder.resolve(name);
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .generatedInput(graph)
            .option("-c:v", "mpeg4")
            .option("-q:v", 3)
            .output(clip));
    return clip;
  }

  private FilmParts parts(EditDecisionList of) throws Exception {
    PlannedMontage planned = montage.planned(REQUEST, of, plan.getMusicKey());
    List<String> keys = montage.cut(planned).stream().map(SegmentOutcome::getSegmentKey).toList();
    return FilmParts.find(planned, keys, context.records(), context.store());
  }

  /** Assembles the film of one plan and proves it against another. */
  private Verification proof(EditDecisionList assembled, EditDecisionList planned)
      throws Exception {
    Path work = Files.createDirectories(folder.resolve("work"));
    new FilmAssembler(ffmpeg).assemble(parts(assembled), work, film);
    Verification packets =
        new FilmVerifier(ffmpeg).verify(film, parts(assembled), Assembly.STREAM_COPY);
    // Only what the pictures say counts here.
    Verification nothing =
        Verification.newBuilder(packets).setProblems(List.of()).setPassed(true).build();
    return new PixelProver(ffmpeg).proved(nothing, film, parts(planned));
  }

  @Test
  void everyCutOfARightFilmIsSeenOnItsFrame() throws Exception {
    Verification proof = proof(list, list);

    assertThat(proof.getPassed()).isTrue();
    PixelProof pixels = proof.getPixels();
    assertThat(pixels.getFramesDecoded()).isEqualTo(180);
    assertThat(pixels.getCutsSeen()).isEqualTo(LAST_CUT);
    assertThat(pixels.getCutsExact()).isEqualTo(LAST_CUT);
    assertThat(pixels.getCutsUnseen()).isZero();
    assertThat(pixels.getMaxCutErrorFrames()).isZero();
    assertThat(pixels.getMaxPulseErrorMicros()).isEqualTo(proof.getMaxCutErrorMicros());
  }

  @ParameterizedTest
  @ValueSource(ints = {-5, -2, -1, 1, 2, 5})
  void cutThatIsOffIsCaught(int frames) throws Exception {
    Verification proof = proof(moved(2, frames), list);

    PixelProof pixels = proof.getPixels();
    assertThat(pixels.getCutsSeen()).isEqualTo(LAST_CUT);
    assertThat(pixels.getCutsExact()).isEqualTo(LAST_CUT - 1);
    assertThat(pixels.getMaxCutErrorFrames()).isEqualTo(Math.abs(frames));
    assertThat(pixels.getMaxPulseErrorMicros()).isGreaterThanOrEqualTo(30_000L);
    if (Math.abs(frames) > 1) {
      assertThat(proof.getPassed()).isFalse();
      assertThat(proof.getProblems())
          .containsExactly(
              "event 2 begins %d frames %s than planned"
                  .formatted(Math.abs(frames), frames < 0 ? "earlier" : "later"));
    }
  }

  /** The plan with one cut so many frames later, and nothing else. */
  private EditDecisionList moved(int cut, int frames) {
    List<Event> events = new ArrayList<>(list.getEvents());
    Event before = events.get(cut - 1);
    Event after = events.get(cut);
    long at = after.getRecordIn() + frames;
    events.set(cut - 1, Event.newBuilder(before).setRecordOut(at).build());
    events.set(
        cut,
        Event.newBuilder(after)
            .setRecordIn(at)
            .setSourceIn(
                RationalTime.of(after.getSourceIn()).plus(RationalTime.of(frames, 30)).toRecord())
            .build());
    return EditDecisionList.newBuilder(list).setEvents(events).build();
  }

  @Test
  void manyCutsThatAreOffAreSummedUp() throws Exception {
    EditDecisionList planned = list;
    for (int cut = 1; cut <= LAST_CUT; cut++) {
      list = moved(cut, 3);
    }

    Verification proof = proof(list, planned);

    assertThat(proof.getPixels().getCutsExact()).isZero();
    assertThat(proof.getProblems())
        .containsExactly(
            "event 1 begins 3 frames later than planned",
            "event 2 begins 3 frames later than planned",
            "event 3 begins 3 frames later than planned",
            "1 more cuts are off");
  }

  /** A cut that nobody can see, right before one inside the footage. */
  @Test
  void changeWithinTheFootageIsNotTakenForACut() throws Exception {
    montage.offer(
        clip(
            "c.mp4",
            "color=c=0x305020:s=320x180:r=30:d=4,"
                + "drawbox=c=0xE0D0C0:t=fill:enable='gte(n,34)',drawbox=c=white:t=fill:enable='eq(n,28)'"));
    EditDecisionList unseen = of(2, "c.mp4", of(1, "c.mp4", list, 0), 1);

    Verification proof = proof(unseen, unseen);

    assertThat(proof.getProblems()).isEmpty();
    assertThat(proof.getPixels().getCutsUnseen()).isOne();
    assertThat(proof.getPixels().getCutsExact()).isEqualTo(LAST_CUT - 1);
    // The same changes count where they are not what the plan's own segments show.
    assertThat(proof(unseen, of(2, "b.mp4", unseen, 1)).getPassed()).isFalse();
  }

  /** The plan with another clip in one event, from so many seconds on. */
  private EditDecisionList of(int event, String clip, EditDecisionList of, int in) {
    var analysed =
        montage.clips().stream().filter(one -> one.uri().endsWith(clip)).findFirst().orElseThrow();
    List<Event> events = new ArrayList<>(of.getEvents());
    Event old = events.get(event);
    events.set(
        event,
        Event.newBuilder(old)
            .setClipUri(analysed.uri())
            .setClipFingerprint(analysed.analysis().getFingerprint())
            .setSourceIn(RationalTime.of(in, 1).toRecord())
            .setSourceOut(
                RationalTime.of(in, 1)
                    .plus(RationalTime.of(old.getRecordOut() - old.getRecordIn(), 30))
                    .toRecord())
            .build());
    return EditDecisionList.newBuilder(of).setEvents(events).build();
  }

  @Test
  void fadeIsSeenByItsBlackAndMissedWhereThereIsNone() throws Exception {
    EditDecisionList fading = with(2, Transition.FADE);

    PixelProof right = proof(fading, fading).getPixels();
    Verification wrong = proof(list, fading);

    assertThat(right.getCutsExact()).isEqualTo(LAST_CUT);
    assertThat(wrong.getProblems()).containsExactly("event 2 does not come out of black");
  }

  @Test
  void dissolveIsNoCutToBeMeasured() throws Exception {
    EditDecisionList dissolving = with(2, Transition.DISSOLVE);

    Verification proof = proof(dissolving, dissolving);

    assertThat(proof.getProblems()).isEmpty();
    assertThat(proof.getPixels().getCutsSeen()).isEqualTo(LAST_CUT - 1);
    assertThat(proof.getPixels().getCutsUnseen()).isOne();
  }

  private EditDecisionList with(int cut, Transition transition) {
    List<Event> events = new ArrayList<>(list.getEvents());
    events.set(cut, Event.newBuilder(events.get(cut)).setTransition(transition).build());
    return EditDecisionList.newBuilder(list).setEvents(events).setFadeFrames(6).build();
  }
}
