package io.autocut.store;

import com.google.common.util.concurrent.Striped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one thread of all JVMs of a host do a thing at a time, so that it is done once.
 *
 * <p>Files below a folder carry the locks, which end with their process. Where they cannot be had
 * (file systems without locks, two class loaders of one JVM) a thing may be done twice: they save
 * work, nothing may rest on them.
 */
final class HostLocks {
  private static final Logger LOG = LoggerFactory.getLogger(HostLocks.class);
  private static final int STRIPES = 1024;
  private static final long BETWEEN_TRIES_MILLIS = 20;

  /**
   * Of each folder, one for each file: POSIX drops the locks of a process on a file when any of its
   * channels on it is closed, so no two threads may have one open.
   */
  private static final ConcurrentHashMap<Path, Striped<Lock>> OF_THIS_JVM =
      new ConcurrentHashMap<>();

  private final Path folder;
  private final Striped<Lock> inside;

  /** Whoever holds a lock may take one of another folder, always in the same order. */
  HostLocks(Path folder) {
    this.folder = folder;
    this.inside = OF_THIS_JVM.computeIfAbsent(folder, any -> Striped.lock(STRIPES));
  }

  /** Does {@code work} while nobody else on this host does any under one of these names. */
  <T, E extends Exception> T whileHolding(Collection<String> names, WorkerContext.Work<T, E> work)
      throws E {
    // Always in the same order, so that nobody waits for whoever waits for him.
    int[] stripes =
        names.stream()
            .mapToInt(name -> Math.floorMod(name.hashCode(), STRIPES))
            .sorted()
            .distinct()
            .toArray();
    return whileHolding(stripes, 0, work);
  }

  <T, E extends Exception> T whileHolding(String name, WorkerContext.Work<T, E> work) throws E {
    return whileHolding(List.of(name), work);
  }

  private <T, E extends Exception> T whileHolding(
      int[] stripes, int first, WorkerContext.Work<T, E> work) throws E {
    if (first == stripes.length) {
      return work.run();
    }
    Lock lock = inside.getAt(stripes[first]);
    lock.lock();
    try {
      Optional<FileChannel> outside = locked(folder.resolve(Integer.toString(stripes[first])));
      try {
        return whileHolding(stripes, first + 1, work);
      } finally {
        outside.ifPresent(HostLocks::release);
      }
    } finally {
      lock.unlock();
    }
  }

  private static void release(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("a lock goes only with this process", e);
    }
  }

  /** The file, locked where that is possible; its lock goes when it is closed. */
  private Optional<FileChannel> locked(Path file) {
    Optional<FileChannel> channel = Optional.empty();
    try {
      Files.createDirectories(folder);
      channel =
          Optional.of(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
      // To wait in the kernel would be to hear of deadlocks that are none: it looks for them among
      // processes, while locks are held by their threads.
      while (channel.get().tryLock() == null) {
        Thread.sleep(BETWEEN_TRIES_MILLIS);
      }
    } catch (IOException | OverlappingFileLockException e) {
      LOG.debug("no lock on {}", file, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return channel;
  }
}
