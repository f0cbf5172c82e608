package io.autocut.media;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Every child process of this JVM, so that none outlives it.
 *
 * <p>Once the JVM shuts down no further child starts: a permit that a dying child gives back would
 * otherwise start the next one. The flag is read before the start and again after registering.
 */
final class ChildProcesses {
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
  private static final long GRACE_MILLIS = 300;
  private static volatile boolean closing;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ChildProcesses::close, "end child processes"));
  }

  private ChildProcesses() {}

  static Process start(ProcessBuilder builder) throws IOException {
    refuseWhenClosing();
    Process process = builder.start();
    RUNNING.add(process);
    if (closing) {
      end(process);
      refuseWhenClosing();
    }
    return process;
  }

  /** Throws once the JVM shuts down: what a child says then is not to be relied on. */
  static void refuseWhenClosing() throws IOException {
    if (closing) {
      throw new IOException("shutting down");
    }
  }

  /**
   * Ends {@code process} and all that it started: asked first, then by force. Harmless when it has
   * ended.
   */
  static void end(Process process) {
    RUNNING.remove(process);
    if (!process.isAlive()) {
      return;
    }
    List<ProcessHandle> tree =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    tree.forEach(ProcessHandle::destroy);
    boolean interrupted = false;
    try {
      process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    tree.forEach(ProcessHandle::destroyForcibly);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close() {
    closing = true;
    RUNNING.parallelStream().forEach(ChildProcesses::end);
  }
}
