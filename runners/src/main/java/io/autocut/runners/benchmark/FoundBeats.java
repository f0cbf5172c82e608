package io.autocut.runners.benchmark;

import com.google.common.math.Quantiles;
import com.google.common.primitives.ImmutableDoubleArray;
import io.autocut.music.BeatsFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a tracker found in a piece of music and what that cost, decoding included.
 *
 * @param beats rising; unit: seconds
 * @param downbeats some of the beats; empty for a tracker that does not look for bars
 * @param confidence 0 to 1; empty for a tracker that tells none
 * @param bpm beats a minute; empty when there are too few
 * @param cost CPU time
 */
record FoundBeats(
    ImmutableDoubleArray beats,
    Optional<ImmutableDoubleArray> downbeats,
    OptionalDouble confidence,
    OptionalDouble bpm,
    CpuCost cost) {

  /** Of a tracker that tells nothing but times: its tempo is that of the median interval. */
  static FoundBeats ofTimes(ImmutableDoubleArray beats, CpuCost cost) {
    OptionalDouble bpm = OptionalDouble.empty();
    if (beats.length() >= 2) {
      double[] intervals = new double[beats.length() - 1];
      for (int i = 0; i < intervals.length; i++) {
        intervals[i] = beats.get(i + 1) - beats.get(i);
      }
      bpm = OptionalDouble.of(60 / Quantiles.median().compute(intervals));
    }
    return new FoundBeats(beats, Optional.empty(), OptionalDouble.empty(), bpm, cost);
  }

  /** Times of lines; unit: seconds. */
  static ImmutableDoubleArray seconds(List<BeatsFile.Line> lines) {
    return ImmutableDoubleArray.copyOf(
        lines.stream().mapToDouble(line -> line.time().toMicros() / 1e6));
  }

  /** Times of the lines that are the first of a bar; unit: seconds. */
  static ImmutableDoubleArray downbeatSeconds(List<BeatsFile.Line> lines) {
    return seconds(lines.stream().filter(line -> line.beatInBar() == 1).toList());
  }
}
