package io.autocut.accounting;

import com.google.common.base.Stopwatch;
import io.autocut.media.Ffmpeg;
import io.autocut.media.FfmpegMeter;
import io.autocut.schemas.Traffic;
import io.autocut.schemas.Work;
import io.autocut.store.TrafficMeter;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Measures what one thread does from {@link #begin} on: time, CPU time of the thread and of the
 * children that run through {@link #ffmpeg}, and what it asks of the store.
 *
 * <p>To be read on the thread that began it. What other threads do on its behalf is not seen, but
 * for children.
 */
public final class Meter {
  private final FfmpegMeter ffmpeg;
  private final Stopwatch wall = Stopwatch.createStarted();
  private final long cpuNanos = threadCpuNanos();
  private final Traffic before = TrafficMeter.ofThisThread().reading();

  private Meter(Ffmpeg ffmpeg) {
    this.ffmpeg = new FfmpegMeter(ffmpeg);
  }

  public static Meter begin(Ffmpeg ffmpeg) {
    return new Meter(ffmpeg);
  }

  /** What measured children run through. */
  public Ffmpeg ffmpeg() {
    return ffmpeg;
  }

  /** All since it began, as work of no attempt. */
  public Work reading() {
    Traffic traffic = Sums.difference(TrafficMeter.ofThisThread().reading(), before);
    return new Work(
        wall.elapsed().toMillis(),
        ffmpeg.millis() + Duration.ofNanos(threadCpuNanos() - cpuNanos).toMillis(),
        true,
        0,
        Traffic.newBuilder(traffic)
            .setBytesRead(traffic.getBytesRead() + ffmpeg.bytesRead())
            .build());
  }

  private static long threadCpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
