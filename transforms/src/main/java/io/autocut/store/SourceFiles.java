package io.autocut.store;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Brings clips and music to this host: a local file is used where it lies, one of another file
 * system is fetched into the store once.
 */
public final class SourceFiles {
  private final MediaStore store;

  SourceFiles(MediaStore store) {
    this.store = store;
  }

  /** A file on this host that holds what {@code uri} names. */
  public Path local(String uri) throws IOException {
    if (Uris.isLocal(uri)) {
      return Uris.localPath(uri);
    }
    var metadata = FileSystems.matchSingleFileSpec(uri);
    ContentKey key =
        ContentKey.of(ContentKey.Kind.SOURCE)
            .with("uri", uri)
            .with("bytes", metadata.sizeBytes())
            .with("modified", metadata.lastModifiedMillis())
            .build();
    var kept = store.find(key);
    if (kept.isPresent()) {
      return kept.get();
    }
    try (WorkFolder folder = store.newWorkFolder()) {
      Path fetched = folder.resolve("fetched");
      download(metadata.resourceId(), fetched);
      return store.put(key, fetched);
    }
  }

  static void download(ResourceId object, Path to) throws IOException {
    try (var stream = Channels.newInputStream(FileSystems.open(object))) {
      Files.copy(stream, to);
    }
  }
}
