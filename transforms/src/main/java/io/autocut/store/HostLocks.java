package io.autocut.store;

import com.google.common.util.concurrent.Striped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
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

  /**
   * One for each file: POSIX drops the locks of a process on a file when any of its channels on it
   * is closed, so no two threads may have one open.
   */
  private static final Striped<Lock> OF_THIS_JVM = Striped.lock(STRIPES);

  private final Path folder;

  HostLocks(Path folder) {
    this.folder = folder;
  }

  /** What is done while a lock is held. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Does {@code work} while nobody else on this host does any under the same key. */
  <T> T whileHolding(ContentKey key, Work<T> work) throws IOException {
    int stripe = Math.floorMod(key.hashCode(), STRIPES);
    Lock inside = OF_THIS_JVM.getAt(stripe);
    inside.lock();
    try {
      Optional<FileChannel> outside = locked(folder.resolve(Integer.toString(stripe)));
      try {
        return work.run();
      } finally {
        if (outside.isPresent()) {
          outside.get().close();
        }
      }
    } finally {
      inside.unlock();
    }
  }

  /** The file, locked where that is possible; its lock goes when it is closed. */
  private Optional<FileChannel> locked(Path file) {
    Optional<FileChannel> channel = Optional.empty();
    try {
      Files.createDirectories(folder);
      channel =
          Optional.of(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
      channel.get().lock();
    } catch (IOException | OverlappingFileLockException e) {
      LOG.debug("no lock on {}", file, e);
    }
    return channel;
  }
}
