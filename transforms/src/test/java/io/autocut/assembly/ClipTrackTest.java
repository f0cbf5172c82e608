package io.autocut.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autocut.planning.Fades;
import io.autocut.planning.SoundPiece;
import io.autocut.schemas.Event;
import io.autocut.schemas.ExactSeconds;
import io.autocut.segments.SoundCutter;
import io.autocut.testing.TestSound;
import io.autocut.time.FrameRate;
import io.autocut.time.RationalTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Joins sounds of known samples. */
class ClipTrackTest {
  private static final int RATE = SoundCutter.SAMPLE_RATE;
  private static final FrameRate NTSC = FrameRate.of(30_000, 1001);
  private static final int FADE = Envelope.SHORT_MILLIS * RATE / 1000;

  @TempDir Path folder;

  @Test
  void everySoundBeginsOnTheSampleOfItsFrameOverHundredsOfJoints() throws Exception {
    // The value of a sample tells its place in its sound.
    Path counter = wav("counter", 20_000, i -> i / 20_000.0);
    List<PlacedSound> sounds = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      sounds.add(sound("a", counter, 11L * i, 11L * i + 11, 0, 0));
    }

    float[] joined = join(sounds, 3300);

    assertThat(joined).hasSize(5_285_280);
    for (PlacedSound sound : sounds) {
      int first = (int) (sound.piece().recordIn() * 1001L * RATE * 2 / 30_000 + 1) / 2;
      assertThat(sound.begin()).isEqualTo(first);
      for (int i = FADE; i < sound.end() - sound.begin() - FADE; i += 500) {
        assertThat(joined[first + i]).isCloseTo(i / 20_000f, within(0.00004f));
      }
    }
  }

  @Test
  void nothingClicksAtAJoint() throws Exception {
    double step = 2 * Math.PI * 440 / RATE;
    Path first = wav("first", 48_000, i -> 0.5 * Math.cos(step * i));
    Path second = wav("second", 48_000, i -> -0.5 * Math.cos(step * i));

    float[] joined =
        join(List.of(sound("a", first, 0, 20, 0, 0), sound("b", second, 20, 40, 0, 0)), 40);

    for (int i = 1; i < joined.length; i++) {
      assertThat(Math.abs(joined[i] - joined[i - 1])).as("at %s", i).isLessThan(0.035f);
    }
    assertThat(joined[0]).isCloseTo(0, within(0.001f));
    assertThat(joined[joined.length - 1]).isCloseTo(0, within(0.001f));
  }

  @Test
  void dissolveKeepsThePowerOfTwoSoundsThatHaveNothingInCommon() throws Exception {
    Path first = wav("first", 64_064, i -> 0.5 * Math.cos(2 * Math.PI * 440 * i / RATE));
    Path second = wav("second", 64_064, i -> 0.5 * Math.cos(2 * Math.PI * 617 * i / RATE));

    float[] joined =
        join(List.of(sound("a", first, 0, 40, 0, 20), sound("b", second, 20, 60, 20, 0)), 60);

    for (int frame = 2; frame < 58; frame += 4) {
      int from = (int) PlacedSound.sampleAt(frame, NTSC);
      double power = 0;
      for (int i = from; i < from + 6400; i++) {
        power += joined[i] * joined[i] / 6400;
      }
      assertThat(power).as("at frame %s", frame).isCloseTo(0.125, within(0.025));
    }
  }

  @Test
  void whatIsMissingIsSilent() throws Exception {
    Path tone = wav("tone", 48_000, i -> 0.3 * Math.cos(i * 0.05));
    Path shortOne = wav("short", 8000, i -> 0.3);

    float[] joined =
        join(List.of(sound("a", tone, 30, 60, 0, 0), sound("a", shortOne, 60, 90, 0, 0)), 120);

    assertThat(joined).hasSize((int) PlacedSound.sampleAt(120, NTSC));
    assertThat(loudest(joined, 0, 48_048)).isZero();
    assertThat(loudest(joined, 50_000, 90_000)).isCloseTo(0.3f, within(0.01f));
    // What ends before its picture goes softly where it ends.
    int end = (int) PlacedSound.sampleAt(60, NTSC) + 8000;
    assertThat(joined[end - 2]).isLessThan(0.001f);
    assertThat(loudest(joined, end, joined.length)).isZero();
  }

  @Test
  void soundGoesIntoSilenceWithAPictureThatGoesIntoBlack() throws Exception {
    Path tone = wav("tone", 64_064, i -> 0.4 * Math.cos(i * 0.05));
    SoundPiece plain = sound("a", tone, 0, 40, 0, 0).piece();
    SoundPiece fading =
        new SoundPiece(0, plain.event(), plain.sourceIn(), 0, 40, 0, 0, new Fades(0, 20));

    float[] joined = join(List.of(PlacedSound.of(fading, tone, NTSC)), 40);

    assertThat(loudest(joined, 1000, 32_000)).isCloseTo(0.4f, within(0.01f));
    assertThat(loudest(joined, 47_800, 48_300)).isCloseTo(0.2f, within(0.02f));
    assertThat(loudest(joined, 63_000, 64_064)).isLessThan(0.002f);
  }

  @Test
  void clipThatIsMuchLouderThanTheOthersIsMadeSofterBySixDecibels() throws Exception {
    Path usual = wav("usual", 96_000, i -> 0.05 * Math.cos(i * 0.13));
    Path loud = wav("loud", 96_000, i -> 0.8 * Math.cos(i * 0.13));
    List<PlacedSound> sounds =
        List.of(
            sound("a", usual, 0, 60, 0, 0),
            sound("b", loud, 60, 120, 0, 0),
            sound("c", usual, 120, 180, 0, 0));

    ClipLevels levels = ClipLevels.of(sounds);

    assertThat(levels.factor(sounds.get(0))).isCloseTo(1, within(0.001));
    assertThat(levels.factor(sounds.get(1))).isCloseTo(0.501, within(0.001));
    float[] joined = join(sounds, 180);
    assertThat(loudest(joined, 100_000, 180_000)).isCloseTo(0.401f, within(0.01f));
  }

  @Test
  void loudnessIsThatOfTheWhole() throws Exception {
    // 1 kHz at -20 dBFS in both channels is -20 LUFS, by the standard's definition.
    double amplitude = StrictMath.pow(10, -20 / 20.0);
    Path tone = wav("tone", 200_000, i -> amplitude * Math.sin(2 * Math.PI * 1000 * i / RATE));
    List<PlacedSound> sounds = List.of(sound("a", tone, 0, 120, 0, 0));

    double loudness =
        ClipTrack.join(sounds, ClipLevels.of(sounds), NTSC, 120, folder.resolve("joined"));

    assertThat(loudness).isCloseTo(-20, within(0.1));
  }

  private Path wav(String name, int samples, IntToDoubleFunction value) throws IOException {
    return TestSound.wav(folder.resolve(name + ".wav"), RATE, samples, value);
  }

  private static PlacedSound sound(
      String clip, Path wav, long in, long out, long dissolveIn, long dissolveOut) {
    Event event =
        Event.newBuilder()
            .setIndex(0)
            .setRecordIn(in)
            .setRecordOut(out)
            .setClipUri("/media/" + clip)
            .setClipFingerprint(clip)
            .setSourceIn(new ExactSeconds(0L, 1L))
            .setSourceOut(new ExactSeconds(0L, 1L))
            .setBeatIndex(-1)
            .setScore(1)
            .setReason("")
            .build();
    SoundPiece piece =
        new SoundPiece(0, event, RationalTime.ZERO, in, out, dissolveIn, dissolveOut, Fades.NONE);
    return PlacedSound.of(piece, wav, NTSC);
  }

  private float[] join(List<PlacedSound> sounds, long frames) throws IOException {
    Path file = folder.resolve("joined.f32");
    ClipTrack.join(sounds, ClipLevels.of(sounds), NTSC, frames, file);
    var all =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] left = new float[all.limit() / 2];
    for (int i = 0; i < left.length; i++) {
      left[i] = all.get(2 * i);
    }
    return left;
  }

  private static float loudest(float[] samples, int from, int end) {
    float loudest = 0;
    for (int i = from; i < end; i++) {
      loudest = Math.max(loudest, Math.abs(samples[i]));
    }
    return loudest;
  }
}
