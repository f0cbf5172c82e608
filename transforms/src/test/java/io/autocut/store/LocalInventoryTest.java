package io.autocut.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalInventoryTest {
  private static final ContentKey KEY =
      ContentKey.of(ContentKey.Kind.SEGMENT).with("clip", "a").build();

  @TempDir private Path folder;
  private MediaStore store;
  private LocalInventory inventory;
  private Path file;

  @BeforeEach
  void putOne() throws IOException {
    store = LocalMediaStore.open(folder);
    inventory = new LocalInventory(folder);
    try (WorkFolder work = store.newWorkFolder()) {
      file = store.put(KEY, Files.writeString(work.resolve("finished"), "content"));
    }
  }

  private Path sum() {
    return file.resolveSibling(file.getFileName() + ".sum");
  }

  private void age(Duration unused) throws IOException {
    FileTime then = FileTime.from(Instant.now().minus(unused));
    Files.setLastModifiedTime(file, then);
    Files.setLastModifiedTime(sum(), then);
  }

  private StoredThing only() throws IOException {
    assertThat(inventory.things()).hasSize(1);
    return inventory.things().get(0);
  }

  @Test
  void thingIsListedWithItsChecksumAsOne() throws IOException {
    assertThat(only().kind()).isEqualTo(ContentKey.Kind.SEGMENT);
    assertThat(only().path()).isEqualTo(KEY.relativePath());
    assertThat(only().bytes()).isEqualTo(Files.size(file) + Files.size(sum()));
  }

  @Test
  void workFoldersAndLocksAreNoThings() throws IOException {
    try (WorkFolder work = store.newWorkFolder()) {
      Files.writeString(work.resolve("unfinished"), "x");

      assertThat(inventory.things()).hasSize(1);
    }
  }

  @Test
  void findingNotesTheUseAndPutsItOffNextTime() throws IOException {
    age(Duration.ofDays(3));

    store.find(KEY);

    Instant noted = only().lastUse();
    assertThat(noted).isAfter(Instant.now().minus(Duration.ofHours(1)));
    FileTime fresh = FileTime.from(Instant.now().minus(Duration.ofMinutes(2)));
    Files.setLastModifiedTime(sum(), fresh);
    store.find(KEY);
    assertThat(Files.getLastModifiedTime(sum()).toMillis()).isEqualTo(fresh.toMillis());
  }

  @Test
  void removedThingIsAsIfItHadNeverBeenMade() throws IOException {
    inventory.remove(inventory.things());

    assertThat(store.find(KEY)).isEmpty();
    assertThat(inventory.things()).isEmpty();
  }

  @Test
  void whatIsUsedBetweenListingAndRemovalStays() throws IOException {
    age(Duration.ofDays(3));
    var listed = inventory.things();
    store.find(KEY);

    inventory.remove(listed);

    assertThat(store.find(KEY)).isPresent();
  }

  @Test
  void damageIsFound() throws IOException {
    assertThat(inventory.isWhole(only())).isTrue();
    Files.writeString(file, "c0ntent");
    assertThat(inventory.isWhole(only())).isFalse();
    assertThat(inventory.isComplete(only())).isTrue();
    Files.delete(file);
    assertThat(inventory.isWhole(only())).isFalse();
    assertThat(inventory.isComplete(only())).isFalse();
  }

  @Test
  void cacheKeepsWhatWasUsedLatelyAndDropsTheRestWhenItIsFull() throws IOException {
    ContentKey old = KEY.as(ContentKey.Kind.SOUND);
    try (WorkFolder work = store.newWorkFolder()) {
      store.put(old, Files.writeString(work.resolve("finished"), "old"));
    }
    for (Path half :
        new Path[] {
          folder.resolve(old.relativePath()), folder.resolve(old.relativePath() + ".sum")
        }) {
      Files.setLastModifiedTime(half, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
    }
    CacheRoom room =
        new CacheRoom(new LocalInventory(folder, Duration.ofMinutes(30)), Files.size(file) + 20);

    room.taken(Files.size(file));

    assertThat(store.find(old)).isEmpty();
    assertThat(store.find(KEY)).isPresent();
  }
}
