package io.autocut.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens the store that a folder or URI names. */
public final class MediaStores {
  /** What a host keeps near of a shared store, unless it is told otherwise. */
  public static final long LOCAL_CACHE_BYTES = 20L << 30;

  /** Says to whom a folder of object storage belongs. */
  private static final String MARKER = "autocut-store.txt";

  private MediaStores() {}

  /** A local folder, or a folder of any Beam file system on the class path. */
  public static MediaStore open(String uri) throws IOException {
    return open(uri, LOCAL_CACHE_BYTES);
  }

  /**
   * As {@link #open(String)}; asks nothing of a remote server yet.
   *
   * @param localCacheBytes what this host may keep near of a store that is not local
   */
  public static MediaStore open(String uri, long localCacheBytes) throws IOException {
    return Uris.isLocal(uri)
        ? LocalMediaStore.open(Uris.localPath(uri))
        : new SharedMediaStore(LocalMediaStore.open(nearby(uri)), uri, localCacheBytes);
  }

  /** Where this host keeps near what it uses of the store at {@code uri}. */
  private static Path nearby(String uri) {
    return Uris.cacheFolder()
        .resolve("near")
        .resolve(ContentKey.of(ContentKey.Kind.SOURCE).with("store", uri).build().toString());
  }

  /**
   * Asks a remote store whether it can be listed and written to, before anything is computed.
   *
   * @throws IOException saying what is wrong, where, and what to do
   */
  public static void check(String uri) throws IOException {
    if (Uris.isLocal(uri)) {
      return;
    }
    String marker = folder(uri) + MARKER;
    if (RemoteFile.list(marker, Patience.OF_A_PERSON).isEmpty()) {
      RemoteFile.of(marker, Patience.OF_A_PERSON)
          .upload("A store of AutoCut.\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  /**
   * All that lies in the store at {@code uri}.
   *
   * @throws IOException when there is no such folder or server
   */
  public static StoreInventory inventory(String uri) throws IOException {
    if (!Uris.isLocal(uri)) {
      return new RemoteInventory(folder(uri), Patience.OF_A_PERSON);
    }
    Path root = Uris.localPath(uri);
    if (!Files.isDirectory(root)) {
      throw new IOException(root + ": there is no such folder");
    }
    return new LocalInventory(root);
  }

  /** What this host keeps near of the store at {@code uri}; nothing of a local one. */
  public static List<StoredThing> near(String uri) throws IOException {
    return Uris.isLocal(uri) ? List.of() : new LocalInventory(nearby(uri)).things();
  }

  private static String folder(String uri) {
    return uri.endsWith("/") ? uri : uri + "/";
  }
}
