package io.autocut.store;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The files that a store has read lately and found whole, so that they are not read again at each
 * look. One that has changed since, by size, time or identity, does not count. Safe for many
 * threads.
 */
final class CheckedFiles {
  private static final int MOST = 20_000;

  /** So that the use of a thing is noted now and then, and damage that leaves no trace is found. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Cache<Path, FileState> states =
      CacheBuilder.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

  boolean contains(Path file) throws IOException {
    FileState known = states.getIfPresent(file);
    return known != null && known.equals(FileState.of(file));
  }

  /** Remembers a file that was found whole when it was as {@code state} says. */
  void read(Path file, FileState state) {
    if (state.isSettled()) {
      states.put(file, state);
    }
  }

  /** Remembers a file that this process has just put in place. */
  void written(Path file) throws IOException {
    states.put(file, FileState.of(file));
  }
}
