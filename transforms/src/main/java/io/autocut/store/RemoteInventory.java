package io.autocut.store;

import com.google.common.collect.Lists;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What lies in a store of a Beam file system. */
final class RemoteInventory implements StoreInventory {
  /** Twice the time between two notes of use. */
  static final Duration SPARING = SharedMediaStore.NOTED_EVERY.multipliedBy(2);

  private static final int AT_ONCE = 400;

  private final String uri;
  private final Patience patience;

  /**
   * @param uri ends in a slash
   */
  RemoteInventory(String uri, Patience patience) {
    this.uri = uri;
    this.patience = patience;
  }

  @Override
  public Duration sparing() {
    return SPARING;
  }

  @Override
  public List<StoredThing> things() throws IOException {
    Map<String, StoredThing> things = new TreeMap<>();
    for (RemoteFile.Found found : RemoteFile.list(uri, patience)) {
      String path = found.uri().substring(found.uri().length() - pathLength(found.uri()));
      Layout.kindOf(path)
          .map(kind -> new StoredThing(kind, Layout.thingOf(path), found.bytes(), found.modified()))
          .ifPresent(half -> things.merge(half.path(), half, LocalInventory::joined));
    }
    return List.copyOf(things.values());
  }

  /** What follows the store's own folder; a file system may spell that otherwise. */
  private int pathLength(String object) {
    String folder = uri.substring(uri.lastIndexOf('/', uri.length() - 2));
    int begin = object.lastIndexOf(folder);
    return begin < 0 ? object.length() : object.length() - begin - folder.length();
  }

  @Override
  public boolean isWhole(StoredThing thing) throws IOException {
    Path folder = Files.createTempDirectory("autocut-verify-");
    try (WorkFolder temporary = new WorkFolder(folder, Files::delete)) {
      Path fetched = temporary.resolve("fetched");
      RemoteFile.of(uri + thing.path(), patience).download(fetched);
      byte[] sum = RemoteFile.of(uri + thing.path() + Layout.SUM, patience).read();
      return new String(sum, StandardCharsets.ISO_8859_1).equals(Checksum.of(fetched));
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  @Override
  public boolean isComplete(StoredThing thing) throws IOException {
    return RemoteFile.of(uri + thing.path(), patience).find().isPresent()
        && RemoteFile.of(uri + thing.path() + Layout.SUM, patience).find().isPresent();
  }

  @Override
  public void remove(List<StoredThing> things) throws IOException {
    for (List<StoredThing> some : Lists.partition(things, AT_ONCE)) {
      List<String> halves = new ArrayList<>();
      for (StoredThing thing : some) {
        halves.add(uri + thing.path() + Layout.SUM);
      }
      for (StoredThing thing : some) {
        halves.add(uri + thing.path());
      }
      RemoteFile.delete(halves, patience);
    }
  }
}
