package io.autocut.media;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.annotations.VisibleForTesting;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Runs no more children at once that encode on a device than it takes, and where other programs
 * keep it busy asks again, a few times, before it gives up.
 *
 * <p>A card that has no session left says so in one of two ways, by the age of its driver: out of
 * memory (10), or incompatible client key (21). All that ask for the same device share its sessions
 * in a JVM, first come first served. Wrapped around the permits for cores, so that none is held
 * while it waits. Safe for many threads.
 */
public final class HardwareSessions implements Ffmpeg {
  /** Half a minute in all: as long as a few segments of another program take. */
  private static final int TRIES = 6;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private static final ConcurrentHashMap<HardwareDevice, Semaphore> SHARED =
      new ConcurrentHashMap<>();

  /** How time passes between two tries. */
  @FunctionalInterface
  interface Pause {
    void lasting(Duration duration) throws InterruptedException;
  }

  private final Ffmpeg delegate;
  private final Semaphore sessions;
  private final Pause pause;

  private HardwareSessions(Ffmpeg delegate, Semaphore sessions, Pause pause) {
    this.delegate = delegate;
    this.sessions = sessions;
    this.pause = pause;
  }

  /**
   * {@code delegate}, for commands that encode on {@code device}.
   *
   * @param sessions at once; the first to ask in a JVM decides
   */
  public static Ffmpeg limiting(Ffmpeg delegate, HardwareDevice device, int sessions) {
    checkArgument(sessions > 0, "sessions must be positive: %s", sessions);
    return new HardwareSessions(
        delegate,
        SHARED.computeIfAbsent(device, unused -> new Semaphore(sessions, true)),
        duration -> Thread.sleep(duration.toMillis()));
  }

  @VisibleForTesting
  static Ffmpeg limiting(Ffmpeg delegate, int sessions, Pause pause) {
    return new HardwareSessions(delegate, new Semaphore(sessions, true), pause);
  }

  @Override
  public FfmpegResult run(FfmpegCommand command, StdoutReader reader)
      throws IOException, InterruptedException {
    sessions.acquire();
    try {
      return whenFree(command, reader);
    } finally {
      sessions.release();
    }
  }

  private FfmpegResult whenFree(FfmpegCommand command, StdoutReader reader)
      throws IOException, InterruptedException {
    Duration wait = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        return delegate.run(command, reader);
      } catch (FfmpegException e) {
        if (attempt == TRIES || !isBusy(e)) {
          throw e;
        }
      }
      pause.lasting(wait);
      wait = wait.multipliedBy(2);
    }
  }

  private static boolean isBusy(FfmpegException e) {
    String said = e.diagnostics();
    return said.contains("OpenEncodeSessionEx failed: out of memory (10)")
        || said.contains("OpenEncodeSessionEx failed: incompatible client key (21)")
        || said.contains("CUDA_ERROR_OUT_OF_MEMORY");
  }

  @Override
  public FfmpegInstallation installation() {
    return delegate.installation();
  }
}
