package io.autocut.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store as runs see it that take nothing from it, or add nothing to it. */
class StoreViewsTest {
  private static final ContentKey KEY =
      ContentKey.of(ContentKey.Kind.SEGMENT).with("clip", "a").build();
  private static final ContentKey SAID =
      ContentKey.of(ContentKey.Kind.BEAT_CORRECTION).with("song", "a").build();

  @TempDir private Path folder;
  private MediaStore store;

  @BeforeEach
  void open() throws IOException {
    store = LocalMediaStore.open(folder.resolve("store"));
  }

  @Test
  void whatWasComputedBeforeIsNotFoundByARunThatRedoes() throws IOException {
    put(store, KEY, "old");

    assertThat(new RedoingStore(store, "run").find(KEY)).isEmpty();
  }

  @Test
  void whatTheRunHasRedoneIsFoundByAllOfItsWorkersAndReplacesTheOld() throws IOException {
    put(store, KEY, "old");

    put(new RedoingStore(store, "run"), KEY, "new");

    assertThat(new RedoingStore(store, "run").find(KEY).orElseThrow()).hasContent("new");
    assertThat(store.find(KEY).orElseThrow()).hasContent("new");
    assertThat(new RedoingStore(store, "another run").find(KEY)).isEmpty();
  }

  @Test
  void whatAPersonHasSaidCountsForARunThatRedoes() throws IOException {
    put(store, SAID, "half time");

    assertThat(new RedoingStore(store, "run").find(SAID)).isPresent();
  }

  @Test
  void trialFindsWhatIsThereAndWhatItMadeAndAddsNothing() throws IOException {
    put(store, SAID, "half time");
    long before = files();
    MediaStore trial = new TrialStore(store, LocalMediaStore.open(folder.resolve("scratch")));

    put(trial, KEY, "tried");

    assertThat(trial.find(KEY).orElseThrow()).hasContent("tried");
    assertThat(trial.find(SAID)).isPresent();
    assertThat(store.find(KEY)).isEmpty();
    assertThat(files()).isEqualTo(before);
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private static void put(MediaStore store, ContentKey key, String content) throws IOException {
    try (WorkFolder work = store.newWorkFolder()) {
      store.put(key, Files.writeString(work.resolve("file"), content));
    }
  }
}
