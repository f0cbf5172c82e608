package io.autocut.media;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.annotations.VisibleForTesting;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Starts children of FFmpeg in the order in which they were asked for, each as soon as a core is
 * free and its memory fits beside that of the others.
 *
 * <p>Slots of the runner are not width: there are more of them than cores, so that some elements
 * wait for input and output while as many children as there are cores compute. The first in line
 * waits for memory until it has it, and nobody overtakes it, so that nothing starves; one that
 * needs more than there is runs alone. A child has one thread while others wait for a core; where
 * fewer run and wait than there are cores, it is given its share of the idle ones.
 *
 * <p>All that ask for the same limits share them in a JVM; the JVMs of a host share its cores and
 * memory. Safe for many threads.
 */
public final class WorkPermits implements Ffmpeg {
  /** More threads than this wait for each other more than they decode. */
  private static final int MOST_THREADS = 8;

  private static final ConcurrentHashMap<Limits, Line> SHARED = new ConcurrentHashMap<>();

  private record Limits(int cores, long bytes) {}

  private record Permit(int threads, long bytes) {}

  private final Ffmpeg delegate;
  private final Line line;
  private final HostShare host;

  private WorkPermits(Ffmpeg delegate, Line line, HostShare host) {
    this.delegate = delegate;
    this.line = line;
    this.host = host;
  }

  @VisibleForTesting
  static Ffmpeg limiting(Ffmpeg delegate, int cores, long bytes) {
    return limiting(delegate, cores, bytes, HostShare.ofOneJvm());
  }

  /**
   * {@code delegate}, of which at most {@code cores} commands run at once.
   *
   * @param bytes of memory that they may take together
   * @param host whose cores and memory these are, also for other JVMs
   */
  public static Ffmpeg limiting(Ffmpeg delegate, int cores, long bytes, HostShare host) {
    checkArgument(cores > 0, "cores must be positive: %s", cores);
    checkArgument(bytes > 0, "memory must be positive: %s", bytes);
    return new WorkPermits(
        delegate,
        SHARED.computeIfAbsent(new Limits(cores, bytes), limits -> new Line(limits)),
        host);
  }

  @Override
  public FfmpegResult run(FfmpegCommand command, StdoutReader reader)
      throws IOException, InterruptedException {
    Permit permit = line.enter(command);
    try {
      HostShare.Held held = host.take(line.limits.cores(), line.limits.bytes(), permit.bytes());
      try {
        return permit.threads() == 1
            ? delegate.run(command.withThreads(1), reader)
            : sameAsWithOneThread(command, permit.threads(), reader);
      } finally {
        held.close();
      }
    } finally {
      line.leave(permit);
    }
  }

  /**
   * What a decoder makes of damaged footage depends on its threads, while results must not: a child
   * that has found damage runs again with one.
   */
  private FfmpegResult sameAsWithOneThread(FfmpegCommand command, int threads, StdoutReader reader)
      throws IOException, InterruptedException {
    try {
      FfmpegResult result = delegate.run(command.withThreads(threads), reader);
      if (result.errors() == 0) {
        return result;
      }
    } catch (FfmpegException e) {
      if (e.endedFromOutside()) {
        throw e;
      }
    }
    return delegate.run(command.withThreads(1), reader);
  }

  @Override
  public FfmpegInstallation installation() {
    return delegate.installation();
  }

  /** Those that run and those that wait, first come first served. */
  private static final class Line {
    private final Limits limits;
    private final Deque<Object> waiting = new ArrayDeque<>();
    private int running;
    private long taken;

    Line(Limits limits) {
      this.limits = limits;
    }

    synchronized Permit enter(FfmpegCommand command) throws InterruptedException {
      Object place = new Object();
      waiting.addLast(place);
      try {
        while (waiting.peekFirst() != place || !fits(command.need().bytes(1))) {
          wait();
        }
      } finally {
        waiting.remove(place);
        notifyAll();
      }
      running++;
      Permit permit = permit(command);
      taken += permit.bytes();
      return permit;
    }

    synchronized void leave(Permit permit) {
      running--;
      taken -= permit.bytes();
      notifyAll();
    }

    private boolean fits(long bytes) {
      return running == 0 || running < limits.cores() && taken + bytes <= limits.bytes();
    }

    private Permit permit(FfmpegCommand command) {
      int threads =
          command.takesIdleCores()
              ? Math.max(1, Math.min(MOST_THREADS, limits.cores() / (running + waiting.size())))
              : 1;
      while (threads > 1 && taken + command.need().bytes(threads) > limits.bytes()) {
        threads--;
      }
      return new Permit(threads, command.need().bytes(threads));
    }
  }
}
