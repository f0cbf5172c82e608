package io.autocut.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.Lists;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.planning.AnalyzedClip;
import io.autocut.schemas.Assembly;
import io.autocut.schemas.EditDecisionList;
import io.autocut.schemas.Event;
import io.autocut.schemas.MontageRequest;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.PlannedMontage;
import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentOutcome;
import io.autocut.schemas.Verification;
import io.autocut.store.WorkerContext;
import io.autocut.testing.ClipKind;
import io.autocut.testing.NumberedFrames;
import io.autocut.testing.NumberedFrames.NumberedFrame;
import io.autocut.testing.TestBeats;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestContext;
import io.autocut.testing.TestFfmpeg;
import io.autocut.testing.TestMontage;
import io.autocut.testing.TestRequest;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Joins real segments, and looks at the film. */
class FilmAssemblerTest {
  private static final MontageRequest REQUEST =
      TestRequest.montage("film", List.of()).setCanvas("320x180").setFps("30").build();

  @TempDir Path folder;
  private final Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();
  private WorkerContext context;
  private TestMontage montage;
  private Path film;

  @BeforeEach
  void openStore() {
    context = TestContext.in(folder);
    montage = new TestMontage(context);
    film = folder.resolve("film.mp4");
  }

  @Test
  void everyFrameOfAFilmOfAllKindsOfFootageIsThePlannedOne() throws Exception {
    Map<String, ClipKind> kinds = new HashMap<>();
    for (ClipKind kind : ClipKind.values()) {
      if (kind.canBeMade()) {
        int frames = (int) kind.rate().frameAt(RationalTime.of(1, 1));
        montage.offer(kind.make(kind.ordinal(), frames, folder));
        AnalyzedClip clip = Lists.reverse(montage.clips()).get(0);
        kinds.put(clip.analysis().getFingerprint(), kind);
      }
    }
    assumeTrue(kinds.size() >= 6, "this FFmpeg makes too few kinds of clips: " + kinds.values());
    MontageRequest ntsc =
        MontageRequest.newBuilder(REQUEST)
            .setFps("30000/1001")
            .setTemplate(TestRequest.every(1))
            .build();
    PlannedMontage plan = montage.plan(ntsc, TestBeats.bpm(123_400));

    FilmParts parts = parts(plan, montage.cut(plan));
    FilmEngine.Assembled assembled = assemble(parts);

    assertThat(assembled.how()).as(assembled.whyNotCopied()).isEqualTo(Assembly.STREAM_COPY);
    assertThat(verify(parts, assembled.how()).getProblems()).isEmpty();
    List<NumberedFrame> shown = NumberedFrames.of(ffmpeg, film);
    assertThat(shown).hasSize((int) parts.plan().getFrames()).hasSizeGreaterThan(170);
    assertThat(parts.plan().getEvents().stream().map(Event::getClipFingerprint).distinct())
        .hasSizeGreaterThanOrEqualTo(6);
    for (Event event : parts.plan().getEvents()) {
      assertShown(event, kinds.get(event.getClipFingerprint()), parts.rate(), shown);
    }
  }

  private static void assertShown(
      Event event, ClipKind kind, FrameRate film, List<NumberedFrame> shown) {
    RationalTime in = RationalTime.of(event.getSourceIn());
    for (long frame = event.getRecordIn(); frame < event.getRecordOut(); frame++) {
      long planned = kind.rate().frameAt(in.plus(film.timeOf(frame - event.getRecordIn())));
      NumberedFrame found = shown.get((int) frame);
      assertThat(found.clipId()).as("%s, frame %s", kind, frame).isEqualTo(kind.ordinal());
      assertThat((long) found.number())
          .as("%s, frame %s", kind, frame)
          .isCloseTo(planned, within((long) kind.tolerance()));
    }
  }

  @Test
  void filmIsJoinedByCopyAndProved() throws Exception {
    FilmParts parts = ordinaryParts();

    assertThat(assemble(parts)).isEqualTo(new FilmEngine.Assembled(Assembly.STREAM_COPY, ""));

    Verification proof = verify(parts, Assembly.STREAM_COPY);
    assertThat(proof.getProblems()).isEmpty();
    assertThat(proof.getPassed()).isTrue();
    assertThat(proof.getFramesFound()).isEqualTo(180);
    assertThat(proof.getFramesPlanned()).isEqualTo(180);
    assertThat(proof.getJointsExact()).isEqualTo(proof.getJointsPlanned()).isEqualTo(5);
    assertThat(proof.getMaxCutErrorMicros()).isLessThanOrEqualTo(16_667);
    assertThat(proof.getDurationErrorMicros()).isZero();
    assertThat(proof.getAudioOffsetMicros()).isBetween(-1000L, 1000L);
  }

  @Test
  void hundredsOfSegmentsStayOnTheGridAtAnUnevenRate() throws Exception {
    offerTwoClips();
    MontageRequest ntsc = MontageRequest.newBuilder(REQUEST).setFps("30000/1001").build();
    PlannedMontage plan = montage.plan(ntsc, TestBeats.bpm(123_400));
    FilmParts parts = parts(plan, montage.cut(plan));
    FilmParts.Piece piece = parts.segments().get(0);
    EditDecisionList longer =
        EditDecisionList.newBuilder(parts.plan())
            .setFrames(400 * piece.segment().getFrames())
            .setFadeOutMillis(0)
            .build();

    FilmEngine.Assembled assembled =
        assemble(
            new FilmParts(
                longer,
                parts.profile(),
                Collections.nCopies(400, piece),
                parts.music(),
                parts.sampleRate()));

    assertThat(assembled).isEqualTo(new FilmEngine.Assembled(Assembly.STREAM_COPY, ""));
  }

  @Test
  void soundBeginsWhereThePlanLeavesTheSilenceOut() throws Exception {
    offerTwoClips();
    PlannedMontage plan = montage.plan(REQUEST, TestBeats.bpm(120_000).from(1500).silentFor(1500));
    FilmParts parts = parts(plan, montage.cut(plan));
    assemble(parts);

    assertThat(parts.musicInSample()).isEqualTo(66_150);
    Verification proof = verify(parts, Assembly.STREAM_COPY);
    assertThat(proof.getProblems()).isEmpty();
    assertThat(proof.getAudioOffsetMicros()).isBetween(-1000L, 1000L);
  }

  @Test
  void filmThatEndsBeforeTheMusicFadesOut() throws Exception {
    montage.offer(TestClip.numbered(1, 90).in(folder, "a.mp4"));
    MontageRequest never =
        MontageRequest.newBuilder(REQUEST).setWishes(TestRequest.neverAgain()).build();
    PlannedMontage plan = montage.plan(never, TestBeats.bpm(120_000));
    FilmParts parts = parts(plan, montage.cut(plan));
    assemble(parts);

    assertThat(parts.plan().getFadeOutMillis()).isEqualTo(1250);
    assertThat(verify(parts, Assembly.STREAM_COPY).getProblems()).isEmpty();
    List<float[]> levels = new SoundWindows(ffmpeg, 44_100, 2205).read(film, List.of(0L, 105_000L));
    assertThat(level(levels.get(1))).isLessThan(0.1 * level(levels.get(0)));
  }

  @Test
  void segmentsOfDifferentParameterSetsAreEncodedAgainAndStayExact() throws Exception {
    offerTwoClips();
    PlannedMontage plan = montage.plan(REQUEST, TestBeats.bpm(120_000));
    List<SegmentOutcome> outcomes = montage.cut(plan);
    List<FilmParts.Piece> pieces = new ArrayList<>(parts(plan, outcomes).segments());
    Event event = montage.list(plan).getEvents().get(2);
    pieces.set(2, encodedOtherwise(pieces.get(2)));
    FilmParts parts = with(parts(plan, outcomes), pieces);

    assertThat(assemble(parts))
        .isEqualTo(
            new FilmEngine.Assembled(
                Assembly.REENCODED, "its segments have 2 different parameter sets"));
    assertThat(verify(parts, Assembly.REENCODED).getProblems()).isEmpty();
    List<NumberedFrame> shown = NumberedFrames.of(ffmpeg, film);
    assertThat(shown).hasSize(180);
    assertThat(shown.get((int) event.getRecordIn()))
        .isEqualTo(NumberedFrames.of(ffmpeg, pieces.get(2).file()).get(0));
  }

  @Test
  void segmentThatLacksFramesIsNotSilentlyJoined() throws Exception {
    FilmParts parts = ordinaryParts();
    List<FilmParts.Piece> pieces = new ArrayList<>(parts.segments());
    pieces.set(1, withoutLastFrame(pieces.get(1)));

    assertThatThrownBy(() -> assemble(with(parts, pieces)))
        .isInstanceOf(IOException.class)
        .hasMessage("the joined film has 179 frames instead of 180");
  }

  @Test
  void swappedSegmentsAreFound() throws Exception {
    FilmParts parts = ordinaryParts();
    List<FilmParts.Piece> swapped = new ArrayList<>(parts.segments());
    Collections.swap(swapped, 1, 2);
    assemble(with(parts, swapped));

    assertThat(verify(parts, Assembly.STREAM_COPY).getProblems())
        .containsExactly("only 3 of 5 joints are where the plan has them");
  }

  @Test
  void droppedFrameIsFound() throws Exception {
    FilmParts parts = ordinaryParts();
    assemble(parts);
    Path dropped = folder.resolve("dropped.mp4");
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .input(film)
            .option("-c", "copy")
            .option("-bsf:v", "noise=drop='eq(n,179)'")
            .option("-video_track_timescale", 15_360)
            .output(dropped));
    film = dropped;

    Verification proof = verify(parts, Assembly.STREAM_COPY);

    assertThat(proof.getPassed()).isFalse();
    assertThat(proof.getProblems())
        .contains("179 frames instead of 180", "only 4 of 5 joints are where the plan has them");
  }

  @Test
  void soundThatIsLateIsFound() throws Exception {
    FilmParts parts = ordinaryParts();
    assemble(parts);
    resound("adelay=20:all=1");

    Verification proof = verify(parts, Assembly.STREAM_COPY);

    assertThat(proof.getAudioOffsetMicros()).isCloseTo(20_000L, within(100L));
    assertThat(proof.getProblems()).singleElement().asString().startsWith("the sound is off by ");
  }

  @Test
  void soundThatIsMissingIsFound() throws Exception {
    FilmParts parts = ordinaryParts();
    assemble(parts);
    resound("volume=0");

    assertThat(verify(parts, Assembly.STREAM_COPY).getProblems())
        .containsExactly("the sound is silent or ends where the music goes on");
  }

  @Test
  void soundThatEndsTooEarlyIsFound() throws Exception {
    FilmParts parts = ordinaryParts();
    assemble(parts);
    resound("atrim=end=2.5");

    assertThat(verify(parts, Assembly.STREAM_COPY).getProblems())
        .containsExactly("the sound is silent or ends where the music goes on");
  }

  private void resound(String filter) throws Exception {
    Path changed = folder.resolve("resound.mp4");
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .input(film)
            .option("-c:v", "copy")
            .option("-af", filter)
            .option("-c:a", "aac")
            .option("-video_track_timescale", 15_360)
            .option("-movie_timescale", 15_360)
            .output(changed));
    film = changed;
  }

  private FilmParts ordinaryParts() throws Exception {
    offerTwoClips();
    PlannedMontage plan = montage.plan(REQUEST, TestBeats.bpm(120_000));
    return parts(plan, montage.cut(plan));
  }

  private void offerTwoClips() throws Exception {
    montage.offer(TestClip.numbered(1, 150).in(folder, "a.mp4"));
    montage.offer(TestClip.numbered(2, 150).at("25").in(folder, "b.mkv"));
  }

  private FilmParts parts(PlannedMontage plan, List<SegmentOutcome> outcomes) throws Exception {
    List<String> keys = outcomes.stream().map(SegmentOutcome::getSegmentKey).toList();
    return FilmParts.find(plan, keys, context.records(), context.store());
  }

  private static FilmParts with(FilmParts parts, List<FilmParts.Piece> pieces) {
    EditDecisionList plan = parts.plan();
    OutputProfile profile = parts.profile();
    return new FilmParts(plan, profile, pieces, parts.music(), parts.sampleRate());
  }

  private FilmEngine.Assembled assemble(FilmParts parts) throws Exception {
    Path work = Files.createDirectories(folder.resolve("it's the work folder"));
    return new FilmAssembler(ffmpeg).assemble(parts, work, film);
  }

  private Verification verify(FilmParts parts, Assembly assembly) throws Exception {
    return new FilmVerifier(ffmpeg).verify(film, parts, assembly);
  }

  /** The same frames with parameter sets of their own, as another encoder would make them. */
  private FilmParts.Piece encodedOtherwise(FilmParts.Piece piece) throws Exception {
    Path other = folder.resolve("other.mp4");
    String encoder = TestFfmpeg.encoder().ffmpegName();
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .input(piece.file())
            .option("-c:v", encoder)
            .option("-profile:v", encoder.equals("libx264") ? "baseline" : "high")
            .option("-b:v", 1_000_000)
            .option("-video_track_timescale", 15_360)
            .option("-movie_timescale", 15_360)
            .output(other));
    Segment segment = Segment.newBuilder(piece.segment()).setParameterSetHash("MD5:other").build();
    return new FilmParts.Piece(segment, other);
  }

  private FilmParts.Piece withoutLastFrame(FilmParts.Piece piece) throws Exception {
    Path shorter = folder.resolve("shorter.mp4");
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .input(piece.file())
            .option("-c", "copy")
            .frames(piece.segment().getFrames() - 1)
            .option("-video_track_timescale", 15_360)
            .option("-movie_timescale", 15_360)
            .output(shorter));
    return new FilmParts.Piece(piece.segment(), shorter);
  }

  private static double level(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += Math.abs(sample);
    }
    return sum / samples.length;
  }
}
