package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.Turning;
import io.autocut.schemas.VideoStream;
import io.autocut.testing.SmallClips;
import io.autocut.testing.TestFfmpeg;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayMatrixTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "-display_rotation 0, 0, PLAIN",
    "-display_rotation -90, 90, PLAIN",
    "-display_rotation 180, 180, PLAIN",
    "-display_vflip, 0, MIRRORED",
    "-display_hflip, 180, MIRRORED",
    "-display_rotation 90 -display_hflip, 270, MIRRORED",
    "-display_rotation 45, 0, ODD",
    "-display_rotation -5, 0, ODD",
  })
  void mirroredFootageAndOddAnglesAreToldFromTurns(String options, int rotation, Turning turning)
      throws Exception {
    Path plain =
        SmallClips.in(folder).drawn("a.mp4", "testsrc=s=64x48:r=25:d=0.2", "-c:v", "mpeg4");
    Path clip = folder.resolve("b.mp4");
    TestFfmpeg.ffmpeg()
        .run(
            FfmpegCommand.ffmpeg()
                .options(java.util.List.of(options.split(" ")))
                .input(plain)
                .option("-c", "copy")
                .output(clip));

    VideoStream video = new MediaProbe(TestFfmpeg.ffmpeg()).probeClip(clip).video();

    assertThat(video.getRotation()).isEqualTo(rotation);
    assertThat(video.getTurning()).isEqualTo(turning);
  }
}
