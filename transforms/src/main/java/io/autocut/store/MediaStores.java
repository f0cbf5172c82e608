package io.autocut.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Opens the store that a folder or URI names. */
public final class MediaStores {
  /** What a host keeps near of a shared store, unless it is told otherwise. */
  public static final long LOCAL_CACHE_BYTES = 20L << 30;

  /** Says to whom a folder of object storage belongs, and which store it is. */
  private static final String MARKER = "autocut-store.txt";

  private MediaStores() {}

  /** A local folder, or a folder of any Beam file system on the class path. */
  public static MediaStore open(String uri) throws IOException {
    return open(uri, LOCAL_CACHE_BYTES);
  }

  /**
   * As {@link #open(String)}; waits for the server of a remote one.
   *
   * @param localCacheBytes what this host may keep near of a store that is not local
   */
  public static MediaStore open(String uri, long localCacheBytes) throws IOException {
    if (Uris.isLocal(uri)) {
      return LocalMediaStore.open(Uris.localPath(uri));
    }
    Path nearby = nearby(identity(uri, Patience.OF_A_JOB));
    return new SharedMediaStore(LocalMediaStore.open(nearby), uri, localCacheBytes);
  }

  /**
   * Where this host keeps near what it uses of a store. Not by the store's URI: another server may
   * have the same, and what was near of a store that was wiped is not in the one that came after.
   */
  static Path nearby(String identity) {
    return Uris.cacheFolder()
        .resolve("near")
        .resolve(ContentKey.of(ContentKey.Kind.SOURCE).with("store", identity).build().toString());
  }

  /** What is written in a store that is not local when it is first used. */
  private static String identity(String uri, Patience patience) throws IOException {
    RemoteFile marker = RemoteFile.of(folder(uri) + MARKER, patience);
    try {
      return new String(marker.read(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      marker.upload(
          ("A store of AutoCut: " + UUID.randomUUID() + "\n").getBytes(StandardCharsets.UTF_8));
      // Of several that came first, what the last one wrote counts.
      return new String(marker.read(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Asks a remote store whether it can be read and written to, before anything is computed.
   *
   * @throws IOException saying what is wrong, where, and what to do
   */
  public static void check(String uri) throws IOException {
    if (!Uris.isLocal(uri)) {
      // A look into the bucket tells a wrong one from an empty one, which a read cannot.
      RemoteFile.list(folder(uri) + MARKER, Patience.OF_A_PERSON);
      identity(uri, Patience.OF_A_PERSON);
    }
  }

  /**
   * All that lies in the store at {@code uri}.
   *
   * @throws IOException when there is no such store, or its server cannot be reached
   */
  public static StoreInventory inventory(String uri) throws IOException {
    if (!Uris.isLocal(uri)) {
      if (RemoteFile.list(folder(uri) + MARKER, Patience.OF_A_PERSON).isEmpty()) {
        throw new IOException(uri + ": there is no store of AutoCut");
      }
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
    return Uris.isLocal(uri)
        ? List.of()
        : new LocalInventory(nearby(identity(uri, Patience.OF_A_PERSON))).things();
  }

  private static String folder(String uri) {
    return uri.endsWith("/") ? uri : uri + "/";
  }
}
