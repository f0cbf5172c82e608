package io.autocut.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.media.SegmentEncoding;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.OutputProfile;
import io.autocut.testing.TestFfmpeg;
import io.autocut.testing.TestProfile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentProbeTest {
  private static final OutputProfile PROFILE =
      TestProfile.of(new Canvas(320, 180), new EditRate(25, 1), TestFfmpeg.encoder().ffmpegName());

  @TempDir Path folder;
  private final Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();

  @Test
  void wholeSegmentIsAcceptedWithItsPackets() throws Exception {
    SegmentProbe.Verified verified = new SegmentProbe(ffmpeg).verify(segment("null"), 20, PROFILE);

    assertThat(verified.packets().sizes().asList()).hasSize(20).allMatch(size -> size > 0);
    assertThat(verified.parameterSetHash()).startsWith("MD5:");
  }

  @Test
  void segmentWithoutItsLastFrameIsRefused() throws Exception {
    assertRefused(segment("trim=end_frame=19"), "segment has 19 frames instead of 20");
  }

  @Test
  void segmentWithAFrameTooManyIsRefused() throws Exception {
    assertRefused(segment("tpad=stop=1"), "segment has 21 frames instead of 20");
  }

  @Test
  void segmentWithAHoleIsRefusedWithTheFrameWhereItIs() throws Exception {
    assertRefused(
        segment("tpad=stop=1,select='not(eq(n,7))'"),
        "segment shows frame 7 at 4096 instead of 3584");
  }

  @Test
  void segmentThatBeginsLateIsRefused() throws Exception {
    assertRefused(segment("setpts=PTS+2/25/TB"), "segment shows frame 0 at 1024 instead of 0");
  }

  @Test
  void segmentThatIsToBeTurnedByPlayersIsRefused() throws Exception {
    Path turned = folder.resolve("turned.mp4");
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .option("-display_rotation", -90)
            .input(segment("null"))
            .option("-c", "copy")
            .option("-video_track_timescale", 12_800)
            .output(turned));

    assertRefused(turned, "segment asks players to turn it by 90 degrees instead of 0");
  }

  private Path segment(String filter) throws IOException, InterruptedException {
    Path segment = folder.resolve("segment.mp4");
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .generatedInput("testsrc=s=320x180:r=25:d=0.8")
            .option("-vf", filter)
            .options(SegmentEncoding.options(PROFILE))
            .output(segment));
    return segment;
  }

  private void assertRefused(Path segment, String message) {
    assertThatThrownBy(() -> new SegmentProbe(ffmpeg).verify(segment, 20, PROFILE))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }
}
