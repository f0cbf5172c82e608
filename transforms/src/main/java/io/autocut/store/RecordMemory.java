package io.autocut.store;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * The records that a JVM has read or written lately, decoded: one look at their file instead of two
 * readings.
 *
 * <p>A record counts only while its file is the one that it was read from, by size and time, so
 * that what is removed or damaged is noticed here as on disk. Bounded by the bytes of the files.
 * Safe for many threads.
 */
final class RecordMemory {
  /** So that the store is asked now and then, and notes that a thing is in use. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  static final RecordMemory OF_THIS_JVM = new RecordMemory(8 << 20);

  private record Name(MediaStore store, ContentKey key) {}

  private record Kept(Path file, FileState state, SpecificRecord record) {}

  private final Cache<Name, Kept> kept;

  RecordMemory(long maxBytes) {
    this.kept =
        CacheBuilder.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((Name name, Kept record) -> (int) Math.min(maxBytes, record.state().bytes()))
            .expireAfterWrite(LONGEST)
            .build();
  }

  /** The record under {@code key}; empty when its file has to be read. */
  <T extends SpecificRecord> Optional<T> find(MediaStore store, ContentKey key, Class<T> type) {
    Kept known = kept.getIfPresent(new Name(store, key));
    if (known == null || !type.isInstance(known.record())) {
      return Optional.empty();
    }
    try {
      if (!FileState.of(known.file()).equals(known.state())) {
        return Optional.empty();
      }
      TrafficMeter.ofThisThread().foundInMemory();
      return Optional.of(type.cast(known.record()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Remembers what was read from {@code file}. */
  void read(MediaStore store, ContentKey key, Path file, SpecificRecord record) throws IOException {
    FileState state = FileState.of(file);
    if (state.isSettled()) {
      keep(store, key, new Kept(file, state, record));
    }
  }

  /** Remembers what this process has just put in place as {@code file}. */
  void written(MediaStore store, ContentKey key, Path file, SpecificRecord record)
      throws IOException {
    keep(store, key, new Kept(file, FileState.of(file), record));
  }

  private void keep(MediaStore store, ContentKey key, Kept record) {
    if (!key.kind().mayChange()) {
      kept.put(new Name(store, key), record);
    }
  }
}
