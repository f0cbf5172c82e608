package io.autocut.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Brings clips and music to this host: a local file is used where it lies, one of another file
 * system is fetched once, however many threads and JVMs ask for it at the same time.
 */
public final class SourceFiles {
  private static final HostLocks LOCKS = new HostLocks(Uris.cacheFolder().resolve("locks"));

  private final MediaStore store;

  SourceFiles(MediaStore store) {
    this.store = store;
  }

  /** A file on this host that holds what {@code uri} names. */
  public Path local(String uri) throws IOException {
    if (Uris.isLocal(uri)) {
      return Uris.localPath(uri);
    }
    RemoteFile remote = RemoteFile.of(uri);
    RemoteFile.Found found =
        remote
            .find()
            .orElseThrow(() -> new FileNotFoundException(uri + ": there is no such object"));
    ContentKey key =
        ContentKey.of(ContentKey.Kind.SOURCE)
            .with("uri", uri)
            .with("bytes", found.bytes())
            .with("modified", found.modified().toEpochMilli())
            .build();
    return LOCKS.whileHolding(
        key.toString(),
        () -> {
          var kept = store.find(key);
          return kept.isPresent() ? kept.get() : fetched(remote, key);
        });
  }

  private Path fetched(RemoteFile remote, ContentKey key) throws IOException {
    try (WorkFolder folder = store.newWorkFolder()) {
      Path fetched = folder.resolve("fetched");
      remote.download(fetched);
      return store.put(key, fetched);
    }
  }
}
