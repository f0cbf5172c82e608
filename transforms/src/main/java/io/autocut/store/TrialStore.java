package io.autocut.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A store in which everything is found and to which nothing is added: what is put goes into a
 * folder that is thrown away, and is found there until then.
 */
final class TrialStore implements MediaStore {
  private final MediaStore store;
  private final MediaStore scratch;

  TrialStore(MediaStore store, MediaStore scratch) {
    this.store = store;
    this.scratch = scratch;
  }

  @Override
  public Optional<Path> find(ContentKey key) throws IOException {
    Optional<Path> tried = scratch.find(key);
    return tried.isPresent() ? tried : store.find(key);
  }

  @Override
  public Path put(ContentKey key, Path finished) throws IOException {
    return scratch.put(key, finished);
  }

  @Override
  public Path put(ContentKey key, byte[] content) throws IOException {
    return scratch.put(key, content);
  }

  @Override
  public void remove(ContentKey key) throws IOException {
    scratch.remove(key);
  }

  @Override
  public WorkFolder newWorkFolder() throws IOException {
    return scratch.newWorkFolder();
  }
}
