package io.autocut.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.autocut.analysis.ClipAnalyzer;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.planning.Fades;
import io.autocut.planning.FilmPiece;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.OutputProfile;
import io.autocut.schemas.Segment;
import io.autocut.schemas.SegmentRequest;
import io.autocut.testing.NumberedFrames;
import io.autocut.testing.TestAnalysis;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestFfmpeg;
import io.autocut.testing.TestProfile;
import io.autocut.time.RationalTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which frames of a segment a fade changes. */
final class FadesTest {
  private static final int WIDTH = 32;
  private static final int HEIGHT = 16;
  private static final int LUMA = WIDTH * HEIGHT;
  private static final int FRAME = LUMA * 3 / 2;

  @TempDir Path folder;
  private final Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();

  private static FilmPiece piece(Fades fades) {
    Event event =
        Event.newBuilder()
            .setIndex(0)
            .setRecordIn(0)
            .setRecordOut(30)
            .setClipUri("/media/a.mp4")
            .setClipFingerprint("a")
            .setSourceIn(new ExactSeconds(1L, 1L))
            .setSourceOut(new ExactSeconds(2L, 1L))
            .setBeatIndex(-1)
            .setScore(1)
            .setReason("")
            .build();
    return new FilmPiece(0, 0, 30, event, RationalTime.of(1, 1), fades, Optional.empty());
  }

  @Test
  void onlySegmentsThatFadeGetAnotherKey() {
    SegmentCutter cutter = new SegmentCutter(ffmpeg);
    OutputProfile profile = profile();

    assertThat(
            List.of(
                cutter.key(piece(Fades.NONE), profile),
                cutter.key(piece(new Fades(12, 0)), profile),
                cutter.key(piece(new Fades(0, 12)), profile),
                cutter.key(piece(new Fades(12, 12)), profile),
                cutter.key(piece(new Fades(13, 12)), profile)))
        .doesNotHaveDuplicates();
  }

  @Test
  void negativeFadeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Fades(0, -1))
        .withMessage("a fade is shorter than nothing: 0, -1");
  }

  @Test
  void segmentWithoutFadesHasNoFilterForThem() {
    assertThat(PictureGraph.fading(Fades.NONE, 48)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 40, 40",
    "7, 0, 40",
    "0, 7, 40",
    "30, 10, 40",
    "1, 1, 40",
    "13, 13, 26",
    "0, 26, 26"
  })
  void fadeTouchesItsFramesAndNoOther(int in, int out, int frames) throws Exception {
    List<byte[]> plain = pictures("null", frames);
    List<byte[]> faded = pictures("null" + PictureGraph.fading(new Fades(in, out), frames), frames);

    assertThat(faded).hasSize(frames);
    if (in > 0) {
      assertBlack(faded.get(0));
    }
    if (out > 0) {
      assertBlack(faded.get(frames - 1));
    }
    for (int i = 1; i < in; i++) {
      assertThat(light(faded.get(i))).isBetween(light(faded.get(i - 1)) + 1, light(plain.get(i)));
    }
    for (int i = in; i < frames - out; i++) {
      assertThat(faded.get(i)).as("frame %d", i).isEqualTo(plain.get(i));
    }
    for (int i = frames - out; i < frames - 1; i++) {
      assertThat(light(faded.get(i)))
          .as("frame %d", i)
          .isBetween(light(faded.get(i + 1)) + 1, light(plain.get(i)));
    }
  }

  /** Black as television knows it, as in the bars beside a picture. */
  private static void assertBlack(byte[] picture) {
    assertThat(Arrays.copyOf(picture, LUMA)).containsOnly(16);
    assertThat(Arrays.copyOfRange(picture, LUMA, FRAME)).containsOnly((byte) 128);
  }

  private static int light(byte[] picture) {
    return IntStream.range(0, LUMA).map(i -> picture[i] & 0xff).sum();
  }

  private List<byte[]> pictures(String graph, int frames) throws Exception {
    List<byte[]> pictures = new ArrayList<>();
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .generatedInput(
                "color=c=0xE0A060:s=%dx%d:r=30,format=yuv420p,trim=end_frame=%d"
                    .formatted(WIDTH, HEIGHT, frames))
            .option("-vf", graph)
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

  @Test
  void segmentThatFadesHasTheFramesThatWerePlanned() throws Exception {
    Path clip = TestClip.numbered(5, 75).at("25").in(folder, "clip.mp4");
    Path output = folder.resolve("segment.mp4");
    SegmentRequest request =
        SegmentRequest.newBuilder()
            .setMontageId("film")
            .setIndex(0)
            .setSegmentKey("")
            .setClipUri("")
            .setClipFingerprint("")
            .setAnalysisKey("")
            .setSourceIn(new ExactSeconds(1L, 1L))
            .setFrames(40L)
            .setFadeInFrames(10L)
            .setFadeOutFrames(8L)
            .setProfile(profile())
            .build();

    Segment segment =
        new SegmentCutter(ffmpeg)
            .cut(
                new SegmentTask(request, clip, new ClipAnalyzer(ffmpeg).analyze(clip, "clip")),
                output);

    assertThat(segment.getRung()).isEqualTo("software");
    List<NumberedFrames.NumberedFrame> frames = NumberedFrames.of(ffmpeg, output);
    assertThat(frames).hasSize(40);
    assertThat(frames.get(0)).isEqualTo(new NumberedFrames.NumberedFrame(0, 0));
    assertThat(frames.get(39)).isEqualTo(new NumberedFrames.NumberedFrame(0, 0));
    for (int i = 10; i < 32; i++) {
      assertThat(frames.get(i)).isEqualTo(new NumberedFrames.NumberedFrame(5, 25 + i));
    }
  }

  @Test
  void lastFrameThatIsHeldFadesToo() {
    String graph =
        SoftwareRung.command(
                SoftwareRung.Way.HOLDING,
                new SegmentTask(
                    SegmentRequest.newBuilder()
                        .setMontageId("film")
                        .setIndex(0)
                        .setSegmentKey("")
                        .setClipUri("")
                        .setClipFingerprint("")
                        .setAnalysisKey("")
                        .setSourceIn(new ExactSeconds(1L, 1L))
                        .setFrames(40L)
                        .setFadeOutFrames(8L)
                        .setProfile(profile())
                        .build(),
                    Path.of("/media/a.mp4"),
                    TestAnalysis.of("a").shot(2000).build()),
                profile(),
                DeviceUse.NONE,
                Path.of("/out.mp4"))
            .arguments()
            .toString();

    assertThat(graph).contains(",tpad=stop_mode=clone:stop=-1,fade=t=out:start_frame=31:");
  }

  private static OutputProfile profile() {
    return TestProfile.of(
        new Canvas(320, 180), new EditRate(25, 1), TestFfmpeg.encoder().ffmpegName());
  }
}
