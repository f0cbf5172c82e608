package io.autocut.media;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Adds up what the commands that pass through it cost. Safe for many threads. */
public final class FfmpegMeter implements Ffmpeg {
  private final Ffmpeg delegate;
  private final AtomicLong millis = new AtomicLong();
  private final AtomicLong bytesRead = new AtomicLong();

  public FfmpegMeter(Ffmpeg delegate) {
    this.delegate = delegate;
  }

  @Override
  public FfmpegResult run(FfmpegCommand command, StdoutReader reader)
      throws IOException, InterruptedException {
    FfmpegResult result = delegate.run(command, reader);
    millis.addAndGet(result.cpu().toMillis());
    bytesRead.addAndGet(result.bytesRead());
    return result;
  }

  /** CPU time of all commands that ended well so far. */
  public long millis() {
    return millis.get();
  }

  /** What all commands that ended well so far read from files. */
  public long bytesRead() {
    return bytesRead.get();
  }

  @Override
  public FfmpegInstallation installation() {
    return delegate.installation();
  }
}
