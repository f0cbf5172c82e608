package io.autocut.media;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Runs no more children of FFmpeg at once than there are permits, first come first served.
 *
 * <p>Slots of the runner are not width: there are more of them than cores, so that some elements
 * wait for input and output while as many children as there are permits compute. All that ask for
 * the same number share one set of permits in a JVM.
 */
public final class CpuPermits implements Ffmpeg {
  private static final ConcurrentHashMap<Integer, Semaphore> SHARED = new ConcurrentHashMap<>();

  private final Ffmpeg delegate;
  private final Semaphore permits;

  private CpuPermits(Ffmpeg delegate, Semaphore permits) {
    this.delegate = delegate;
    this.permits = permits;
  }

  /** {@code delegate}, of which at most {@code width} commands run at once in this JVM. */
  public static Ffmpeg limiting(Ffmpeg delegate, int width) {
    checkArgument(width > 0, "permits must be positive: %s", width);
    return new CpuPermits(
        delegate, SHARED.computeIfAbsent(width, count -> new Semaphore(count, true)));
  }

  @Override
  public FfmpegResult run(FfmpegCommand command, StdoutReader reader)
      throws IOException, InterruptedException {
    permits.acquire();
    try {
      return delegate.run(command, reader);
    } finally {
      permits.release();
    }
  }

  @Override
  public FfmpegInstallation installation() {
    return delegate.installation();
  }
}
