package io.autocut.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.Canvas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordMemoryTest {
  private static final ContentKey KEY = ContentKey.of(ContentKey.Kind.PLAN).build();

  @TempDir private Path folder;
  private final RecordMemory memory = new RecordMemory(100);
  private MediaStore store;
  private Path file;

  @BeforeEach
  void openStore() throws IOException {
    store = LocalMediaStore.open(folder);
    file = settled(Files.writeString(folder.resolve("record"), "0123456789"));
  }

  /** A file of a moment ago may still be being written. */
  private static Path settled(Path file) throws IOException {
    return Files.setLastModifiedTime(
        file, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
  }

  @Test
  void whatWasReadIsRemembered() throws IOException {
    memory.read(store, KEY, file, new Canvas(16, 9));

    assertThat(memory.find(store, KEY, Canvas.class)).contains(new Canvas(16, 9));
  }

  @Test
  void whatWasWrittenIsRememberedAtOnce() throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    memory.written(store, KEY, file, new Canvas(16, 9));

    assertThat(memory.find(store, KEY, Canvas.class)).contains(new Canvas(16, 9));
  }

  @Test
  void recordWhoseFileIsGoneOrAnotherIsForgotten() throws IOException {
    memory.read(store, KEY, file, new Canvas(16, 9));
    Files.writeString(file, "9876543210");
    assertThat(memory.find(store, KEY, Canvas.class)).isEmpty();

    Files.delete(file);
    assertThat(memory.find(store, KEY, Canvas.class)).isEmpty();
  }

  @Test
  void fileThatWasJustWrittenIsReadAgain() throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    memory.read(store, KEY, file, new Canvas(16, 9));

    assertThat(memory.find(store, KEY, Canvas.class)).isEmpty();
  }

  @Test
  void whatMayChangeIsNotRemembered() throws IOException {
    ContentKey said = KEY.as(ContentKey.Kind.BEAT_CORRECTION);
    memory.read(store, said, file, new Canvas(16, 9));

    assertThat(memory.find(store, said, Canvas.class)).isEmpty();
  }

  @Test
  void otherStoresAndKeysAreOthers() throws IOException {
    memory.read(store, KEY, file, new Canvas(16, 9));

    assertThat(memory.find(LocalMediaStore.open(folder), KEY, Canvas.class)).isEmpty();
    assertThat(memory.find(store, KEY.as(ContentKey.Kind.ANALYSIS), Canvas.class)).isEmpty();
  }
}
