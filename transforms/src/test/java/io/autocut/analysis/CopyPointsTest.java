package io.autocut.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.autocut.media.Ffmpeg;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.CopyTraits;
import io.autocut.schemas.EditRate;
import io.autocut.testing.ClipKind;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestFfmpeg;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where copying can begin in real clips. */
class CopyPointsTest {
  @TempDir Path folder;
  private final Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();

  private ClipAnalysis analysis(Path clip) throws Exception {
    return new ClipAnalyzer(ffmpeg).analyze(clip, "clip");
  }

  @Test
  void copyingBeginsWithEachIdrPictureOfACamera() throws Exception {
    Path clip =
        TestClip.numbered(1, 60)
            .at("30")
            .codec("libopenh264", "-b:v", "1M", "-allow_skip_frames", "0", "-g", "12")
            .in(folder, "a.mp4");

    ClipAnalysis analysis = analysis(clip);

    CopyTraits copying = analysis.getCopying();
    assertThat(copying.getInPts()).isEqualTo(analysis.getKeyframePts()).hasSize(5);
    assertThat(copying.getEvenRates()).contains(new EditRate(30, 1));
    assertThat(copying.getReorderFrames()).isZero();
    assertThat(analysis.getVideo().getParameterSetHash()).startsWith("murmur3:");
    assertThat(analysis.getVideo().getCodecProfile()).isNotEmpty();
    assertThat(analysis.getVideo().getCodecLevel()).isPositive();
    assertThat(analysis.getVideo().getSampleAspectRatio()).isEqualTo("1:1");
  }

  @Test
  void otherCodecsAndContainersAreNotCopied() throws Exception {
    assertThat(analysis(ClipKind.MP4_B_FRAMES.make(1, 30, folder)).getCopying()).isNull();
    assertThat(analysis(ClipKind.MKV_60P.make(2, 60, folder)).getCopying()).isNull();
  }

  @Test
  void keyframesOfOpenGroupsAreNoBeginning() throws Exception {
    assumeTrue(ClipKind.H264_OPEN_GROUPS.canBeMade(), "this FFmpeg has no encoder of open groups");

    ClipAnalysis analysis = analysis(ClipKind.H264_OPEN_GROUPS.make(1, 90, folder));

    assertThat(analysis.getKeyframePts()).hasSizeGreaterThan(2);
    assertThat(analysis.getCopying().getInPts()).containsExactly(analysis.getFirstPts());
    assertThat(analysis.getCopying().getReorderFrames()).isPositive();
  }
}
