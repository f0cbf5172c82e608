package io.autocut.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedMediaStoreTest {
  private static final ContentKey KEY =
      ContentKey.of(ContentKey.Kind.SEGMENT).with("clip", "a").build();

  private static final long CACHE_BYTES = 1 << 20;

  @TempDir private Path folder;
  private Path shared;
  private MediaStore here;
  private MediaStore there;

  @BeforeEach
  void open() throws IOException {
    shared = Files.createDirectory(folder.resolve("shared"));
    here =
        new SharedMediaStore(
            LocalMediaStore.open(folder.resolve("here")), shared.toString(), CACHE_BYTES);
    there =
        new SharedMediaStore(
            LocalMediaStore.open(folder.resolve("there")), shared + "/", CACHE_BYTES);
  }

  @Test
  void anotherHostFindsWhatWasPut() throws IOException {
    put(here, "content");

    assertThat(there.find(KEY)).isPresent();
    assertThat(there.find(KEY).orElseThrow())
        .hasContent("content")
        .startsWith(folder.resolve("there"));
  }

  @Test
  void whatWasNeverPutIsNotFound() throws IOException {
    assertThat(here.find(KEY)).isEmpty();
  }

  @Test
  void whatWasFoundOnceIsFoundWithoutTheSharedFolder() throws IOException {
    put(here, "content");
    there.find(KEY);
    Files.delete(object());

    assertThat(there.find(KEY)).isPresent();
  }

  @Test
  void objectWithoutChecksumIsNotFound() throws IOException {
    put(here, "content");
    Files.delete(sum());

    assertThat(there.find(KEY)).isEmpty();
  }

  @Test
  void truncatedObjectIsNotFound() throws IOException {
    put(here, "content");
    Files.writeString(object(), "conten");

    assertThat(there.find(KEY)).isEmpty();
  }

  @Test
  void damagedChecksumIsNotFound() throws IOException {
    put(here, "content");
    Files.write(sum(), new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThat(there.find(KEY)).isEmpty();
  }

  @Test
  void lookingForWhatIsNotThereLeavesNothingBehind() throws IOException {
    there.find(KEY);

    try (Stream<Path> left = Files.walk(folder.resolve("there"))) {
      assertThat(
              left.filter(Files::isRegularFile)
                  .filter(file -> !file.toString().contains("/locks/")))
          .isEmpty();
    }
  }

  @Test
  void whatMayChangeIsSeenAsItIsNow() throws IOException {
    ContentKey said = KEY.as(ContentKey.Kind.BEAT_CORRECTION);
    put(here, said, "old");
    assertThat(there.find(said).orElseThrow()).hasContent("old");

    put(here, said, "new");
    assertThat(there.find(said).orElseThrow()).hasContent("new");

    here.remove(said);
    assertThat(there.find(said)).isEmpty();
  }

  private static void put(MediaStore store, String content) throws IOException {
    put(store, KEY, content);
  }

  private static void put(MediaStore store, ContentKey key, String content) throws IOException {
    try (WorkFolder work = store.newWorkFolder()) {
      store.put(key, Files.writeString(work.resolve("finished"), content));
    }
  }

  private Path object() {
    return shared.resolve(KEY.relativePath());
  }

  private Path sum() {
    return shared.resolve(KEY.relativePath() + ".sum");
  }
}
