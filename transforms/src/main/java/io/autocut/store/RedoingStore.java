package io.autocut.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A store as one run sees it that computes everything anew: what is there counts only once this run
 * has put it there.
 *
 * <p>Other runs see the store as ever; what is made anew takes the place of what was there, whole,
 * as by any second writer of one key. That a thing was made anew is noted in the store itself, so
 * that all workers of the run know it and one that is started again does not begin from nothing.
 * Sources that were fetched and what a person has said are not computed, and count.
 */
final class RedoingStore implements MediaStore {
  private static final Set<ContentKey.Kind> NOT_COMPUTED =
      EnumSet.of(ContentKey.Kind.SOURCE, ContentKey.Kind.BEAT_CORRECTION, ContentKey.Kind.REDONE);

  private final MediaStore store;
  private final String run;

  /**
   * @param run names the run, on all of its workers
   */
  RedoingStore(MediaStore store, String run) {
    this.store = store;
    this.run = run;
  }

  @Override
  public Optional<Path> find(ContentKey key) throws IOException {
    return NOT_COMPUTED.contains(key.kind()) || store.find(noteOn(key)).isPresent()
        ? store.find(key)
        : Optional.empty();
  }

  @Override
  public Path put(ContentKey key, Path finished) throws IOException {
    Path placed = store.put(key, finished);
    note(key);
    return placed;
  }

  @Override
  public Path put(ContentKey key, byte[] content) throws IOException {
    Path placed = store.put(key, content);
    note(key);
    return placed;
  }

  private void note(ContentKey key) throws IOException {
    if (!NOT_COMPUTED.contains(key.kind())) {
      store.put(noteOn(key), (key + "\n").getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Override
  public void remove(ContentKey key) throws IOException {
    store.remove(key);
  }

  @Override
  public WorkFolder newWorkFolder() throws IOException {
    return store.newWorkFolder();
  }

  private ContentKey noteOn(ContentKey key) {
    return ContentKey.of(ContentKey.Kind.REDONE)
        .with("run", run)
        .with("key", key.toString())
        .build();
  }
}
