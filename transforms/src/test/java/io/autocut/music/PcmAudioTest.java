package io.autocut.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcmAudioTest {
  private static final byte[] FOUR_STEREO_SAMPLES = {
    0, 64, 0, 64, 0, -128, 0, -128, 0, 64, 0, -64, 1, 0, 0, 0
  };
  private static final byte[] NONE = {};

  @TempDir Path folder;

  @Test
  void stereoIsReadAsTheMeanOfItsChannels() throws Exception {
    PcmAudio audio = PcmAudio.open(stereo("RIFF", 16, FOUR_STEREO_SAMPLES, NONE));

    assertThat(audio.sampleRate()).isEqualTo(48_000);
    assertThat(audio.channels()).isEqualTo(2);
    assertThat(audio.samples()).isEqualTo(4);
    assertThat(read(audio)).containsExactly(0.5f, -1f, 0f, 0.5f / 32_768);
  }

  @Test
  void channelsCanBeReadApart() throws Exception {
    PcmAudio audio = PcmAudio.open(stereo("RIFF", 16, FOUR_STEREO_SAMPLES, NONE));
    List<Float> left = new ArrayList<>();
    List<Float> right = new ArrayList<>();
    audio.forEachChannelBlock(
        (channels, length) -> {
          for (int i = 0; i < length; i++) {
            left.add(channels[0][i]);
            right.add(channels[1][i]);
          }
        });

    assertThat(left).containsExactly(0.5f, -1f, 0.5f, 1f / 32_768);
    assertThat(right).containsExactly(0.5f, -1f, -0.5f, 0f);
  }

  @Test
  void monoIsReadAsItIsOverManyBlocks() throws Exception {
    TestWav wav = TestWav.lasting(1).noise(3, 0.1);
    PcmAudio audio = PcmAudio.open(wav.writeTo(folder.resolve("a.wav")));

    ByteBuffer expected = ByteBuffer.wrap(wav.data(1)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(read(audio)).hasSize(44_100).allMatch(x -> x == expected.getShort() / 32_768f);
  }

  @Test
  void unknownChunksOfOddLengthAreSkipped() throws Exception {
    byte[] list = TestWav.chunk("LIST", "INFOISFTodd".getBytes(StandardCharsets.US_ASCII));
    assertThat(PcmAudio.open(stereo("RIFF", 16, FOUR_STEREO_SAMPLES, list)).samples()).isEqualTo(4);
  }

  @Test
  void dataOfUnknownSizeGoesToTheEndOfTheFile() throws Exception {
    Path wav = stereo("RIFF", 0xFFFFFFFFL, FOUR_STEREO_SAMPLES, NONE);
    assertThat(PcmAudio.open(wav).samples()).isEqualTo(4);
  }

  @Test
  void rf64TakesTheSizeFromItsOwnChunk() throws Exception {
    byte[] sizes =
        ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN).putLong(0).putLong(12).array();
    Path wav = stereo("RF64", 0xFFFFFFFFL, FOUR_STEREO_SAMPLES, TestWav.chunk("ds64", sizes));
    assertThat(PcmAudio.open(wav).samples()).isEqualTo(3);
  }

  @Test
  void truncatedDataIsRefusedWithBothSizes() throws Exception {
    Path wav = stereo("RIFF", 4_000, FOUR_STEREO_SAMPLES, NONE);
    assertRefused(wav, "is truncated: its data chunk announces 4000 bytes, the file holds 16");
  }

  @Test
  void otherFilesAreRefusedWithWhatIsWrong() throws Exception {
    assertRefused(write(new byte[5]), "too short for a WAV file (5 bytes)");
    assertRefused(write(new byte[500]), "not a WAV file");
    byte[] good = TestWav.file("RIFF", 16, FOUR_STEREO_SAMPLES, 2, 48_000, NONE);
    assertRefused(
        write(Arrays.copyOf(good, 36)), "has no data chunk; the file ends after 36 bytes");
    assertRefused(write(Arrays.copyOf(good, 30)), "chunk 'fmt ' is too short");
    assertRefused(write(changed(good, 34, 24)), "must be 16-bit PCM, but is format 1 with 24 bits");
    assertRefused(write(changed(good, 20, 3)), "must be 16-bit PCM, but is format 3 with 16 bits");
    assertRefused(write(changed(good, 22, 6)), "must be mono or stereo, but has 6 channels");
    assertRefused(write(changed(good, 27, 0xFF)), "sample rate 4278238080 Hz is out of range");
    assertRefused(write(changed(good, 12, 'x')), "has no fmt chunk before its data chunk");
  }

  private static byte[] changed(byte[] file, int offset, int value) {
    byte[] copy = file.clone();
    copy[offset] = (byte) value;
    return copy;
  }

  private static void assertRefused(Path wav, String message) {
    assertThatThrownBy(() -> PcmAudio.open(wav))
        .isInstanceOfSatisfying(
            UnusableMusicException.class,
            refused -> assertThat(refused.code()).isEqualTo("BAD_PCM"))
        .hasMessageStartingWith(wav + ": ")
        .hasMessageContaining(message);
  }

  private static List<Float> read(PcmAudio audio) throws IOException {
    List<Float> all = new ArrayList<>();
    audio.forEachBlock(
        (mono, length) -> {
          for (int i = 0; i < length; i++) {
            all.add(mono[i]);
          }
        });
    return all;
  }

  private Path stereo(String magic, long dataSize, byte[] data, byte[] extra) throws IOException {
    return write(TestWav.file(magic, dataSize, data, 2, 48_000, extra));
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("b.wav"), bytes);
  }
}
