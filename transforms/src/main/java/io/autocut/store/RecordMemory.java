package io.autocut.store;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * The records that a JVM has read lately, decoded: one look at their file instead of two readings.
 *
 * <p>A record counts only while its file is the one that it was read from, by size and time, so
 * that what is removed or damaged is noticed here as on disk. Hands out copies: records are
 * mutable. Bounded by the bytes of the files. Safe for many threads.
 */
final class RecordMemory {
  /** So that the store is asked now and then, and notes that a thing is in use. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** A file that is written again within the same tick of the clock looks the same. */
  private static final Duration TOO_YOUNG = Duration.ofSeconds(2);

  static final RecordMemory OF_THIS_JVM = new RecordMemory(8 << 20);

  private record Name(MediaStore store, ContentKey key) {}

  private record Kept(Path file, FileState state, SpecificRecord record) {}

  private record FileState(long bytes, Instant modified, Optional<Object> identity) {
    static FileState of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileState(
          attributes.size(),
          attributes.lastModifiedTime().toInstant(),
          Optional.ofNullable(attributes.fileKey()));
    }
  }

  private final Cache<Name, Kept> kept;

  RecordMemory(long maxBytes) {
    this.kept =
        CacheBuilder.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((Name name, Kept record) -> (int) Math.min(maxBytes, record.state().bytes()))
            .expireAfterWrite(LONGEST)
            .build();
  }

  /** A copy of the record under {@code key}; empty when its file has to be read. */
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
      return Optional.of(copy(type.cast(known.record())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Remembers what was read from {@code file}. */
  void keep(MediaStore store, ContentKey key, Path file, SpecificRecord record) throws IOException {
    if (key.kind().mayChange()) {
      return;
    }
    FileState state = FileState.of(file);
    if (state.modified().isBefore(Instant.now().minus(TOO_YOUNG))) {
      kept.put(new Name(store, key), new Kept(file, state, copy(record)));
    }
  }

  private static <T extends SpecificRecord> T copy(T record) {
    return SpecificData.getForClass(record.getClass()).deepCopy(record.getSchema(), record);
  }
}
