package io.autocut.store;

import java.io.IOException;
import java.nio.file.Path;

/** Opens the store that a folder or URI names. */
public final class MediaStores {
  private MediaStores() {}

  /** A local folder, or a folder of any Beam file system on the class path. */
  public static MediaStore open(String uri) throws IOException {
    if (Uris.isLocal(uri)) {
      return LocalMediaStore.open(Uris.localPath(uri));
    }
    Path nearby =
        Uris.cacheFolder()
            .resolve("near")
            .resolve(ContentKey.of(ContentKey.Kind.SOURCE).with("store", uri).build().toString());
    return new SharedMediaStore(LocalMediaStore.open(nearby), uri);
  }
}
