package io.autocut.analysis;

import io.autocut.media.PacketIndex;
import io.autocut.schemas.Timebase;
import io.autocut.time.RationalTime;

/** Tells the pts of a sample: samples lie evenly from the first frame on. */
record SampleClock(Timebase timebase, long firstPts, long endPts) {

  /** The clock of a clip of which {@code samples} samples decoded. */
  static SampleClock of(Timebase timebase, PacketIndex packets, int samples) {
    long first = packets.pts().get(0);
    SampleClock clock = new SampleClock(timebase, first, packets.endPts());
    // The last frame is shown to the end of its packet; a decoder that stopped early ends before
    // that.
    return new SampleClock(timebase, first, Math.min(packets.endPts(), clock.ptsOf(samples)));
  }

  long ptsOf(int sample) {
    return firstPts
        + RationalTime.of(sample, FrameSampler.RATE).toTicks(timebase.getNum(), timebase.getDen());
  }

  RationalTime timeBetween(long pts, long laterPts) {
    return RationalTime.ofTicks(laterPts - pts, timebase.getNum(), timebase.getDen());
  }

  /** Seconds after the first frame with one decimal, for people. */
  String secondsOf(long pts) {
    long tenths = timeBetween(firstPts, pts).toTicks(1, 10);
    return tenths / 10 + "." + tenths % 10;
  }
}
