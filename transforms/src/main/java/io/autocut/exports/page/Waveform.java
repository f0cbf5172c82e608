package io.autocut.exports.page;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import io.autocut.music.PcmAudio;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How loud the music of a film is, over the film's length.
 *
 * @param peaks the largest sample of each of as many equally long stretches, from the film's
 *     beginning to its end, in thousandths of full scale
 */
public record Waveform(ImmutableIntArray peaks) {
  private static final int MOST = 3000;
  private static final int FULL_SCALE = 1000;
  private static final int SAMPLES_A_PEAK = 1024;

  public Waveform {
    checkArgument(
        peaks.stream().allMatch(peak -> peak >= 0 && peak <= FULL_SCALE), "peaks are %s", peaks);
  }

  /**
   * Of a stretch of decoded music; what lies beyond its end is silent.
   *
   * @param from the first sample
   * @param end the last sample, exclusive
   */
  public static Waveform of(Path pcm, long from, long end) throws IOException {
    checkArgument(0 <= from && from < end, "no samples %s to %s", from, end);
    PcmAudio audio = PcmAudio.decoded(pcm);
    long length = end - from;
    int[] peaks = new int[(int) Math.max(1, Math.min(MOST, length / SAMPLES_A_PEAK))];
    audio.forEachChannelBlock(
        Math.min(from, audio.samples()),
        Math.min(end, audio.samples()),
        (channels, samples, position) -> {
          for (int i = 0; i < samples; i++) {
            int peak = (int) ((position + i - from) * peaks.length / length);
            for (float[] channel : channels) {
              int size = Math.round(FULL_SCALE * Math.abs(channel[i]));
              peaks[peak] = Math.max(peaks[peak], size);
            }
          }
        });
    return new Waveform(ImmutableIntArray.copyOf(peaks));
  }
}
