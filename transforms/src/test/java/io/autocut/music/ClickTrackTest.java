package io.autocut.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.schemas.Beat;
import io.autocut.schemas.BeatGrid;
import io.autocut.schemas.BeatTimeline;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickTrackTest {
  private static final int RATE = 44_100;

  @TempDir Path folder;

  @Test
  void clickBeginsOnTheSampleOfItsBeat() throws Exception {
    float[] mix = mixed(TestWav.lasting(2), beat(10_000, 2), beat(40_000, 1));

    assertThat(mix[9_999]).isZero();
    assertThat(mix[10_000]).isGreaterThan(0.4f);
    assertThat(mix[39_999]).isZero();
    assertThat(mix[40_000]).isGreaterThan(0.4f);
  }

  @Test
  void downbeatsSoundHigher() throws Exception {
    float[] mix = mixed(TestWav.lasting(2), beat(10_000, 2), beat(40_000, 1));

    assertThat(strength(mix, 10_000, ClickTrack.BEAT_HZ))
        .isGreaterThan(2 * strength(mix, 10_000, ClickTrack.DOWNBEAT_HZ));
    assertThat(strength(mix, 40_000, ClickTrack.DOWNBEAT_HZ))
        .isGreaterThan(2 * strength(mix, 40_000, ClickTrack.BEAT_HZ));
  }

  @Test
  void loudestMusicDoesNotClip() throws Exception {
    float[] mix = mixed(TestWav.lasting(1).each(x -> 1), beat(10_000, 1), beat(10_500, 2));

    for (float sample : mix) {
      assertThat(sample).isBetween(0f, 0.99f);
    }
    assertThat(mix[10_000]).isGreaterThan(0.9f);
  }

  @Test
  void betweenClicksThereIsTheMusicAtHalfItsLevel() throws Exception {
    float[] mix = mixed(TestWav.lasting(1).each(x -> 0.5), beat(10_000, 1));

    assertThat(mix).hasSize(RATE);
    assertThat(mix[5_000]).isEqualTo(0.25f);
    assertThat(mix[30_000]).isEqualTo(0.25f);
  }

  @Test
  void channelsAreThoseOfTheMusic() throws Exception {
    byte[] stereo = TestWav.lasting(1).data(2);
    Path wav =
        Files.write(
            folder.resolve("stereo.wav"),
            TestWav.file("RIFF", stereo.length, stereo, 2, RATE, new byte[0]));

    ClickTrack.onBeats(timeline(beat(10, 1))).write(wav, folder.resolve("out.wav"));

    PcmAudio out = PcmAudio.open(folder.resolve("out.wav"));
    assertThat(out.channels()).isEqualTo(2);
    assertThat(out.samples()).isEqualTo(RATE);
  }

  @Test
  void failureLeavesTheOldFileAndNothingElse() throws Exception {
    Path notMusic = Files.writeString(folder.resolve("no.wav"), "no music");
    Path out = Files.writeString(folder.resolve("out.wav"), "old");

    assertThatThrownBy(() -> ClickTrack.onBeats(timeline(beat(1, 1))).write(notMusic, out))
        .isInstanceOf(UnusableMusicException.class);

    assertThat(out).hasContent("old");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("no.wav", "out.wav");
  }

  @Test
  void headerBeyondFourGigabytesIsReadBack() throws Exception {
    long samples = 1_200_000_000L;
    Path wav = folder.resolve("large.wav");
    try (FileChannel file =
        FileChannel.open(wav, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var header = WavHeader.of(RATE, 2, samples);
      int length = header.remaining();
      file.write(header);
      // A hole: takes no room on the disk.
      file.write(java.nio.ByteBuffer.allocate(4), length + (samples - 1) * 4);
    }

    assertThat(PcmAudio.open(wav).samples()).isEqualTo(samples);
  }

  private float[] mixed(TestWav music, Beat... beats) throws Exception {
    Path out = folder.resolve("out.wav");
    ClickTrack.onBeats(timeline(beats)).write(music.writeTo(folder.resolve("in.wav")), out);
    PcmAudio audio = PcmAudio.open(out);
    float[] samples = new float[(int) audio.samples()];
    int[] at = {0};
    audio.forEachBlock(
        (block, length) -> {
          System.arraycopy(block, 0, samples, at[0], length);
          at[0] += length;
        });
    return samples;
  }

  /** How much of a tone there is in the 20 ms from a sample on. */
  private static double strength(float[] samples, int from, double hz) {
    double sine = 0;
    double cosine = 0;
    for (int i = 0; i < RATE / 50; i++) {
      double phase = 2 * Math.PI * hz * i / RATE;
      sine += samples[from + i] * Math.sin(phase);
      cosine += samples[from + i] * Math.cos(phase);
    }
    return Math.hypot(sine, cosine);
  }

  private static Beat beat(long sample, int place) {
    return new Beat(sample, place, 0.5);
  }

  private static BeatTimeline timeline(Beat... beats) {
    return BeatTimeline.newBuilder()
        .setFingerprint("f")
        .setSampleRate(RATE)
        .setSamples(RATE)
        .setPcmKey("k")
        .setGrid(BeatGrid.TRACKED)
        .setMilliBpm(120_000)
        .setBeatsPerBar(4)
        .setConfidence(1)
        .setFirstSound(0)
        .setEndSound(RATE)
        .setBeats(List.of(beats))
        .setNote("")
        .build();
  }
}
