package io.autocut.runners.simulation;

import io.autocut.store.ContentKey;
import io.autocut.store.MediaStore;
import io.autocut.store.StoreView;
import io.autocut.store.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A store that forgets what was put into it first, so that an archive can be simulated that is
 * larger than the disk. Safe for the threads of one JVM.
 */
final class ForgettingStore implements MediaStore {
  private static final Map<MediaStore, ForgettingStore> ONE_EACH = new ConcurrentHashMap<>();

  private final MediaStore store;
  private final int things;
  private final Deque<Path> kept = new ArrayDeque<>();

  private ForgettingStore(MediaStore store, int things) {
    this.store = store;
    this.things = things;
  }

  /**
   * A view of a store that keeps so many things; far more than the films need that are being made
   * at any time.
   */
  static StoreView keeping(int things) {
    return store -> ONE_EACH.computeIfAbsent(store, unused -> new ForgettingStore(store, things));
  }

  @Override
  public Optional<Path> find(ContentKey key) throws IOException {
    return store.find(key);
  }

  @Override
  public Path put(ContentKey key, Path finished) throws IOException {
    return keep(store.put(key, finished));
  }

  @Override
  public Path put(ContentKey key, byte[] content) throws IOException {
    return keep(store.put(key, content));
  }

  private Path keep(Path placed) throws IOException {
    Optional<Path> forgotten;
    synchronized (kept) {
      kept.addLast(placed);
      forgotten = kept.size() > things ? Optional.of(kept.removeFirst()) : Optional.empty();
    }
    if (forgotten.isPresent()) {
      Files.deleteIfExists(forgotten.get().resolveSibling(forgotten.get().getFileName() + ".sum"));
      Files.deleteIfExists(forgotten.get());
    }
    return placed;
  }

  @Override
  public void remove(ContentKey key) throws IOException {
    store.remove(key);
  }

  @Override
  public WorkFolder newWorkFolder() throws IOException {
    return store.newWorkFolder();
  }
}
