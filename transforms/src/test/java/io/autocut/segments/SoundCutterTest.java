package io.autocut.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.analysis.ClipAnalyzer;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegCommand;
import io.autocut.planning.Fades;
import io.autocut.planning.SoundPiece;
import io.autocut.schemas.Event;
import io.autocut.schemas.SegmentSound;
import io.autocut.testing.TestClip;
import io.autocut.testing.TestFfmpeg;
import io.autocut.testing.TestSound;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cuts real sound, whose clicks tell where it is. */
class SoundCutterTest {
  private static final int RATE = SoundCutter.SAMPLE_RATE;
  private static final FrameRate FILM = FrameRate.of(30_000, 1001);

  @TempDir Path folder;
  private final Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();

  @ParameterizedTest(name = "{0} {1} Hz {2} {3}")
  @CsvSource({
    "a.mov, 48000, stereo, pcm_s16le, 1",
    "a.mov, 44100, stereo, pcm_s16le, 1",
    "a.avi, 8000, mono, pcm_s16le, 1",
    "a.mkv, 22050, mono, pcm_s16le, 1",
    "a.mp4, 48000, stereo, aac, 1",
    "a.mkv, 44100, stereo, aac, 1",
    "a.mp4, 48000, 5.1, aac, 1",
    "a.ts, 48000, stereo, mp2, 1",
    "a.mkv, 48000, stereo, flac, 1",
  })
  void soundIsThatOfThePictureToTheSample(
      String name, int rate, String layout, String codec, int tolerance) throws Exception {
    Path clip = TestSound.clicking(folder.resolve(name), rate, layout, List.of("-c:a", codec));
    double delay = delay(clip);

    for (int frame : new int[] {0, 50, 121}) {
      float[] heard = TestSound.left(cut(clip, FILM.timeOf(frame), 45));

      List<Integer> clicks = TestSound.clicks(heard);
      double in = FILM.timeOf(frame).toMicros() / 1e6 - delay;
      int first = (int) Math.ceil(in * TestSound.CLICKS_PER_SECOND - 1e-4);
      // A coder may lose the very first click: it begins before there is anything.
      int lost = frame == 0 && clicks.get(0) > RATE / TestSound.CLICKS_PER_SECOND / 2 ? 1 : 0;
      assertThat(clicks).hasSizeGreaterThanOrEqualTo(14);
      for (int i = 0; i < clicks.size(); i++) {
        double at = (double) (first + lost + i) / TestSound.CLICKS_PER_SECOND - in;
        assertThat((double) clicks.get(i)).isCloseTo(at * RATE, Offset.offset(tolerance + 0.5));
      }
    }
  }

  /** How much later than the picture the sound begins, as the container says; unit: seconds. */
  private double delay(Path clip) throws Exception {
    double[] starts = new double[2];
    for (int i = 0; i < 2; i++) {
      String start =
          ffmpeg.text(
              FfmpegCommand.ffprobe()
                  .option("-select_streams", i == 0 ? "v:0" : "a:0")
                  .input(clip)
                  .option("-show_entries", "stream=start_time")
                  .option("-of", "default=nw=1:nk=1"));
      starts[i] = Double.parseDouble(start.strip().lines().findFirst().orElseThrow());
    }
    boolean mpegAudio = clip.toString().endsWith(".ts");
    // What an MP2 coder delays is in its packets' times and in no field of the container.
    return mpegAudio ? starts[1] - starts[0] + 481.0 / RATE : Math.max(0, starts[1] - starts[0]);
  }

  @Test
  void soundThatBeginsLateIsPrecededBySilenceAndStaysInPlace() throws Exception {
    Path sound =
        TestSound.clicking(folder.resolve("a.mov"), 48_000, "stereo", List.of("-c:a", "pcm_s16le"));
    Path late = folder.resolve("late.mov");
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .input(sound)
            .option("-itsoffset", "0.25")
            .input(sound)
            .options(List.of("-map", "0:v", "-map", "1:a", "-c", "copy"))
            .output(late));

    float[] heard = TestSound.left(cut(late, RationalTime.ZERO, 30));

    assertThat(TestSound.clicks(heard).subList(0, 3))
        .allSatisfy(
            click -> assertThat(Math.abs((click - 12_000 + 2400) % 4800 - 2400)).isLessThan(64));
    assertThat(TestSound.clicks(heard).get(0)).isCloseTo(12_000, Offset.offset(64));
  }

  @Test
  void soundAfterAHoleStaysInItsPlace() throws Exception {
    Path whole =
        TestSound.clicking(folder.resolve("a.mkv"), 48_000, "stereo", List.of("-c:a", "pcm_s16le"));
    Path holed = folder.resolve("holed.mkv");
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .input(whole)
            .options(List.of("-map", "0", "-c", "copy"))
            .option("-bsf:a", "noise=drop='between(pts*tb,2,2.5)'")
            .output(holed));

    float[] heard = TestSound.left(cut(holed, RationalTime.of(3, 2), 60));

    List<Integer> clicks = TestSound.clicks(heard);
    assertThat(clicks).hasSizeBetween(14, 16);
    assertThat(clicks)
        .allSatisfy(
            click -> assertThat(Math.abs(Math.floorMod(click + 2400, 4800) - 2400)).isLessThan(50));
  }

  @Test
  void soundThatIsShorterThanThePictureEndsWhereItEnds() throws Exception {
    Path clip =
        TestSound.clicking(
            folder.resolve("a.mov"),
            48_000,
            "stereo",
            List.of("-c:a", "pcm_s16le", "-af", "atrim=end=2"));

    assertThat(TestSound.left(cut(clip, RationalTime.of(3, 2), 30))).hasSize(24_000);
    assertThat(TestSound.left(cut(clip, RationalTime.of(3, 1), 30))).isEmpty();
  }

  @Test
  void clipWithoutSoundGivesNoSamples() throws Exception {
    Path silent = TestClip.numbered(1, 30).in(folder, "silent.mp4");

    assertThat(TestSound.left(cut(silent, RationalTime.ZERO, 15))).isEmpty();
  }

  @Test
  void ofSeveralSoundsTheDefaultOneIsHeard() throws Exception {
    Path clip = folder.resolve("two.mkv");
    ffmpeg.run(
        FfmpegCommand.ffmpeg()
            .generatedInput("color=s=96x64:r=30:d=2")
            .generatedInput("anullsrc=r=48000:cl=stereo:d=2")
            .generatedInput("sine=f=300:d=2:r=48000")
            .options(List.of("-map", "0:v", "-map", "1:a", "-map", "2:a", "-c:v", "mpeg4"))
            .options(List.of("-c:a", "pcm_s16le", "-t", "2"))
            .options(List.of("-disposition:a:0", "0", "-disposition:a:1", "default"))
            .output(clip));

    float[] heard = TestSound.left(cut(clip, RationalTime.of(1, 2), 15));

    assertThat(Math.abs(heard[1000]) + Math.abs(heard[1040])).isGreaterThan(0.01f);
  }

  @Test
  void soundOfAnUnknownCodecIsNamed() throws Exception {
    Path clip = withUnknownSound(folder);

    assertThatThrownBy(() -> cut(clip, RationalTime.ZERO, 15))
        .isInstanceOf(IOException.class)
        .hasMessage("it is of a codec that FFmpeg does not know (zzzz)");
  }

  /** A clip whose picture is in order. */
  static Path withUnknownSound(Path folder) throws Exception {
    Path clip =
        TestClip.numbered(1, 60)
            .withSound()
            .codec("mpeg4", "-c:a", "pcm_s16le")
            .in(folder, "odd.mov");
    String bytes = Files.readString(clip, StandardCharsets.ISO_8859_1);
    return Files.writeString(clip, bytes.replace("sowt", "zzzz"), StandardCharsets.ISO_8859_1);
  }

  @Test
  void keyTellsWhatIsHeardAndNothingElse() {
    SoundCutter cutter = new SoundCutter(ffmpeg);
    SegmentSound sound = cutter.request(piece(RationalTime.of(1, 1), 0, 30), FrameRate.of(30, 1));

    assertThat(cutter.request(piece(RationalTime.of(1, 1), 90, 30), FrameRate.of(30, 1)))
        .isEqualTo(sound);
    assertThat(cutter.request(piece(RationalTime.of(1, 1), 0, 60), FrameRate.of(60, 1)))
        .isEqualTo(sound);
    assertThat(cutter.request(piece(RationalTime.of(1, 1), 0, 31), FrameRate.of(30, 1)))
        .isNotEqualTo(sound);
    assertThat(cutter.request(piece(RationalTime.of(2, 1), 0, 30), FrameRate.of(30, 1)))
        .isNotEqualTo(sound);
  }

  private static SoundPiece piece(RationalTime in, long recordIn, long frames) {
    Event event =
        Event.newBuilder()
            .setIndex(0)
            .setRecordIn(recordIn)
            .setRecordOut(recordIn + frames)
            .setClipUri("/media/a.mp4")
            .setClipFingerprint("a")
            .setSourceIn(in.toRecord())
            .setSourceOut(in.toRecord())
            .setBeatIndex(-1)
            .setScore(1)
            .setReason("")
            .build();
    return new SoundPiece(0, event, in, recordIn, recordIn + frames, 0, 0, Fades.NONE);
  }

  private Path cut(Path clip, RationalTime in, long frames) throws Exception {
    Path wav = folder.resolve("cut.wav");
    SegmentSound sound =
        SegmentSound.newBuilder()
            .setSoundKey("")
            .setSourceIn(in.toRecord())
            .setLength(FILM.timeOf(frames).toRecord())
            .build();
    var source =
        new SegmentTask.Source(clip, new ClipAnalyzer(ffmpeg).analyze(clip, "fingerprint"));
    new SoundCutter(ffmpeg).cut(sound, source, wav);
    return wav;
  }
}
