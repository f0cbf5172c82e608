package io.autocut.runners;

import io.autocut.store.MediaStores;
import io.autocut.store.StoreInventory;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which store is looked after. */
final class StoreArguments {
  @Option(
      names = "--store",
      paramLabel = "DIR|URI",
      description = "The store. Default: autocut/store in $$XDG_CACHE_HOME or ~/.cache.")
  private String store;

  @Mixin private StorageArguments storage;

  /** As other verbs would use it. */
  String uri() throws UsageException {
    return RunArguments.storeUri(store);
  }

  /** Throws when there is no such store, or its server refuses. */
  StoreInventory inventory() throws UsageException {
    storage.register();
    try {
      return MediaStores.inventory(uri());
    } catch (IOException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }
}
