package io.autocut.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What lies in a store's folder of this host, or one that this host sees. */
final class LocalInventory implements StoreInventory {
  /** Well over the time between two notes of use. */
  static final Duration SPARING = Duration.ofHours(1);

  private final Path root;
  private final Duration sparing;

  LocalInventory(Path root) {
    this(root, SPARING);
  }

  LocalInventory(Path root, Duration sparing) {
    this.root = root.toAbsolutePath().normalize();
    this.sparing = sparing;
  }

  @Override
  public Duration sparing() {
    return sparing;
  }

  @Override
  public List<StoredThing> things() throws IOException {
    Map<String, StoredThing> things = new TreeMap<>();
    for (ContentKey.Kind kind : ContentKey.Kind.values()) {
      for (Path file : filesBelow(root.resolve(kind.folder()))) {
        String path = root.relativize(file).toString();
        if (Layout.kindOf(path).isPresent()) {
          add(kind, path, file, things);
        }
      }
    }
    return List.copyOf(things.values());
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      // A folder that went while it was read: who removed it knows what was there.
      if (e.getCause() instanceof NoSuchFileException) {
        return List.of();
      }
      throw e.getCause();
    }
  }

  private static void add(
      ContentKey.Kind kind, String path, Path file, Map<String, StoredThing> things)
      throws IOException {
    try {
      StoredThing half =
          new StoredThing(
              kind,
              Layout.thingOf(path),
              Files.size(file),
              Files.getLastModifiedTime(file).toInstant());
      things.merge(half.path(), half, LocalInventory::joined);
    } catch (NoSuchFileException e) {
      // Removed, or moved into place, since the folder was read.
    }
  }

  static StoredThing joined(StoredThing one, StoredThing other) {
    Instant lastUse = one.lastUse().isAfter(other.lastUse()) ? one.lastUse() : other.lastUse();
    return new StoredThing(one.kind(), one.path(), one.bytes() + other.bytes(), lastUse);
  }

  @Override
  public boolean isWhole(StoredThing thing) throws IOException {
    Path file = root.resolve(thing.path());
    try {
      return Files.readString(sumOf(file), StandardCharsets.ISO_8859_1).equals(Checksum.of(file));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public boolean isComplete(StoredThing thing) {
    Path file = root.resolve(thing.path());
    return Files.exists(file) && Files.exists(sumOf(file));
  }

  @Override
  public void remove(List<StoredThing> things) throws IOException {
    for (StoredThing thing : things) {
      Path file = root.resolve(thing.path());
      List<Path> halves = new ArrayList<>();
      // Without its checksum it is as if it were not there.
      halves.add(sumOf(file));
      halves.add(file);
      if (!isUsedSince(thing.lastUse(), halves)) {
        for (Path half : halves) {
          Files.deleteIfExists(half);
        }
      }
    }
  }

  private static boolean isUsedSince(Instant then, List<Path> files) throws IOException {
    for (Path file : files) {
      if (Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isAfter(then)) {
        return true;
      }
    }
    return false;
  }

  private static Path sumOf(Path file) {
    return file.resolveSibling(file.getFileName() + Layout.SUM);
  }
}
