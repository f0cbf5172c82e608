package io.autocut.store;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro records in a {@link MediaStore}, each as an Avro file of its own that any Avro tool reads.
 *
 * <p>What was read or written lately is remembered, see {@link RecordMemory}: one record may be in
 * the hands of several threads, and its lists are not to be changed.
 */
public final class RecordStore {
  private final MediaStore store;
  private final RecordMemory memory = RecordMemory.OF_THIS_JVM;

  public RecordStore(MediaStore store) {
    this.store = store;
  }

  /** The record under {@code key}; empty when there is none, or none that this version can read. */
  public <T extends SpecificRecord> Optional<T> find(ContentKey key, Class<T> type)
      throws IOException {
    Optional<T> remembered = memory.find(store, key, type);
    if (remembered.isPresent()) {
      return remembered;
    }
    Optional<Path> file = store.find(key);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> record = RecordFile.read(Files.readAllBytes(file.get()), type);
    if (record.isPresent()) {
      memory.read(store, key, file.get(), record.get());
    }
    return record;
  }

  /** The record under {@code key}, which an earlier stage has stored. */
  public <T extends SpecificRecord> T get(ContentKey key, Class<T> type) throws IOException {
    return find(key, type).orElseThrow(() -> MediaStore.lost(key));
  }

  public <T extends SpecificRecord> void put(ContentKey key, T record) throws IOException {
    Path file = store.put(key, RecordFile.write(record, marker(key)));
    memory.written(store, key, file, record);
  }

  /**
   * The sync marker of an Avro file: any 16 bytes that do not turn up in its data by chance. Drawn
   * at random it would make two writers of one record write different files.
   */
  private static byte[] marker(ContentKey key) {
    byte[] hash = Hashing.sha256().hashString(key.toString(), StandardCharsets.UTF_8).asBytes();
    return Arrays.copyOf(hash, DataFileConstants.SYNC_SIZE);
  }
}
