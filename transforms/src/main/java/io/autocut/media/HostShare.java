package io.autocut.media;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cores and memory of one host, shared by all JVMs that lock bytes of one file there: workers of a
 * cluster, jobs of one worker that have their classes apart, and runs beside them.
 *
 * <p>A locked byte stands for a core, or for some memory. The system lets go of the locks of a
 * process that dies, however it dies. Of those that wait, one at a time takes what becomes free
 * until it has enough, so that who needs much is not passed by those who need little; who needs
 * more than there is gets all of it. Safe for many threads.
 */
public final class HostShare {
  private static final Logger LOG = LoggerFactory.getLogger(HostShare.class);

  /** Coarse enough that a large need is some dozen locks. */
  private static final long BYTES_PER_LOCK = 32L << 20;

  private static final int MOST_MEMORY_LOCKS = 1 << 16;
  private static final long TURN = 0;
  private static final long FIRST_CORE = 1;
  private static final long FIRST_MEMORY = 1 << 10;
  private static final long LOOK_MILLIS = 10;

  /** Never closed: closing any channel of a file ends all locks that the process has on it. */
  private static final ConcurrentHashMap<Path, HostShare> OPEN = new ConcurrentHashMap<>();

  private final Optional<FileChannel> file;

  private HostShare(Optional<FileChannel> file) {
    this.file = file;
  }

  /** For JVMs that share nothing. */
  static HostShare ofOneJvm() {
    return new HostShare(Optional.empty());
  }

  /** Of those that name the same file; where it cannot be made, nothing is shared. */
  public static HostShare in(Path file) {
    return OPEN.computeIfAbsent(file, HostShare::open);
  }

  private static HostShare open(Path file) {
    try {
      Files.createDirectories(file.getParent());
      return new HostShare(
          Optional.of(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)));
    } catch (IOException e) {
      LOG.warn("{} cannot be locked: other programs' FFmpegs are not counted", file, e);
      return ofOneJvm();
    }
  }

  /** What was taken, until it is closed. */
  static final class Held implements AutoCloseable {
    private final List<FileLock> locks = new ArrayList<>();

    @Override
    public void close() throws IOException {
      for (FileLock lock : locks) {
        lock.release();
      }
    }
  }

  /**
   * Waits for one of {@code cores} and for {@code wanted} of {@code bytes}.
   *
   * @throws IOException when the file system cannot lock
   */
  Held take(int cores, long bytes, long wanted) throws IOException, InterruptedException {
    checkArgument(cores > 0 && cores < FIRST_MEMORY - FIRST_CORE, "cores: %s", cores);
    Held held = new Held();
    if (file.isEmpty()) {
      return held;
    }
    int all = locks(bytes);
    Held turn = new Held();
    try {
      takeAny(TURN, 1, 1, turn);
      takeAny(FIRST_CORE, cores, 1, held);
      takeAny(FIRST_MEMORY, all, Math.min(all, locks(wanted)), held);
      return held;
    } catch (IOException | InterruptedException | RuntimeException e) {
      held.close();
      throw e;
    } finally {
      turn.close();
    }
  }

  private static int locks(long bytes) {
    long whole = (bytes + BYTES_PER_LOCK - 1) / BYTES_PER_LOCK;
    return (int) Math.min(MOST_MEMORY_LOCKS, Math.max(1, whole));
  }

  /** Waits until {@code wanted} of the bytes from {@code first} on are locked. */
  private void takeAny(long first, int bytes, int wanted, Held held)
      throws IOException, InterruptedException {
    int taken = 0;
    while (true) {
      for (int i = 0; i < bytes && taken < wanted; i++) {
        Optional<FileLock> lock = tryLock(first + i);
        if (lock.isPresent()) {
          held.locks.add(lock.get());
          taken++;
        }
      }
      if (taken == wanted) {
        return;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private Optional<FileLock> tryLock(long position) throws IOException {
    try {
      return Optional.ofNullable(file.orElseThrow().tryLock(position, 1, false));
    } catch (OverlappingFileLockException e) {
      // This JVM has it already.
      return Optional.empty();
    }
  }
}
