package io.autocut.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.analysis.ClipAnalyzer;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.schemas.Canvas;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.EditRate;
import io.autocut.schemas.SegmentRequest;
import io.autocut.testing.NumberedFrames;
import io.autocut.testing.NumberedFrames.NumberedFrame;
import io.autocut.testing.ScriptedFfmpeg;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestFfmpeg;
import io.autocut.testing.TestProfile;
import io.autocut.time.RationalTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several ranges of a clip out of one decoding. */
final class SharedCutTest {
  @TempDir Path folder;
  private final Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();
  private Path clip;
  private ClipAnalysis analysis;

  @BeforeEach
  void makeAClipOfOneGroupOfPictures() throws Exception {
    clip =
        TestClip.numbered(3, 90)
            .at("30")
            .codec("mpeg4", "-q:v", "4", "-bf", "2", "-g", "300")
            .in(folder, "long.mp4");
    analysis = new ClipAnalyzer(ffmpeg).analyze(clip, "long");
  }

  private SegmentTask task(String name, int inFrame, int frames) {
    return new SegmentTask(
        SegmentRequest.newBuilder()
            .setMontageId("film")
            .setIndex(0)
            .setSegmentKey(name)
            .setClipUri("")
            .setClipFingerprint("")
            .setAnalysisKey("")
            .setSourceIn(RationalTime.of(inFrame, 30).toRecord())
            .setFrames(frames)
            .setFadeOutFrames(name.equals("fading") ? 8 : 0)
            .setProfile(
                TestProfile.of(
                    new Canvas(320, 180), new EditRate(30, 1), TestFfmpeg.encoder().ffmpegName()))
            .build(),
        clip,
        analysis);
  }

  @Test
  void eachSegmentHasTheBytesThatItHasWhenCutAlone() throws Exception {
    List<SegmentTask> tasks =
        List.of(task("first", 4, 20), task("overlapping", 20, 20), task("fading", 60, 20));
    ScriptedFfmpeg scripted = ScriptedFfmpeg.failingFirst(0);

    List<SegmentEngine.Piece> pieces = new SharedCut(scripted).cut(tasks, folder);

    assertThat(scripted.commands())
        .filteredOn(command -> command.tool() == FfmpegCommand.Tool.FFMPEG)
        .hasSize(1);
    assertThat(pieces).hasSize(3);
    for (int i = 0; i < 3; i++) {
      Path alone = folder.resolve("alone-" + i + ".mp4");
      new SegmentCutter(ffmpeg).cut(tasks.get(i), alone);
      assertThat(Files.mismatch(pieces.get(i).file(), alone)).as("segment %d", i).isEqualTo(-1);
      assertThat(pieces.get(i).segment().getRung()).isEqualTo("software, decoded with others");
    }
    assertThat(NumberedFrames.of(ffmpeg, pieces.get(1).file()))
        .first()
        .isEqualTo(new NumberedFrame(3, 20));
  }

  @Test
  void segmentThatIsNotWholeIsLeftToBeCutAlone() throws Exception {
    List<SegmentEngine.Piece> pieces =
        new SharedCut(ffmpeg)
            .cut(List.of(task("whole", 4, 20), task("past the end", 80, 20)), folder);

    assertThat(pieces)
        .extracting(piece -> piece.segment().getSegmentKey())
        .containsExactly("whole");
  }
}
