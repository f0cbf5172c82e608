package io.autocut.exports.page;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;

/**
 * How loud the music of a film is, over the film's length.
 *
 * @param peaks the largest sample of each of as many equally long stretches, from the film's
 *     beginning to its end, in thousandths of full scale
 */
public record Waveform(ImmutableIntArray peaks) {
  public Waveform {
    checkArgument(
        peaks.stream().allMatch(peak -> peak >= 0 && peak <= 1000), "peaks are %s", peaks);
  }
}
