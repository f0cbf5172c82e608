package io.autocut.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.autocut.media.UnusableMediaException;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Moment;
import io.autocut.schemas.Shot;
import io.autocut.testing.SmallClips;
import io.autocut.testing.TestFfmpeg;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClipAnalyzerTest {
  private static final String FINGERPRINT = "0123";

  @TempDir private Path folder;
  private SmallClips clips;

  @BeforeEach
  void open() {
    clips = SmallClips.in(folder);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 10, 26})
  void clipOfAnyLengthIsOneShotFromItsFirstFrameToItsLast(int frames) throws Exception {
    ClipAnalysis analysis = analyze(mpeg4("testsrc=s=64x48:r=25", frames));

    assertThat(analysis.getFrames()).isEqualTo(frames);
    assertThat(analysis.getFirstPts()).isZero();
    assertThat(analysis.getEndPts()).isEqualTo(frames);
    assertThat(analysis.getShots()).hasSize(1);
    assertThat(analysis.getNote()).isEmpty();
    assertWellFormed(analysis);
  }

  @ParameterizedTest
  @CsvSource({"20, 40", "21, 40", "22, 40", "23, 40", "24, 40", "25, 40", "26, 40"})
  void momentsKeepClearOfAHardCutWhereverItFalls(int cut, int frames) throws Exception {
    ClipAnalysis analysis = analyze(twoShots(cut, frames));

    assertWellFormed(analysis);
    assertThat(analysis.getShots()).hasSize(2);
    assertThat(analysis.getShots().get(1).getInPts()).isBetween((long) cut, (long) cut + 4);
    for (Moment moment : analysis.getMoments()) {
      assertThat(moment.getOutPts() <= cut || moment.getInPts() >= cut)
          .as("moment %s to %s", moment.getInPts(), moment.getOutPts())
          .isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"5, 6", "8, 9", "11, 12", "12, 13", "14, 15", "17, 18"})
  void cutBeforeTheLastFrameLeavesNoShotThatEndsBeforeItBegins(int cut, int frames)
      throws Exception {
    assertWellFormed(analyze(twoShots(cut, frames)));
  }

  @Test
  void fadeIsNoCut() throws Exception {
    ClipAnalysis analysis = analyze(mpeg4("testsrc=s=64x48:r=25,fade=out:0:40", 50));

    assertThat(analysis.getShots()).hasSize(1);
  }

  @Test
  void keyframesAreListedAndThoseTooCloseToTheOneBeforeAreNot() throws Exception {
    Path clip =
        clips.drawn(
            "a.mp4",
            "testsrc=s=64x48:r=25:d=1",
            "-c:v",
            "mpeg4",
            "-g",
            "3",
            "-sc_threshold",
            "1000000000",
            "-video_track_timescale",
            "25");

    assertThat(analyze(clip).getKeyframePts()).containsExactly(0L, 6L, 12L, 18L, 24L);
  }

  @Test
  void rotatedClipIsDescribedAsShown() throws Exception {
    Path clip =
        clips.copied("b.mp4", mpeg4("testsrc=s=64x48:r=25", 10), "-display_rotation", "-90");

    ClipAnalysis analysis = analyze(clip);

    assertThat(analysis.getVideo().getRotation()).isEqualTo(90);
    assertThat(analysis.getVideo().getDisplayHeight()).isEqualTo(64);
    assertWellFormed(analysis);
  }

  @Test
  void framesOfUnevenLengthAreCoveredToTheEnd() throws Exception {
    Path clip =
        clips.drawn(
            "a.mp4",
            "testsrc=s=64x48:r=25:d=1,setpts='(N+floor(N/5)*7)/25/TB'",
            "-c:v",
            "mpeg4",
            "-fps_mode",
            "passthrough",
            "-video_track_timescale",
            "25");

    ClipAnalysis analysis = analyze(clip);

    assertThat(analysis.getFrames()).isEqualTo(25);
    assertThat(analysis.getEndPts()).isGreaterThan(52);
    assertWellFormed(analysis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1024x16", "16x1024"})
  void veryLongPicturesAreMeasuredToo(String size) throws Exception {
    assertWellFormed(analyze(mpeg4("testsrc=s=" + size + ":r=25", 10)));
  }

  @Test
  void oddSizesAreMeasuredToo() throws Exception {
    Path clip = clips.drawn("a.mkv", "testsrc=s=65x49:r=25:d=0.4", "-c:v", "ffv1");

    assertWellFormed(analyze(clip));
  }

  @Test
  void timesThatDoNotBeginAtZeroAreKept() throws Exception {
    Path clip = clips.drawn("a.ts", "testsrc=s=64x48:r=25:d=0.4", "-c:v", "mpeg2video");

    ClipAnalysis analysis = analyze(clip);

    assertThat(analysis.getFirstPts()).isPositive();
    assertThat(analysis.getEndPts() - analysis.getFirstPts()).isEqualTo(36_000);
    assertThat(analysis.getContainerStartMicros())
        .isEqualTo(Math.round(analysis.getFirstPts() / 0.09));
    assertWellFormed(analysis);
  }

  @Test
  void truncatedClipIsUsedUpToWhereItEnds() throws Exception {
    Path whole =
        clips.drawn(
            "a.mp4",
            "testsrc2=s=160x120:r=25:d=4",
            "-c:v",
            "mpeg4",
            "-g",
            "5",
            "-movflags",
            "+faststart",
            "-video_track_timescale",
            "25");

    ClipAnalysis analysis = analyze(clips.truncated("b.mp4", whole, 0.6));

    assertThat(analysis.getEndPts()).isBetween(30L, 80L);
    assertThat(analysis.getNote()).startsWith("damaged after ").endsWith(". Used up to there.");
    assertWellFormed(analysis);
  }

  @Test
  void garbageIsRefused() throws Exception {
    Path garbage = Files.writeString(folder.resolve("a.bin"), "x".repeat(5_000));

    assertThat(refusal(garbage).code()).isEqualTo("NOT_MEDIA");
  }

  @Test
  void clipOfWhichNoPictureIsLeftIsRefused() throws Exception {
    Path whole =
        clips.drawn(
            "a.mp4",
            "testsrc=s=64x48:r=25:d=1",
            "-pix_fmt",
            "yuv420p",
            "-c:v",
            TestFfmpeg.encoder().ffmpegName());
    byte[] bytes = Files.readAllBytes(whole);
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    java.util.Arrays.fill(bytes, text.indexOf("mdat") + 4, text.indexOf("moov") - 4, (byte) 0);

    UnusableMediaException refusal = refusal(Files.write(folder.resolve("b.mp4"), bytes));

    assertThat(refusal.code()).isEqualTo("NO_FRAMES");
    assertThat(refusal).hasMessage("announces h264 video but holds no frame of it");
  }

  @Test
  void sameContentIsDescribedAlike() throws Exception {
    Path clip = mpeg4("testsrc=s=64x48:r=25", 20);
    Path other = Files.copy(clip, folder.resolve("other name.mov"));

    assertThat(analyze(other)).isEqualTo(analyze(clip));
  }

  @Test
  void keyDependsOnContentAlone() {
    ClipAnalyzer analyzer = new ClipAnalyzer(TestFfmpeg.ffmpeg());

    assertThat(analyzer.key("a")).isEqualTo(analyzer.key("a")).isNotEqualTo(analyzer.key("b"));
  }

  private Path mpeg4(String graph, int frames) throws Exception {
    return clips.drawn(
        "a.mp4", graph, "-frames:v", "" + frames, "-c:v", "mpeg4", "-video_track_timescale", "25");
  }

  /** A bright pattern up to frame {@code cut}, then an almost black one. */
  private Path twoShots(int cut, int frames) throws Exception {
    return mpeg4(
        "testsrc=s=64x48:r=25,drawbox=t=fill:color=0x101010:enable='gte(n," + cut + ")'", frames);
  }

  private static ClipAnalysis analyze(Path clip) throws Exception {
    return new ClipAnalyzer(TestFfmpeg.ffmpeg()).analyze(clip, FINGERPRINT);
  }

  private static UnusableMediaException refusal(Path clip) {
    return catchThrowableOfType(UnusableMediaException.class, () -> analyze(clip));
  }

  private static void assertWellFormed(ClipAnalysis analysis) {
    List<Shot> shots = analysis.getShots();
    long at = analysis.getFirstPts();
    for (Shot shot : shots) {
      assertThat(shot.getInPts()).isEqualTo(at);
      assertThat(shot.getOutPts()).isGreaterThan(at);
      at = shot.getOutPts();
    }
    assertThat(at).isEqualTo(analysis.getEndPts());
    long before = analysis.getFirstPts();
    for (Moment moment : analysis.getMoments()) {
      assertThat(moment.getInPts()).isGreaterThanOrEqualTo(before);
      assertThat(moment.getOutPts()).isGreaterThan(moment.getInPts());
      assertThat(shots)
          .anyMatch(
              shot ->
                  shot.getInPts() <= moment.getInPts() && moment.getOutPts() <= shot.getOutPts());
      before = moment.getOutPts();
    }
    assertThat(analysis.getMoments()).isNotEmpty();
    assertThat(analysis.getFingerprint()).isEqualTo(FINGERPRINT);
    assertThat(analysis.getKeyframePts()).startsWith(analysis.getFirstPts());
  }
}
