package io.autocut.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autocut.analysis.ClipAnalyzer;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentRequest;
import io.autocut.schemas.SegmentSource;
import io.autocut.testing.ClipKind;
import io.autocut.testing.NumberedFrames;
import io.autocut.testing.NumberedFrames.NumberedFrame;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestFfmpeg;
import io.autocut.testing.TestProfile;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dissolves from real clips into others, and what is mixed in each frame. */
final class DissolveRungTest {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 16;
  private static final int FRAME = WIDTH * HEIGHT * 3 / 2;
  private static final int FRAMES = 10;

  @TempDir Path folder;
  private final Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();

  /** A ramp dissolves into a grey, so that every value meets every weight. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 12, 15, 255, 600})
  void everyFrameIsMixedByItsWeightToTheBit(int frames) throws Exception {
    List<byte[]> pictures =
        mixed(
            frames,
            "nullsrc=s=256x16:r=30,format=yuv420p,geq=lum=X:cb=2*X:cr=255-2*X",
            "nullsrc=s=256x16:r=30,format=yuv420p,geq=lum=235:cb=16:cr=77");

    assertThat(pictures).hasSize(frames);
    for (int i = 0; i < frames; i++) {
      int weight = Math.max(1, Math.min(254, (255 * (i + 1) + (frames + 1) / 2) / (frames + 1)));
      double ideal = (i + 1) / (frames + 1.0);
      assertThat(weight / 255.0).isCloseTo(ideal, within(1.0 / 255));
      for (int x = 0; x < WIDTH; x++) {
        int mixed = ((255 - weight) * x + weight * 235 + 127) / 255;
        assertThat(pictures.get(i)[x] & 0xff).as("frame %d, value %d", i, x).isEqualTo(mixed);
        assertThat((double) mixed).isCloseTo(x + ideal * (235 - x), within(1.1));
      }
      int chroma = pictures.get(i)[WIDTH * HEIGHT + 30] & 0xff;
      assertThat(chroma).isEqualTo(((255 - weight) * 60 + weight * 16 + 127) / 255);
    }
  }

  /** The dissolve would else hold the last frame, and nobody would know. */
  @Test
  void frameThatOneSideLacksIsMissingFromTheMix() throws Exception {
    String whole = "color=red:s=256x16:r=30,format=yuv420p,trim=end_frame=12";

    assertThat(mixed(12, whole, whole)).hasSize(12);
    assertThat(mixed(12, whole, whole.replace("12", "11"))).hasSize(11);
    assertThat(mixed(12, whole.replace("12", "11"), whole)).hasSize(11);
    assertThat(mixed(12, whole, whole + ",trim=start_frame=2")).hasSize(10);
    assertThat(mixed(12, whole + ",trim=start_frame=2", whole)).hasSize(10);
  }

  private List<byte[]> mixed(int frames, String from, String into) throws Exception {
    OutputProfile profile = TestProfile.of(new Canvas(WIDTH, HEIGHT), new EditRate(30, 1), "none");
    List<byte[]> pictures = new ArrayList<>();
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .generatedInput(from)
            .generatedInput(into)
            .option(
                "-filter_complex",
                "[0:v]null[from];[1:v]null[into];" + DissolveGraph.mixing(frames, profile))
            .option("-map", "[mixed]")
            .option("-fps_mode", "passthrough")
            .frames(frames)
            .outputToPipe("rawvideo"),
        stdout -> {
          for (byte[] next = stdout.readNBytes(FRAME);
              next.length == FRAME;
              next = stdout.readNBytes(FRAME)) {
            pictures.add(next);
          }
        });
    return pictures;
  }

  /** At first a dissolve shows more of the first clip, and at last more of the second. */
  @Test
  void everyKindOfFootageDissolvesIntoTheNextFrameByFrame() throws Exception {
    List<ClipKind> kinds = new ArrayList<>();
    for (ClipKind kind : ClipKind.values()) {
      if (kind.canBeMade()) {
        kinds.add(kind);
      }
    }
    List<SegmentTask.Source> clips = new ArrayList<>();
    for (ClipKind kind : kinds) {
      int frames = (int) kind.rate().frameAt(RationalTime.of(2, 1));
      clips.add(source(kind.make(kind.ordinal(), frames, folder)));
    }
    for (int i = 0; i < kinds.size(); i++) {
      int next = (i + 1) % kinds.size();
      Path output = folder.resolve("segment.mp4");

      Segment segment = dissolve(clips.get(i), clips.get(next), ffmpeg, output);

      assertThat(segment.getRung()).startsWith("software").endsWith(", dissolve");
      List<NumberedFrame> frames = NumberedFrames.of(ffmpeg, output);
      assertThat(frames).hasSize(FRAMES);
      for (int k = 0; k < FRAMES; k++) {
        // Where both are seen alike, dim footage gives its blocks to the bright.
        if (k < FRAMES / 3) {
          assertShown(frames.get(k), kinds.get(i), FROM, k);
        } else if (k >= FRAMES - FRAMES / 3) {
          assertShown(frames.get(k), kinds.get(next), INTO, k);
        }
      }
    }
  }

  private static final RationalTime FROM = RationalTime.of(7, 9);
  private static final RationalTime INTO = RationalTime.of(1234, 1000);

  private static void assertShown(NumberedFrame frame, ClipKind kind, RationalTime in, int k) {
    long planned = kind.rate().frameAt(in.plus(FrameRate.of(30, 1).timeOf(k)));
    assertThat(frame.clipId()).as("%s, frame %s", kind, k).isEqualTo(kind.ordinal());
    assertThat((long) frame.number())
        .as("%s, frame %s", kind, k)
        .isCloseTo(planned, within((long) kind.tolerance()));
  }

  @Test
  void dissolveHasTheParameterSetsOfAnOrdinarySegment() throws Exception {
    SegmentTask.Source clip = source(TestClip.numbered(1, 90).in(folder, "a.mp4"));
    SegmentRequest plain = SegmentRequest.newBuilder(request()).setInto(null).build();

    Segment ordinary =
        new SegmentCutter(ffmpeg)
            .cut(new SegmentTask(plain, clip.file(), clip.analysis()), folder.resolve("plain.mp4"));

    assertThat(dissolve(clip, clip, ffmpeg, folder.resolve("mixed.mp4")).getParameterSetHash())
        .isEqualTo(ordinary.getParameterSetHash());
    assertThat(ordinary.getRung()).isEqualTo("software");
  }

  @Test
  void dissolveIsTheSameHoweverOftenItIsMade() throws Exception {
    SegmentTask.Source one = source(TestClip.numbered(1, 90).in(folder, "a.mp4"));
    SegmentTask.Source other = source(TestClip.numbered(2, 90).at("25").in(folder, "b.mkv"));
    Path first = folder.resolve("first.mp4");
    Path second = folder.resolve("second.mp4");

    dissolve(one, other, ffmpeg, first);
    dissolve(one, other, ffmpeg, second);

    assertThat(first).hasSameBinaryContentAs(second);
  }

  @Test
  void sideThatIsBrokenOffHoldsItsLastFrameWithANote() throws Exception {
    SegmentTask.Source whole = source(TestClip.numbered(1, 90).in(folder, "a.mp4"));
    SegmentTask.Source ending = source(TestClip.numbered(2, 41).in(folder, "b.mp4"));

    for (boolean first : new boolean[] {true, false}) {
      Path output = folder.resolve("held-" + first + ".mp4");
      // From 7/9 s or 1.234 s on, 41 frames at 30 a second last for 17 or 3 frames.
      Segment segment =
          first
              ? dissolve(endingEarly(ending), whole, ffmpeg, output)
              : dissolve(whole, ending, ffmpeg, output);

      assertThat(segment.getRung()).isEqualTo("software, last frame held, dissolve");
      assertThat(segment.getNote()).endsWith("; its last good frame is held");
      List<NumberedFrame> frames = NumberedFrames.of(ffmpeg, output);
      assertThat(frames).hasSize(FRAMES);
      assertThat(frames.get(first ? 9 : 0).clipId()).isEqualTo(1);
      assertThat(frames.get(first ? 0 : 9).clipId()).isEqualTo(2);
      if (!first) {
        assertThat(frames.get(9).number()).isEqualTo(40);
      }
    }
  }

  /** The same clip without all that lies a fraction after the in-point. */
  private SegmentTask.Source endingEarly(SegmentTask.Source clip) throws Exception {
    Path early = TestClip.numbered(2, 26).in(folder, "early.mp4");
    return new SegmentTask.Source(early, clip.analysis());
  }

  @Test
  void eachClipIsOpenedAsForASegmentOfItsOwn() {
    ClipAnalysis upright = TestAnalysis.of("a").shot(4000).keyframesAt(0, 1000, 2000).build();
    SegmentTask.Source clip = new SegmentTask.Source(Path.of("/media/a.mp4"), upright);
    SegmentTask task = new SegmentTask(request(), clip, Optional.of(clip));

    List<String> arguments =
        DissolveRung.command(
                SoftwareRung.Way.FROM_KEYFRAME,
                task,
                task.request().getProfile(),
                Path.of("/out.mp4"))
            .arguments();

    assertThat(arguments.stream().filter("-noautorotate"::equals)).hasSize(2);
    assertThat(arguments.stream().filter("-ss"::equals)).hasSize(1);
    assertThat(arguments).containsSubsequence("-i", "-ss", "1.000001", "-i");
    assertThat(arguments)
        .filteredOn(argument -> argument.startsWith("[0:0]setpts="))
        .singleElement()
        .asString()
        .contains("[from];[1:0]setpts=", "[into];", "[mixed]")
        .doesNotContain("tpad");
    assertThat(
            DissolveRung.command(
                    SoftwareRung.Way.HOLDING,
                    task,
                    task.request().getProfile(),
                    Path.of("/out.mp4"))
                .toString())
        .containsSubsequence("tpad=stop_mode=clone:stop=-1[from]", ":stop=-1[into]");
  }

  private Segment dissolve(
      SegmentTask.Source from, SegmentTask.Source into, Ffmpeg runner, Path output)
      throws Exception {
    return new SegmentCutter(runner)
        .cut(new SegmentTask(request(), from, Optional.of(into)), output);
  }

  private SegmentTask.Source source(Path clip) throws Exception {
    String name = clip.getFileName().toString();
    return new SegmentTask.Source(clip, new ClipAnalyzer(ffmpeg).analyze(clip, name));
  }

  private static SegmentRequest request() {
    return SegmentRequest.newBuilder()
        .setMontageId("film")
        .setIndex(0)
        .setSegmentKey("")
        .setClipUri("")
        .setClipFingerprint("")
        .setAnalysisKey("")
        .setSourceIn(FROM.toRecord())
        .setFrames(FRAMES)
        .setProfile(
            TestProfile.of(
                new Canvas(320, 180), new EditRate(30, 1), TestFfmpeg.encoder().ffmpegName()))
        .setInto(
            SegmentSource.newBuilder()
                .setClipUri("")
                .setClipFingerprint("")
                .setAnalysisKey("")
                .setSourceIn(INTO.toRecord())
                .build())
        .build();
  }
}
