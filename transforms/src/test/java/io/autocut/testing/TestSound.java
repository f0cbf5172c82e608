package io.autocut.testing;

import io.autocut.media.FfmpegCommand;
import io.autocut.music.PcmAudio;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Clips whose sound clicks ten times a second, files of given samples, and what is in them. */
public final class TestSound {
  public static final int CLICKS_PER_SECOND = 10;

  private static final double CLICK = 0.08;
  private static final int CLICK_LENGTH = 400;

  private TestSound() {}

  /**
   * Writes a clip of six seconds with a click at each tenth of a second of its sound.
   *
   * @param layout of the channels, as FFmpeg names it
   * @param options of the command, such as the codec of the sound
   */
  public static Path clicking(Path file, int sampleRate, String layout, List<String> options)
      throws IOException, InterruptedException {
    TestFfmpeg.ffmpeg()
        .run(
            FfmpegCommand.ffmpeg()
                .generatedInput("color=s=96x64:r=30:d=6")
                .generatedInput(
                    "aevalsrc='if(eq(mod(n,%d),0),0.9,0)':s=%d:d=6,aformat=channel_layouts=%s"
                        .formatted(sampleRate / CLICKS_PER_SECOND, sampleRate, layout))
                .option("-c:v", "mpeg4")
                .option("-g", "20")
                .options(options)
                .output(file));
    return file;
  }

  /** Writes stereo of 16 bits, both channels alike; values from -1 to 1. */
  public static Path wav(Path file, int sampleRate, int samples, IntToDoubleFunction value)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(44 + 4 * samples).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(tag("RIFF")).putInt(36 + 4 * samples).put(tag("WAVEfmt ")).putInt(16);
    bytes.putShort((short) 1).putShort((short) 2).putInt(sampleRate).putInt(4 * sampleRate);
    bytes.putShort((short) 4).putShort((short) 16).put(tag("data")).putInt(4 * samples);
    for (int i = 0; i < samples; i++) {
      short sample = (short) Math.round(32_767 * value.applyAsDouble(i));
      bytes.putShort(sample).putShort(sample);
    }
    return Files.write(file, bytes.array());
  }

  private static byte[] tag(String letters) {
    return letters.getBytes(StandardCharsets.US_ASCII);
  }

  /** The left channel of a WAV file. */
  public static float[] left(Path wav) throws IOException {
    PcmAudio audio = PcmAudio.decoded(wav);
    float[] all = new float[(int) audio.samples()];
    audio.forEachChannelBlock(
        0,
        all.length,
        (channels, length, position) ->
            System.arraycopy(channels[0], 0, all, (int) position, length));
    return all;
  }

  /** Where it clicks: the loudest sample of each click. */
  public static List<Integer> clicks(float[] samples) {
    List<Integer> clicks = new ArrayList<>();
    for (int i = 0; i < samples.length; i++) {
      if (Math.abs(samples[i]) > CLICK) {
        int loudest = i;
        for (int near = i; near < Math.min(samples.length, i + CLICK_LENGTH); near++) {
          loudest = Math.abs(samples[near]) > Math.abs(samples[loudest]) ? near : loudest;
        }
        clicks.add(loudest);
        i = loudest + CLICK_LENGTH;
      }
    }
    return clicks;
  }
}
