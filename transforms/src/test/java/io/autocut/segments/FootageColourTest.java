package io.autocut.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autocut.analysis.ClipAnalyzer;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.SegmentRequest;
import io.autocut.testing.TestFfmpeg;
import io.autocut.testing.TestProfile;
import io.autocut.time.RationalTime;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patches of one colour come out as that colour. */
class FootageColourTest {
  /** RGB 200, 100, 50 in BT.709, limited range. */
  private static final int[] EXPECTED = {117, 96, 174};

  @TempDir Path folder;
  private final Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();

  @Test
  void untaggedStandardDefinitionIsBroughtFromBt601ToBt709() throws Exception {
    assertColour(patch("format=yuv420p", "mpeg4", "untagged.mp4"));
  }

  @Test
  void fullRangeIsBroughtToLimitedRange() throws Exception {
    assertColour(
        patch("scale=out_range=pc:out_color_matrix=bt601,format=yuvj420p", "mjpeg", "full.avi"));
  }

  @Test
  void rgbBecomesBt709() throws Exception {
    assertColour(patch("format=rgb24", "qtrle", "rgb.mov"));
  }

  private Path patch(String format, String encoder, String name) throws Exception {
    Path file = folder.resolve(name);
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .generatedInput("color=c=0xC86432:s=320x240:r=25:d=1," + format)
            .option("-c:v", encoder)
            .option("-q:v", 2)
            .output(file));
    return file;
  }

  private void assertColour(Path clip) throws Exception {
    Path segment = folder.resolve("segment.mp4");
    SegmentRequest request =
        SegmentRequest.newBuilder()
            .setMontageId("film")
            .setIndex(0)
            .setSegmentKey("")
            .setClipUri("")
            .setClipFingerprint("")
            .setAnalysisKey("")
            .setSourceIn(RationalTime.ZERO.toRecord())
            .setFrames(5)
            .setProfile(
                TestProfile.of(
                    new Canvas(320, 240), new EditRate(25, 1), TestFfmpeg.encoder().ffmpegName()))
            .build();
    new SegmentCutter(ffmpeg)
        .cut(
            new SegmentTask(request, clip, new ClipAnalyzer(ffmpeg).analyze(clip, "patch")),
            segment);
    int[] shown = new int[3];
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .input(segment)
            .frames(1)
            .option("-pix_fmt", "yuv420p")
            .outputToPipe("rawvideo"),
        stdout -> {
          byte[] planes = stdout.readAllBytes();
          int luma = 320 * 240;
          shown[0] = planes[luma / 2 + 160] & 0xff;
          shown[1] = planes[luma + luma / 8 + 80] & 0xff;
          shown[2] = planes[luma + luma / 4 + luma / 8 + 80] & 0xff;
        });
    for (int plane = 0; plane < 3; plane++) {
      assertThat(shown[plane]).as("plane " + plane).isCloseTo(EXPECTED[plane], within(2));
    }
  }
}
