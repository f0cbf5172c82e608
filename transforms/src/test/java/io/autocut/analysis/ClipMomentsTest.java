package io.autocut.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.CameraMove;
import io.autocut.schemas.ClipAnalysis;
import io.autocut.schemas.Moment;
import io.autocut.testing.SmallClips;
import io.autocut.testing.TestFfmpeg;
import io.autocut.time.RationalTime;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real clips through all of the analysis. */
class ClipMomentsTest {
  private static final String FRACTAL =
      "mandelbrot=s=640x360:r=25:end_scale=0.3:end_pts=1000:inner=mincol,trim=end_frame=1,loop=-1:1";

  @TempDir private Path folder;
  private SmallClips clips;

  @BeforeEach
  void open() {
    clips = SmallClips.in(folder);
  }

  @Test
  void panIsSeenAndItsSoundIsHeard() throws Exception {
    Path clip =
        clips.drawn(
            "a.mp4",
            FRACTAL + ",crop=480:270:2*n:40,noise=alls=3:allf=t",
            "-f",
            "lavfi",
            "-i",
            "sine=f=440:r=8000,volume=6dB",
            "-t",
            "2",
            "-c:v",
            "mpeg4",
            "-q:v",
            "3",
            "-g",
            "12");

    ClipAnalysis analysis = analyze(clip);

    assertThat(analysis.getMoments()).isNotEmpty();
    for (Moment moment : analysis.getMoments()) {
      assertThat(moment.getMove()).isEqualTo(CameraMove.RIGHT);
      assertThat(moment.getVetoes()).isEmpty();
      assertThat(moment.getScores().getQuality()).isBetween(0.3, 1.0);
      assertThat(moment.getScores().getSteadiness()).isGreaterThan(0.8);
      assertThat(moment.getScores().getSound()).isBetween(0.5, 1.0);
      assertThat(moment.getPictureHash()).hasSize(16);
      assertThat(moment.getTint()).isNotNull();
    }
    assertThat(analyze(clip)).isEqualTo(analysis);
  }

  @Test
  void clipWithoutSoundIsSilentAndNoChildListens() throws Exception {
    ClipAnalysis analysis =
        analyze(clips.drawn("a.mp4", FRACTAL, "-t", "1", "-c:v", "mpeg4", "-q:v", "3"));

    assertThat(analysis.getMoments())
        .allSatisfy(moment -> assertThat(moment.getScores().getSound()).isZero());
  }

  @Test
  void soundBeginsWhereItBegins() throws Exception {
    Path clip =
        clips.drawn(
            "a.mkv",
            "testsrc=s=64x48:r=25",
            "-f",
            "lavfi",
            "-i",
            "sine=f=440:r=8000,volume=enable='lt(t,1)':volume=0",
            "-t",
            "2",
            "-c:v",
            "mpeg4",
            "-c:a",
            "pcm_s16le");
    ClipSound sound = ClipSound.read(TestFfmpeg.ffmpeg(), clip, RationalTime.ZERO);

    assertThat(sound.between(RationalTime.ZERO, RationalTime.ofMillis(900))).isZero();
    assertThat(sound.between(RationalTime.ofMillis(1200), RationalTime.ofMillis(1900)))
        .isGreaterThan(0.5);
    assertThat(sound.between(RationalTime.of(5, 1), RationalTime.of(6, 1))).isZero();
  }

  @Test
  void soundThatCannotBeReadIsSilence() throws Exception {
    Path clip = clips.drawn("a.mp4", "testsrc=s=64x48:r=25:d=0.4", "-c:v", "mpeg4");

    ClipSound sound = ClipSound.read(TestFfmpeg.ffmpeg(), clip, RationalTime.ZERO);

    assertThat(sound.between(RationalTime.ZERO, RationalTime.of(1, 1))).isZero();
  }

  @Test
  void nothingButSkinIsNoFace() {
    Picture grey = Painted.picture(640, Painted.texture(5));
    byte[] blue = new byte[grey.blue().length];
    byte[] red = new byte[grey.red().length];
    java.util.Arrays.fill(blue, (byte) 115);
    java.util.Arrays.fill(red, (byte) 145);

    assertThat(FaceFinder.find(grey, 0)).isEmpty();
    assertThat(FaceFinder.find(new Picture(640, 360, grey.luma(), blue, red), 90)).isEmpty();
  }

  private static ClipAnalysis analyze(Path clip) throws Exception {
    return new ClipAnalyzer(TestFfmpeg.ffmpeg()).analyze(clip, "0123");
  }
}
