package io.autocut.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.primitives.Bytes;
import io.autocut.analysis.ClipAnalyzer;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegException;
import io.autocut.planning.Fades;
import io.autocut.planning.FilmPiece;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Event;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentRequest;
import io.autocut.store.ContentKey;
import io.autocut.testing.ClipKind;
import io.autocut.testing.NumberedFrames;
import io.autocut.testing.NumberedFrames.NumberedFrame;
import io.autocut.testing.ScriptedFfmpeg;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestFfmpeg;
import io.autocut.testing.TestProfile;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cuts real clips of every kind and looks at every frame of what comes out. */
class SegmentCutterTest {
  private static final int SECONDS = 3;
  private static final Canvas CANVAS = new Canvas(320, 180);

  @TempDir static Path clips;
  private static final Map<ClipKind, Source> SOURCES = new EnumMap<>(ClipKind.class);

  @TempDir Path folder;
  private final Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();

  record Source(Path file, ClipAnalysis analysis) {}

  @ParameterizedTest
  @EnumSource
  void everyFrameIsThePlannedOneAtAnyRateOfTheFilm(ClipKind kind) throws Exception {
    Source source = source(kind);

    assertCut(kind, source, "30", RationalTime.ZERO, 20);
    assertCut(kind, source, "25", RationalTime.of(1234, 1000), 20);
    assertCut(kind, source, "24000/1001", RationalTime.of(7, 9), 20);
    // Up to the very end of the clip.
    assertCut(kind, source, "60", end(source).minus(RationalTime.of(40, 60)), 40);
  }

  @Test
  void segmentsOfAllKindsHaveTheSameParameterSets() throws Exception {
    Set<String> hashes = new HashSet<>();
    for (ClipKind kind : ClipKind.values()) {
      if (kind.canBeMade()) {
        hashes.add(
            cut(source(kind), request("30", RationalTime.of(1, 1), 2), ffmpeg)
                .getParameterSetHash());
      }
    }

    assertThat(hashes).hasSize(1);
  }

  @Test
  void rangeOfAClipWhoseTickIsAFrameBeginsOnThatFrame() throws Exception {
    Path clip =
        TestClip.numbered(4, 50).at("25").codec("mjpeg", "-q:v", "4").in(folder, "ticks.avi");
    Source source = new Source(clip, new ClipAnalyzer(ffmpeg).analyze(clip, "ticks"));

    // 7/25 divided by 1/25 is a hair more than 7 in doubles.
    cut(source, request("25", RationalTime.of(7, 25), 10), ffmpeg);

    List<NumberedFrame> frames = NumberedFrames.of(ffmpeg, folder.resolve("segment.mp4"));
    assertThat(frames.stream().map(NumberedFrame::number))
        .containsExactly(7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
  }

  @Test
  void rangePastTheLastFrameThatDecodesIsHeldWithANote() throws Exception {
    Source source = source(ClipKind.MP4_B_FRAMES);
    RationalTime in = end(source).minus(RationalTime.of(10, 25));

    Segment segment = cut(source, request("25", in, 30), ffmpeg);

    assertThat(segment.getRung()).isEqualTo("software, last frame held");
    assertThat(segment.getNote())
        .isEqualTo(
            "the footage is damaged here (segment has 10 frames instead of 30); its last good frame"
                + " is held");
    List<NumberedFrame> frames = NumberedFrames.of(ffmpeg, folder.resolve("segment.mp4"));
    assertThat(frames).hasSize(30);
    assertThat(frames.get(9).number()).isEqualTo(SECONDS * 25 - 1);
    assertThat(frames.subList(9, 30)).containsOnly(frames.get(9));
  }

  @Test
  void clipWhosePicturesChangeTheirSizeLosesNoFrame() throws Exception {
    byte[] ntsc = Files.readAllBytes(ClipKind.DV_NTSC.make(1, 9, folder));
    byte[] pal = Files.readAllBytes(ClipKind.DV_PAL.make(2, 30, folder));
    Path joined = Files.write(folder.resolve("joined.dv"), Bytes.concat(ntsc, pal));
    Source source = new Source(joined, new ClipAnalyzer(ffmpeg).analyze(joined, "joined"));

    Segment segment = cut(source, request("25", RationalTime.ZERO, 25), ffmpeg);

    assertThat(segment.getRung()).isEqualTo("software, last frame held");
    assertThat(NumberedFrames.of(ffmpeg, folder.resolve("segment.mp4"))).hasSize(25);
  }

  @Test
  void clipThatIsBrokenOffIsHeldFromWhereItEnds() throws Exception {
    Path whole =
        TestClip.numbered(3, 90)
            .codec("mpeg4", "-q:v", "4", "-g", "15", "-movflags", "+faststart")
            .in(folder, "whole.mp4");
    ClipAnalysis analysis = new ClipAnalyzer(ffmpeg).analyze(whole, "whole");
    Path broken =
        TestClip.numbered(3, 90)
            .codec("mpeg4", "-q:v", "4", "-g", "15", "-movflags", "+faststart")
            .brokenOffAfter(0.6)
            .in(folder, "broken.mp4");

    Segment segment =
        cut(new Source(broken, analysis), request("30", RationalTime.of(1, 1), 60), ffmpeg);

    assertThat(segment.getRung()).isEqualTo("software, last frame held");
    assertThat(segment.getNote()).endsWith("; its last good frame is held");
    List<NumberedFrame> frames = NumberedFrames.of(ffmpeg, folder.resolve("segment.mp4"));
    assertThat(frames).hasSize(60);
    assertThat(frames.get(0).number()).isEqualTo(30);
    assertThat(frames.get(10).number()).isEqualTo(40);
  }

  @Test
  void failedRungIsFollowedByTheNext() throws Exception {
    ScriptedFfmpeg scripted = ScriptedFfmpeg.failingFirst(1);

    Segment segment =
        cut(source(ClipKind.MOV_NTSC), request("30", RationalTime.of(1, 1), 10), scripted);

    assertThat(segment.getRung()).isEqualTo("software, decoded from afar");
    assertThat(segment.getNote()).isEmpty();
    assertThat(scripted.commands()).hasSize(2);
    assertThat(seek(scripted, 0)).isEqualTo("0.800801");
    assertThat(scripted.commands().get(1).arguments()).doesNotContain("-ss");
  }

  @Test
  void failureOfEveryRungNamesTheFirstAndKeepsTheOthers() {
    ScriptedFfmpeg scripted = ScriptedFfmpeg.failingFirst(3);

    assertThatThrownBy(
            () -> cut(source(ClipKind.MOV_NTSC), request("30", RationalTime.ZERO, 10), scripted))
        .isInstanceOf(UncuttableException.class)
        .hasMessage("FFmpeg exit code 183")
        .cause()
        .isInstanceOf(FfmpegException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
  }

  @Test
  void transportStreamIsReadFromWellBeforeTheInPoint() throws Exception {
    ScriptedFfmpeg scripted = ScriptedFfmpeg.failingFirst(0);

    cut(source(ClipKind.TRANSPORT_STREAM_H264), request("25", RationalTime.of(2, 1), 5), scripted);

    assertThat(scripted.commands().get(0).arguments()).doesNotContain("-ss");
  }

  @Test
  void keyChangesWithEverythingThatThePictureDependsOn() {
    SegmentCutter cutter = new SegmentCutter(ffmpeg);
    FilmPiece piece = piece(event("/media/a.mp4"), 1);
    OutputProfile profile = profile("30");
    Event other = Event.newBuilder(piece.event()).setClipFingerprint("b").build();
    Set<ContentKey> keys = new HashSet<>();
    keys.add(cutter.key(piece, profile));
    keys.add(cutter.key(piece(other, 1), profile));
    keys.add(cutter.key(piece(piece.event(), 2), profile));
    keys.add(
        cutter.key(
            new FilmPiece(0, 10, 99, piece.event(), piece.sourceIn(), Fades.NONE, Optional.empty()),
            profile));
    keys.add(
        cutter.key(
            new FilmPiece(
                0,
                10,
                40,
                piece.event(),
                piece.sourceIn(),
                Fades.NONE,
                Optional.of(new FilmPiece.Into(other, RationalTime.ZERO))),
            profile));
    keys.add(cutter.key(piece, profile("25")));
    keys.add(
        cutter.key(
            piece, OutputProfile.newBuilder(profile).setCanvas(new Canvas(640, 360)).build()));
    keys.add(
        cutter.key(piece, OutputProfile.newBuilder(profile).setVideoEncoder("libx265").build()));

    assertThat(keys).hasSize(8);
  }

  @Test
  void keyDependsOnNoPathAndNoPlaceInTheFilm() {
    SegmentCutter cutter = new SegmentCutter(ffmpeg);
    Event event = event("/media/a.mp4");
    Event elsewhere =
        Event.newBuilder(event)
            .setClipUri("gs://bucket/z.mov")
            .setIndex(7)
            .setRecordIn(event.getRecordIn() + 500)
            .setRecordOut(event.getRecordOut() + 500)
            .setScore(0.1)
            .setReason("another")
            .build();

    assertThat(cutter.key(piece(elsewhere, 1), profile("30")))
        .isEqualTo(cutter.key(piece(event, 1), profile("30")));
  }

  private static FilmPiece piece(Event event, long sourceSeconds) {
    return new FilmPiece(
        event.getIndex(),
        event.getRecordIn(),
        event.getRecordOut(),
        event,
        RationalTime.of(sourceSeconds, 1),
        Fades.NONE,
        Optional.empty());
  }

  private void assertCut(ClipKind kind, Source source, String rate, RationalTime in, int frames)
      throws Exception {
    Segment segment = cut(source, request(rate, in, frames), ffmpeg);
    List<NumberedFrame> shown = NumberedFrames.of(ffmpeg, folder.resolve("segment.mp4"));

    String what = "%s at %s from %s".formatted(kind, rate, in);
    assertThat(segment.getRung()).as(what + ": " + segment.getNote()).isEqualTo("software");
    assertThat(shown).as(what).hasSize(frames);
    FrameRate film = FrameRate.parse(rate);
    for (int frame = 0; frame < frames; frame++) {
      long planned = kind.rate().frameAt(in.plus(film.timeOf(frame)));
      assertThat(shown.get(frame).clipId())
          .as("%s, frame %s", what, frame)
          .isEqualTo(kind.ordinal());
      assertThat((long) shown.get(frame).number())
          .as("%s, frame %s of %s", what, frame, shown)
          .isCloseTo(planned, within((long) kind.tolerance()));
    }
  }

  private Segment cut(Source source, SegmentRequest request, Ffmpeg with) throws Exception {
    Path output = folder.resolve("segment.mp4");
    Files.deleteIfExists(output);
    return new SegmentCutter(with)
        .cut(new SegmentTask(request, source.file(), source.analysis()), output);
  }

  private static String seek(ScriptedFfmpeg scripted, int command) {
    List<String> arguments = scripted.commands().get(command).arguments();
    return arguments.get(arguments.indexOf("-ss") + 1);
  }

  private static RationalTime end(Source source) {
    ClipAnalysis clip = source.analysis();
    return RationalTime.ofTicks(
        clip.getEndPts() - clip.getFirstPts(),
        clip.getTimebase().getNum(),
        clip.getTimebase().getDen());
  }

  private static Source source(ClipKind kind) throws Exception {
    assumeTrue(kind.canBeMade(), "this FFmpeg has no encoder for " + kind);
    Source known = SOURCES.get(kind);
    if (known == null) {
      int frames = (int) kind.rate().frameAt(RationalTime.of(SECONDS, 1));
      Path file = kind.make(kind.ordinal(), frames, clips);
      known = new Source(file, new ClipAnalyzer(TestFfmpeg.ffmpeg()).analyze(file, kind.name()));
      SOURCES.put(kind, known);
    }
    return known;
  }

  private static Event event(String uri) {
    return Event.newBuilder()
        .setIndex(0)
        .setRecordIn(10)
        .setRecordOut(40)
        .setClipUri(uri)
        .setClipFingerprint("a")
        .setSourceIn(RationalTime.of(1, 1).toRecord())
        .setSourceOut(RationalTime.of(2, 1).toRecord())
        .setBeatIndex(0)
        .setScore(1)
        .setReason("")
        .build();
  }

  private static SegmentRequest request(String rate, RationalTime in, long frames) {
    return SegmentRequest.newBuilder()
        .setMontageId("film")
        .setIndex(0)
        .setSegmentKey("")
        .setClipUri("")
        .setClipFingerprint("")
        .setAnalysisKey("")
        .setSourceIn(in.toRecord())
        .setFrames(frames)
        .setProfile(profile(rate))
        .build();
  }

  private static OutputProfile profile(String rate) {
    return TestProfile.of(
        CANVAS, FrameRate.parse(rate).toRecord(), TestFfmpeg.encoder().ffmpegName());
  }
}
