package io.autocut.media;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Adds up the CPU time of the commands that pass through it. Safe for many threads. */
public final class CpuMeter implements Ffmpeg {
  private final Ffmpeg delegate;
  private final AtomicLong millis = new AtomicLong();

  public CpuMeter(Ffmpeg delegate) {
    this.delegate = delegate;
  }

  @Override
  public FfmpegResult run(FfmpegCommand command, StdoutReader reader)
      throws IOException, InterruptedException {
    FfmpegResult result = delegate.run(command, reader);
    millis.addAndGet(result.cpu().toMillis());
    return result;
  }

  /** CPU time of all commands that ended well so far. */
  public long millis() {
    return millis.get();
  }

  @Override
  public FfmpegInstallation installation() {
    return delegate.installation();
  }
}
