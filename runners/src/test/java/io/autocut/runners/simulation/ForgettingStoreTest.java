package io.autocut.runners.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.store.ContentKey;
import io.autocut.store.MediaStore;
import io.autocut.store.MediaStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgettingStoreTest {
  @TempDir Path folder;

  @Test
  void whatWasPutFirstIsForgottenFirst() throws Exception {
    MediaStore whole = MediaStores.open(folder.toString());
    MediaStore store = ForgettingStore.keeping(2).of(whole);

    for (int thing = 0; thing < 3; thing++) {
      store.put(key(thing), new byte[] {1});
    }

    assertThat(store.find(key(0))).isEmpty();
    assertThat(store.find(key(1))).isPresent();
    assertThat(store.find(key(2))).isPresent();
    try (Stream<Path> files = Files.walk(folder.resolve("plan"))) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(4);
    }
  }

  @Test
  void allWhoSeeOneStoreSeeTheSameView() throws Exception {
    MediaStore whole = MediaStores.open(folder.toString());

    assertThat(ForgettingStore.keeping(2).of(whole)).isSameAs(ForgettingStore.keeping(2).of(whole));
  }

  private static ContentKey key(int thing) {
    return ContentKey.of(ContentKey.Kind.PLAN).with("thing", thing).build();
  }
}
